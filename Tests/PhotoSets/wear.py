"""What happens to a label before it is photographed: dirt, scratches, paint, a part covered. Pictures are brightness 0 to 1
(float32); a symbol is (left, top, module, width): dots of its first module's corner, dots a module, modules a side."""
import math

import cv2
import numpy as np


def box(symbol):
    left, top, module, width = symbol
    side = module * width
    return slice(int(top), int(top + side)), slice(int(left), int(left + side))


def scattered(draw, label, symbol, share):
    """Scratches, stains and torn bits until that share of the symbol is gone."""
    left, top, module, width = symbol
    side, label, gone = module * width, label.copy(), np.zeros(label.shape, np.uint8)
    while gone[box(symbol)].mean() < share:
        x, y = left + draw.uniform(0, side), top + draw.uniform(0, side)
        mark, colour = np.zeros_like(gone), draw.uniform(0, 1)
        kind = draw.integers(3)
        if kind == 0:
            angle, reach = draw.uniform(0, math.pi), draw.uniform(0.2, 0.9) * side
            dx, dy = reach * math.cos(angle), reach * math.sin(angle)
            cv2.line(mark, (int(x - dx), int(y - dy)), (int(x + dx), int(y + dy)), 1, max(1, int(draw.uniform(0.2, 0.9) * module)))
            colour = draw.uniform(0.7, 1)
        elif kind == 1:
            axes = tuple(int(v * module) for v in draw.uniform(0.5, 2.6, 2))
            cv2.ellipse(mark, (int(x), int(y)), axes, draw.uniform(0, 180), 0, 360, 1, -1)
        else:
            points = np.array([x, y]) + draw.uniform(-3, 3, (5, 2)) * module
            cv2.fillPoly(mark, [cv2.convexHull(points.astype(np.int32))], 1)
        label[mark > 0] = colour
        gone |= mark
    return label


def patched(draw, label, symbol, share):
    """One torn or painted place of that share of the symbol's area, its middle somewhere inside."""
    left, top, module, width = symbol
    side = module * width
    reach = math.sqrt(share / math.pi) * side
    middle = np.array([left, top]) + draw.uniform(0.2, 0.8, 2) * side
    angles = np.arange(13) / 13 * 2 * math.pi
    edge = middle + reach * draw.uniform(0.85, 1.15, (13, 1)) * np.stack([np.cos(angles), np.sin(angles)], 1)
    label = label.copy()
    cv2.fillPoly(label, [edge.astype(np.int32)], draw.uniform(0, 1))
    return label


def without_finders(draw, label, symbol, corners):
    """Paints over finder patterns: "ul", "ur", "ll"."""
    left, top, module, width = symbol
    label = label.copy()
    for corner in corners:
        x = left + (width - 8 if corner[1] == "r" else 0) * module
        y = top + (width - 8 if corner[0] == "l" else 0) * module
        label[int(max(0, y - module)):int(y + 9 * module), int(max(0, x - module)):int(x + 9 * module)] = draw.uniform(0, 1)
    return label


def covered(draw, label, symbol, share):
    """A finger, a cable tray or a tear takes a straight part from one of the four sides."""
    left, top, module, width = symbol
    side, label, colour, edge = module * width, label.copy(), draw.uniform(0, 1), draw.integers(4)
    if edge == 0:
        label[:int(top + share * side)] = colour
    elif edge == 1:
        label[int(top + (1 - share) * side):] = colour
    elif edge == 2:
        label[:, :int(left + share * side)] = colour
    else:
        label[:, int(left + (1 - share) * side):] = colour
    return label


def framed(label, symbol, quiet):
    """A dark frame laid round the symbol at that many modules from it: the quiet zone is spoilt."""
    left, top, module, width = symbol
    label = label.copy()
    low = (int(left - (quiet + 0.5) * module), int(top - (quiet + 0.5) * module))
    high = (int(left + (width + quiet + 0.5) * module), int(top + (width + quiet + 0.5) * module))
    cv2.rectangle(label, low, high, 0, max(1, int(module)))
    return label


def inverted(label, contrast):
    """Light modules on dark, as on a blackboard; `contrast` of 1 is white on black."""
    return (0.1 + (1 - label) * 0.85 * contrast).astype(np.float32)
