"""Pictures that show no label of the site: textures, pages, bricks, keyboards, destroyed labels, symbols of other kinds."""
import cv2
import numpy as np

import scene


def _noise(draw, width, height):
    cell = int(draw.integers(1, 24))
    block = draw.random((height // cell + 1, width // cell + 1)).astype(np.float32)
    if draw.random() < 0.5:
        block = (block < draw.uniform(0.3, 0.7)).astype(np.float32)
    return np.kron(block, np.ones((cell, cell), np.float32))[:height, :width].copy()


def _stripes(draw, width, height):
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    waves = np.zeros((height, width), np.float32)
    for _ in range(draw.integers(1, 4)):
        angle, period = draw.uniform(0, np.pi), draw.uniform(5, 60)
        waves += np.sin((x * np.cos(angle) + y * np.sin(angle)) * 2 * np.pi / period)
    return (waves > draw.uniform(-0.5, 0.5)).astype(np.float32) * np.float32(0.8) + np.float32(0.1)


def _page(draw, width, height):
    picture = np.full((height, width), draw.uniform(0.8, 1), np.float32)
    size = draw.uniform(14, 40)
    for row in range(int(height / size / 1.6)):
        scene.write(picture, "".join(draw.choice(scene.LETTERS + [" "] * 8, 120)), draw.uniform(10, 60), (row + 1) * size * 1.6,
                    size, 0.1)
    return picture


def _bricks(draw, width, height):
    picture = np.full((height, width), draw.uniform(0.6, 0.9), np.float32)
    long, tall = draw.integers(60, 200), draw.integers(24, 70)
    for row in range(height // tall + 1):
        for column in range(-1, width // long + 1):
            x, y = column * long + row % 2 * long // 2, row * tall
            cv2.rectangle(picture, (int(x + 3), int(y + 3)), (int(x + long - 4), int(y + tall - 4)), draw.uniform(0.15, 0.5), -1)
    return picture


def _keyboard(draw, width, height):
    picture = np.full((height, width), draw.uniform(0.1, 0.3), np.float32)
    key = int(draw.integers(40, 110))
    for row in range(height // key):
        for column in range(width // key):
            x, y = column * key + row * key // 4 % key, row * key
            cv2.rectangle(picture, (x + 4, y + 4), (x + key - 5, y + key - 5), draw.uniform(0.4, 0.9), -1)
            scene.write(picture, draw.choice(scene.LETTERS), x + key // 3, y + key * 2 // 3, key / 3, 0.05)
    return picture


TEXTURES = {"noise": _noise, "stripes": _stripes, "page": _page, "bricks": _bricks, "keyboard": _keyboard}


def pattern(draw, kind, module=18):
    """A symbol that is no QR code, as a label's picture, with its place: like Data Matrix (two full edges, two of timing),
    like Aztec (rings in the middle), or a QR code's finders round random modules."""
    width = int(draw.integers(18, 34))
    cells = draw.random((width, width)) < 0.5
    if kind == "matrix":
        cells[:, 0], cells[-1, :], cells[0, :], cells[:, -1] = 1, 1, np.arange(width) % 2 == 0, np.arange(width) % 2 == 1
    elif kind == "rings":
        far = np.maximum(*np.abs(np.mgrid[0:width, 0:width] - width // 2))
        cells = np.where(far < 7, far % 2 == 0, cells)
    else:
        width = 29
        cells = draw.random((width, width)) < 0.5
        far = np.maximum(*np.abs(np.mgrid[0:8, 0:8] - 3))
        finder = (far != 2) & (far < 4)
        cells[:8, :8], cells[:8, -8:], cells[-8:, :8] = finder, finder[:, ::-1], finder[::-1]
    return framed(cells, module)


def framed(cells, module=18):
    """Modules (true: dark) as a label's picture with a quiet zone, and the symbol's place in it."""
    dots = np.kron(1 - np.asarray(cells, np.float32), np.ones((module, module), np.float32))
    picture = np.pad(dots, 4 * module, constant_values=1).astype(np.float32)
    return picture, (4 * module, 4 * module, module, len(cells))
