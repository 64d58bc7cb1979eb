"""The classes of photos and their four grades each: what differs from an easy photo. `module_px`, `sigma_px`: pixels;
`sigma`, `motion`: modules; angles in degrees; shares of the symbol's area."""

# Classes of a campus, 10 photos a grade.
CAMPUS = {
    "clean": [{}] * 4,
    "blur": [{"sigma": v} for v in (0.30, 0.40, 0.48, 0.56)],
    "motion": [{"motion": v} for v in (1.0, 1.5, 2.0, 2.5)],
    "perspective": [{"tilt": v} for v in (30, 42, 52, 60)],
    "rotation": [{"turn": v, "turn_around": 6} for v in (20, 45, 135)] + [{"turn": 180, "turn_around": 180}],
    "lowlight": [{"gain": g, "noise": n} for g, n in ((0.30, 5), (0.18, 7), (0.14, 8), (0.10, 9))],
    "glare": [{"glare": v} for v in (0.02, 0.05, 0.09, 0.14)],
    "damage": [{"wear": v} for v in (0.05, 0.10, 0.18, 0.30)],
    "jpeg": [{"quality": v, "module_px": (2.0, 3.0)} for v in (40, 25, 15, 10)],
    "small12mp": [{"size": (4032, 3024), "module_px": (v, v), "sigma_px": 0.7, "noise": 3, "clutter": 1}
                  for v in (4.0, 3.0, 2.2, 1.7)],
    "inverted": [{"inverted": v} for v in (1.0, 0.6, 0.4, 0.25)],
    "curved": [{"curve": v, "tilt": 0} for v in (20, 28, 36, 44)],
    "clutter": [{"clutter": 2}, {"clutter": 4}, {"clutter": 7, "frame": 2}, {"clutter": 10, "frame": 1}],
    "combo": [{"combo": v, "clutter": 1 + grade} for grade, v in enumerate((0.35, 0.50, 0.65, 0.80))],
}

# Past what decoders read, 6 photos a grade.
BEYOND = {
    "blur": [{"sigma": v} for v in (0.70, 0.85, 1.00, 1.20)],
    "motion": [{"motion": v} for v in (3, 4, 5, 7)],
    "perspective": [{"tilt": v} for v in (64, 68, 72, 76)],
    "lowlight": [{"gain": g, "noise": n} for g, n in ((0.08, 10), (0.06, 11), (0.05, 12), (0.04, 13))],
    "scatter": [{"scattered": v} for v in (0.35, 0.45, 0.55, 0.65)],
    "patch": [{"patch": v} for v in (0.35, 0.45, 0.55, 0.65)],
    "glare": [{"glare": v} for v in (0.20, 0.30, 0.40, 0.55)],
    "finders1": [{"no_finders": v} for v in (("ul",), ("ur",), ("ll",), ("ul",))],
    "finders2": [{"no_finders": v} for v in (("ul", "ur"), ("ur", "ll"), ("ul", "ll"), ("ur", "ll"))],
    "finders3": [{"no_finders": ("ul", "ur", "ll")}] * 4,
    "half": [{"covered": v} for v in (0.25, 0.35, 0.45, 0.60)],
    "jpeg": [{"quality": q, "module_px": (m, m)} for q, m in ((12, 2.2), (10, 2.0), (8, 1.8), (6, 1.6))],
    "small": [{"module_px": (v, v), "sigma_px": 0.7, "noise": 3, "clutter": 1} for v in (1.5, 1.3, 1.15, 1.0)],
    "curved": [{"curve": v, "tilt": 0} for v in (50, 56, 62, 68)],
    "combo": [{"combo": v, "clutter": 2 + grade, "wear_scattered": 0.1 * v, "motion": 0.8 * v}
              for grade, v in enumerate((0.90, 1.05, 1.20, 1.40))],
}

# Labels that aren't in the register, and other symbols: mild damage of several kinds in turn.
MILD = [{}, {"sigma": 0.35}, {"motion": 1.0}, {"wear": 0.06}, {"curve": 20, "tilt": 0}, {"gain": 0.2, "noise": 6},
        {"module_px": (2.4, 3.0)}, {"tilt": 40}]
