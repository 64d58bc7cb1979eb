#!/usr/bin/env python3
"""places.py N: an invented campus as CSV (kind,code,url,zh,en), the same rows for the same N."""
import csv
import random
import sys

SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CAMPUSES = ["东湖校区", "西岭校区", "南泽校区"]
BUILDINGS = [("明理楼", "Mingli"), ("格物楼", "Gewu"), ("致知楼", "Zhizhi"), ("图书馆", "Library"), ("工程馆", "Engineering"),
             ("行政楼", "Admin"), ("学生公寓6号楼", "Dorm 6"), ("体育馆", "Gymnasium"), ("第二食堂", "Canteen 2"),
             ("计算中心", "Computing Centre"), ("材料楼", "Materials"), ("医学楼", "Medicine")]
ROOMS = [("教室", "Classroom"), ("实验室", "Lab"), ("会议室", "Meeting room"), ("办公室", "Office"), ("机房", "Server room"),
         ("配电间", "Power room"), ("卫生间", "Washroom"), ("阅览室", "Reading room")]
DEVICES = [("交换机", "Switch"), ("无线接入点", "Access point"), ("投影仪", "Projector"), ("空调", "Air conditioner"),
           ("饮水机", "Water dispenser"), ("门禁", "Door lock"), ("摄像头", "Camera")]


def place(chance):
    """Kind, Chinese and Latin text."""
    campus, (zh, en), floor = chance.choice(CAMPUSES), chance.choice(BUILDINGS), chance.randint(1, 12)
    room = f"{floor}{chance.randint(1, 40):02d}"
    kind = chance.choices(["room", "device", "point"], [4, 4, 2])[0]
    if kind == "room":
        what = chance.choice(ROOMS)
        return kind, f"{campus} · {zh} · {floor}层 · {room}{what[0]}", f"{en}, {what[1]} {room}"
    if kind == "device":
        what, number = chance.choice(DEVICES), chance.randint(1, 8)
        return kind, f"{campus} · {zh} · {room} · {what[0]}{number}", f"{en}, {room}, {what[1]} {number}"
    port = f"{chance.choice('ABCD')}{chance.randint(1, 48):02d}"
    return kind, f"{campus} · {zh} · {room} · 信息点{port}", f"{en}, {room}, port {port}"


def check_symbol(values):
    """The one of a label's code: the sum of x**i times each value over GF(32), x**5 = x**2 + 1."""
    total = 0
    for value in reversed(values):
        total = (total ^ value) << 1
        if total & 32:
            total ^= 0b100101
    return total


def main(count):
    chance, seen = random.Random(40_171), set()
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(["kind", "code", "url", "zh", "en"])
    while len(seen) < count:
        values = [chance.randrange(32) for _ in range(11)]
        code = "".join(SYMBOLS[value] for value in values + [check_symbol(values)])
        if code not in seen:
            seen.add(code)
            kind, zh, en = place(chance)
            table.writerow([kind, code, f"HTTPS://FIX.EXAMPLE.EDU/R/{code}", zh, en])


if __name__ == "__main__":
    main(int(sys.argv[1]))
