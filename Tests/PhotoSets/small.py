#!/usr/bin/env python3
"""Cuts a few photos of the sets down to what stands around their label: `small.py SETS OUTPUT SET/CLASS/gG-NN…`.

Writes SET-CLASS-gG-NN.jpg, and scenes.json: for each the code, and the symbol's four corners from its upper left around, in
pixels of the cut picture with the first one's centre at 0.5."""
import json
import pathlib
import sys

import cv2
import numpy as np

MARGIN = 0.45
QUALITY = 80


def cut(sets, output, name):
    photo = cv2.imread(str(sets / f"{name}.jpg"), cv2.IMREAD_GRAYSCALE)
    truth = json.loads((sets / f"{name}.json").read_text())
    side = truth["width"] + 1
    grid = np.fromfile(sets / f"{name}.grid", "<f4").reshape(side, side, 2)
    low, high = grid.reshape(-1, 2).min(0), grid.reshape(-1, 2).max(0)
    margin = MARGIN * (high - low).max()
    left, top = np.maximum(np.floor(low - margin), 0).astype(int)
    right, bottom = np.ceil(high + margin).astype(int)
    # JPEG's blocks stay where they were.
    left, top = left // 8 * 8, top // 8 * 8
    stem = name.replace("/", "-")
    quality = min(QUALITY, truth["settings"].get("quality", QUALITY))
    cv2.imwrite(str(output / f"{stem}.jpg"), photo[top:bottom, left:right], [cv2.IMWRITE_JPEG_QUALITY, quality])
    corners = (grid[[0, 0, -1, -1], [0, -1, -1, 0]] - [left, top]).round(2).tolist()
    return {"file": f"{stem}.jpg", "code": truth["code"], "corners": corners, "isCurved": "curve" in truth["settings"]}


def main(sets, output, *names):
    output = pathlib.Path(output)
    output.mkdir(parents=True, exist_ok=True)
    scenes = [cut(pathlib.Path(sets), output, name) for name in names]
    (output / "scenes.json").write_text(json.dumps(scenes, indent=1) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
