"""layout.md in numbers, and what the peers in Python share."""
import csv

PAGE = (595.28, 841.89)
LABELS_A_PAGE = 21
SYMBOL_SIDE = 60
LOGO_SIDE = 30
CJK = "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"
MONO = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def corner(index):
    """Of label `index`, from the page's upper left corner."""
    index %= LABELS_A_PAGE
    return 21.2 + 187.2 * (index % 3), 43.9 + 108 * (index // 3)


def grouped(code):
    return "-".join(code[at:at + 4] for at in (0, 4, 8))


def dark_runs(url):
    """Of the symbol: row, first column and length of each run of dark modules, and the number of modules a side."""
    import segno
    matrix = segno.make_qr(url, error="m", boost_error=False).matrix
    found = []
    for y, row in enumerate(matrix):
        x = 0
        while x < len(row):
            length = 0
            while x + length < len(row) and row[x + length]:
                length += 1
            if length:
                found.append((y, x, length))
            x += max(length, 1)
    return found, len(matrix)
