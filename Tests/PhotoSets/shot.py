"""One photo of one label, from a generator's draws and a grade's settings."""
import math

import cv2
import numpy as np

import lens
import scene
import wear


def shoot(draw, label, symbol, grade):
    """label: brightness 0 to 1; symbol: (left, top, module, width) in its dots; None: a photo without a label.

    Returns the photo (8 bits), the JPEG quality, and the symbol's true grid: its (width + 1)² module corners in pixels of
    the photo, the first pixel's centre at (0.5, 0.5)."""
    set_up = _set_up(draw, grade)
    width, height = set_up["size"]
    wall = scene.clutter(draw, scene.wall(draw, width, height), set_up["clutter"])
    if label is None:
        return _developed(draw, wall, 5, set_up), set_up["quality"], None
    label = _worn(draw, label, symbol, grade)
    module_px = set_up["module_px"]
    stand = lens.Stand(label.shape[1], label.shape[0], module_px / symbol[2], set_up["turn"], set_up["tilt"], set_up["axis"])
    reach = np.minimum(stand.reach() + 4, [width / 2, height / 2])
    stand.put(*draw.uniform(reach, np.array([width, height]) - reach + 1e-9))
    cylinder = lens.Cylinder(symbol, math.radians(grade.get("curve", 0)))
    lens.lay(wall, label, stand, cylinder)
    grid = stand.place(cylinder.seen(_corners(symbol)))
    photo = _developed(draw, wall, module_px, set_up)
    if share := grade.get("glare"):
        photo = lens.glaring(draw, photo, grid.reshape(-1, 2).mean(0), symbol[3] * module_px, share)
    return photo, set_up["quality"], grid


def _corners(symbol):
    left, top, module, width = symbol
    steps = np.arange(width + 1) * module
    return np.stack(np.meshgrid(left + steps, top + steps), -1).astype(float)


def _set_up(draw, grade):
    """An easy photo, and what the grade makes of it."""
    given = {
        "size": (1600, 1200), "module_px": draw.uniform(4.5, 7.5), "turn": math.radians(draw.uniform(-12, 12)),
        "tilt": math.radians(draw.uniform(0, 15)), "axis": draw.uniform(0, 2 * math.pi), "sigma_px": 0.6, "noise": 2.0,
        "gain": 1.0, "quality": 90, "clutter": 0, "shade": 0.12, "motion": 0.0}
    given.update({key: grade[key] for key in given.keys() & grade.keys()})
    if "module_px" in grade:
        given["module_px"] = draw.uniform(*grade["module_px"])
    if "tilt" in grade:
        given["tilt"] = math.radians(grade["tilt"])
    if "turn" in grade:
        given["turn"] = math.radians(grade["turn"] + draw.uniform(-1, 1) * grade["turn_around"])
    if "sigma" in grade:
        given["sigma_px"] = grade["sigma"] * given["module_px"]
    if strength := grade.get("combo"):
        given.update(
            sigma_px=0.45 * strength * given["module_px"], tilt=math.radians(38 * strength),
            gain=max(0.2, 1 - 0.54 * strength), noise=5 * strength, quality=max(8, int(75 - 40 * strength)),
            turn=draw.uniform(0, 2 * math.pi), shade=0.3, motion=grade.get("motion", 0.5 * strength))
    return given


def _worn(draw, label, symbol, grade):
    if "wear" in grade:
        harm = wear.patched if draw.integers(2) else wear.scattered
        label = harm(draw, label, symbol, grade["wear"])
    if "combo" in grade:
        label = wear.scattered(draw, label, symbol, grade.get("wear_scattered", 0.05 * grade["combo"]))
    for name, harm in (("scattered", wear.scattered), ("patch", wear.patched), ("covered", wear.covered),
                       ("no_finders", wear.without_finders)):
        if name in grade:
            label = harm(draw, label, symbol, grade[name])
    if "frame" in grade:
        label = wear.framed(label, symbol, grade["frame"])
    return wear.inverted(label, grade["inverted"]) if "inverted" in grade else label


def _developed(draw, picture, module_px, set_up):
    if set_up["motion"]:
        picture = lens.moved(picture, set_up["motion"] * module_px, draw.uniform(0, math.pi))
    return lens.exposed(draw, picture, set_up["sigma_px"], set_up["noise"], set_up["gain"], set_up["shade"])


def saved(path, photo, quality):
    cv2.imwrite(str(path), photo, [cv2.IMWRITE_JPEG_QUALITY, int(quality)])
