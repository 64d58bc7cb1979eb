"""What the walks have staff do by the interface for programs, where no page has a form for it."""
import datetime
import time
import uuid


def uuid7():
    number = int(time.time() * 1000) << 80 | uuid.uuid4().int & ((1 << 80) - 1)
    number = number & ~(0xF << 76) | 7 << 76
    return str(uuid.UUID(int=number & ~(3 << 62) | 2 << 62))


def moment(hours):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=hours)).isoformat(timespec="seconds")


def command(page, base, number, name, days=None, **fields):
    """By whoever is signed in there; `days`: until when."""
    if days:
        fields["until"] = moment(24 * days)
    csrf = page.context.request.get(f"{base}/-/desk/who").json()["csrf"]
    answer = page.context.request.post(
        f"{base}/api/v1/tickets/{number}/commands", data={"command": name, **fields},
        headers={"X-CSRF-Token": csrf, "Idempotency-Key": uuid7()})
    if answer.status != 200:
        raise AssertionError(f"{name}: {answer.status} {answer.text()[:300]}")
    return answer.json()
