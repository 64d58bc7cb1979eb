#!/usr/bin/env python3
"""peers.py ENGINE LIST TURNS: what another program reads, in the lines of `scan-bench engines`. One thread.

ENGINE: zxing3 (zxing-cpp of PyPI), wechat and aruco (OpenCV), quirc (PyPI; Debian 12 has none). Exit status 3 where it can't
be had."""
import sys
import time
import warnings

import lists


def engine(name):
    """A function from a grey picture to the texts in it."""
    if name == "zxing3":
        import zxingcpp
        formats, plain = zxingcpp.BarcodeFormat.QRCode, zxingcpp.TextMode.Plain
        return lambda grey: [found.text for found in zxingcpp.read_barcodes(grey, formats=formats, text_mode=plain)
                             if found.valid]
    if name == "quirc":
        import quirc
        # It warns of each symbol that it finds and can't decode.
        warnings.simplefilter("ignore")
        return lambda grey: [as_text(found.payload) for _, found in quirc.decode(grey)]
    import cv2
    cv2.setNumThreads(1)
    if name == "wechat":
        detector = cv2.wechat_qrcode.WeChatQRCode()
        return lambda grey: list(detector.detectAndDecode(grey)[0])
    detector = cv2.QRCodeDetectorAruco()

    def read(grey):
        found, texts, *_ = detector.detectAndDecodeMulti(grey)
        return [text for text in texts if text] if found else []
    return read


def as_text(payload):
    try:
        return payload.decode("utf-8")
    except UnicodeDecodeError:
        return payload.decode("latin-1")


def main(name, listed, turns):
    try:
        import cv2
        import numpy as np
        read = engine(name)
    except (ImportError, AttributeError) as problem:
        print(problem, file=sys.stderr)
        sys.exit(3)
    for line in open(listed, encoding="utf-8"):
        path, kind, _ = line.rstrip("\n").split("\t")
        grey = cv2.imread(path, cv2.IMREAD_GRAYSCALE)
        for turn in range(int(turns)):
            picture = np.ascontiguousarray(np.rot90(grey, -turn))
            start = time.thread_time()
            try:
                texts = read(picture)
            except (cv2.error, UnicodeDecodeError):
                texts = []
            spent = (time.thread_time() - start) * 1000
            print("\t".join([path, kind, str(turn), name, f"{spent:.2f}", *map(lists.escaped, texts)]), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
