"""The tables of README that show what the scan bench measured, from its rows."""
import pathlib
import re

START, END = "<!-- made of the scan bench's rows by Tests/Benchmarks/report.py -->", "<!-- until here -->"
SETS = (("zxing", "zxing"), ("synthetic", "synthetic"), ("engine_campus", "campus"), ("engine_beyond", "beyond"))
ENGINES = (("zxing3", "zxing-cpp 3 (PyPI)"), ("wechat", "OpenCV WeChatQRCode, without models"), ("zxing14", "zxing-cpp 1.4 (Debian)"),
           ("zbar", "zbar 0.23 (Debian)"), ("quirc", "quirc (PyPI)"), ("aruco", "OpenCV QRCodeDetectorAruco"))
# The rows that a table can't do without.
NEEDED = ("campus_percent", "beyond_percent", "engine_campus_percent", "engine_beyond_percent")


def share(values, name):
    value = values.get(name, "absent")
    return "–" if value in ("absent", "skipped") else f"{float(value):.1f}"


def engine_table(values):
    """A line an engine: per cent of each set, wrong texts in all of them, median time at 2 megapixels."""
    counts = [values.get(f"{rows}_photos", "–") for rows, _ in SETS]
    lines = ["| reader | ZXing's photos, 4 turns | damaged labels of others | our set | our set beyond | wrong texts | ms at 2 MP |",
             "|---|---:|---:|---:|---:|---:|---:|", "| photos | " + " | ".join(counts) + " | | |"]
    own = [share(values, "campus_percent"), share(values, "beyond_percent")]
    lines.append("| **Mendmark, with its register** | – | – | " + " | ".join(f"**{one}**" for one in own) + " | – | – |")
    for engine, title in (("ladder", "**Mendmark, any text**"), *ENGINES):
        cells = [share(values, f"{rows}_percent" if engine == "ladder" else f"{rows}_{engine}_percent") for rows, _ in SETS]
        wrong = [values.get(f"{rows}_{engine}_wrong", "absent") for rows, _ in SETS]
        known = [int(one) for one in wrong if one not in ("absent", "skipped")]
        cells += [str(sum(known)) if known else "–", share(values, f"engine_campus_{engine}_ms")]
        lines.append(f"| {title} | " + " | ".join(cells) + " |")
    together = [share(values, f"{rows}_others_together_percent") for rows, _ in SETS]
    lines.append("| the six others together | " + " | ".join(together) + " | | |")
    if shown := values.get("engine_campus_wechat_photos_shown"):
        lines += ["", f"WeChat's reader takes up to two minutes for a photo of 12 megapixels: of our set it was shown {shown}, with "
                  "few of those, and its per cent is of these."]
    return lines


def class_table(values):
    """A line a class: photos that the others read together, the ladder, and with the closed world behind it."""
    kinds = sorted({found.group(1) for name in values if (found := re.fullmatch(r"(?:campus|beyond)_(\w+)_read", name))})
    lines = ["| class | our set | six others | any text | with the register | beyond | six others | any text | with the register |",
             "|---|---:|---:|---:|---:|---:|---:|---:|---:|"]
    for kind in kinds:
        cells = [cell for name in ("campus", "beyond") for cell in class_cells(values, name, kind)]
        lines.append(f"| {kind} | " + " | ".join(cells) + " |")
    return lines


def class_cells(values, name, kind):
    if f"{name}_{kind}_photos" not in values:
        return [""] * 4
    ladder, read = (int(values[f"{name}_{kind}_{what}"]) for what in ("ladder", "read"))
    others = values.get(f"engine_{name}_{kind}_others_together", "–")
    more = f"{read} (+{read - ladder})" if read > ladder else f"{read}"
    return [values[f"{name}_{kind}_photos"], others, f"{ladder}", more]


def write(rows, readme):
    """Puts both tables between the marks of README; leaves it alone where a run made only some of the rows."""
    values = {name: value for name, value, _ in rows}
    if any(values.get(name, "absent") in ("absent", "skipped") for name in NEEDED):
        return
    text = pathlib.Path(readme).read_text(encoding="utf-8")
    before, rest = text.split(START)
    after = rest.split(END)[1]
    tables = "\n".join([*engine_table(values), "", *class_table(values)])
    pathlib.Path(readme).write_text(f"{before}{START}\n\n{tables}\n\n{END}{after}", encoding="utf-8")
