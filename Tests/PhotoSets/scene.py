"""Walls, doors and what hangs on them: brightness 0 to 1 (float32), drawn from a numpy generator."""
import cv2
import numpy as np

LETTERS = list("23456789ABCDEFGHJKMNPQRSTUVWXYZ")
SIGNS = ("NO SMOKING", "FIRE DOOR KEEP SHUT", "PUSH", "ROOM 204", "EXIT", "MAX 16 PERSONS", "220 V", "LAB RULES",
         "QUIET PLEASE", "OFFICE HOURS 9-17", "WIFI: CAMPUS", "CCTV IN OPERATION")


def write(picture, words, x, y, height, colour, weight=1):
    """Words with their lower left at (x, y), capitals that many pixels high."""
    stroke = max(1, int(weight * height / 9))
    (long, tall), below = cv2.getTextSize(words, cv2.FONT_HERSHEY_SIMPLEX, height / 22, stroke)
    ink = np.zeros((tall + below + 2 * stroke + 4, long + 2 * stroke + 4), np.uint8)
    cv2.putText(ink, words, (stroke + 2, tall + stroke + 2), cv2.FONT_HERSHEY_SIMPLEX, height / 22, 255, stroke, cv2.LINE_AA)
    left, top = int(x) - stroke - 2, int(y) - tall - stroke - 2
    part = picture[max(0, top):max(0, top + ink.shape[0]), max(0, left):max(0, left + ink.shape[1])]
    if part.size:
        ink = ink[max(0, -top):, max(0, -left):][:part.shape[0], :part.shape[1]].astype(np.float32) / 255
        part += ink * (np.float32(colour) - part)


def wall(draw, width, height):
    """Plaster with a slope of light, grain, seams and a door's edges."""
    across = np.linspace(-0.5, 0.5, width, dtype=np.float32)[None] * draw.uniform(-0.5, 0.5)
    down = np.linspace(-0.5, 0.5, height, dtype=np.float32)[:, None] * draw.uniform(-0.5, 0.5)
    grain = draw.standard_normal((height // 8 + 2, width // 8 + 2)).astype(np.float32)
    grain = cv2.resize(grain, (width, height), interpolation=cv2.INTER_CUBIC) * draw.uniform(0.01, 0.05)
    picture = across + down + grain + np.float32(draw.uniform(0.25, 0.75))
    for _ in range(draw.integers(1, 5)):
        x = int(draw.integers(width))
        slant = int(draw.uniform(-0.05, 0.05) * width)
        cv2.line(picture, (x, 0), (x + slant, height), draw.uniform(0, 1), int(draw.integers(2, max(3, width // 60))))
    return np.clip(picture, 0, 1)


def clutter(draw, picture, level):
    """Adds 14 things a level: boxes in boxes, rings, bar codes, words, vents, notices."""
    height, width = picture.shape
    unit = width / 1600
    for _ in range(14 * level):
        x, y, size = draw.uniform(0, width), draw.uniform(0, height), draw.uniform(15, 120) * unit
        dark, light = draw.uniform(0, 0.3), draw.uniform(0.7, 1)
        THINGS[draw.integers(len(THINGS))](draw, picture, x, y, size, dark, light)
    return picture


def _boxes(draw, picture, x, y, size, dark, light):
    for part, colour in ((1, dark), (5 / 7, light), (3 / 7, dark)):
        reach = size * part / 2
        cv2.rectangle(picture, (int(x - reach), int(y - reach)), (int(x + reach), int(y + reach)), colour, -1)


def _rings(draw, picture, x, y, size, dark, light):
    for part, colour in ((1, dark), (0.7, light), (0.4, dark)):
        cv2.circle(picture, (int(x), int(y)), max(1, int(size * part / 2)), colour, -1, cv2.LINE_AA)


def _bars(draw, picture, x, y, size, dark, light):
    cv2.rectangle(picture, (int(x), int(y)), (int(x + 3 * size), int(y + size)), light, -1)
    place = x + 4
    while place < x + 3 * size - 8:
        bar = draw.integers(1, 5)
        cv2.rectangle(picture, (int(place), int(y + 3)), (int(place + bar), int(y + size - 3)), dark, -1)
        place += bar + draw.integers(1, 6)


def _words(draw, picture, x, y, size, dark, light):
    words = SIGNS[draw.integers(len(SIGNS))] if draw.random() < 0.6 else "".join(draw.choice(LETTERS, 14))
    write(picture, words, x, y, max(8, size / 2.5), dark)


def _vent(draw, picture, x, y, size, dark, light):
    cell = max(2, int(size / 16))
    block = np.kron(draw.random((16, 16)) < 0.5, np.ones((cell, cell))) > 0
    x, y = int(x), int(y)
    part = picture[y:y + block.shape[0], x:x + block.shape[1]]
    part[:] = np.where(block[:part.shape[0], :part.shape[1]], light, dark)


def _notice(draw, picture, x, y, size, dark, light):
    cv2.rectangle(picture, (int(x), int(y)), (int(x + 1.4 * size), int(y + 2 * size)), light, -1)
    for line in range(int(draw.integers(3, 9))):
        write(picture, "".join(draw.choice(LETTERS, 9)), x + 4, y + (line + 1.2) * size / 5, max(5, size / 9), dark)


THINGS = (_boxes, _rings, _bars, _words, _vent, _notice)
