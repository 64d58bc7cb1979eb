"""What bench.py's rows must come to."""
# Never anything else, of however few photos.
NONE = ("wrong_labels", "campus_wrong_labels", "beyond_wrong_labels", "wrong_texts", "false_codes",
        "forced_accepted_without_known", "noise_accepted_without_known")
# Of all photos of the sets.
LEAST = {"zxing_percent": 95, "synthetic_percent": 85, "campus_percent": 99, "campus_worst_class_percent": 95,
         "beyond_read": 300}
# What else runs on the machine makes them more: they are told, and break nothing.
MOST = {"first_pass_ratio_0_3mp": 1.3, "first_pass_ratio_1_9mp": 1.3, "bytes_to_code_ratio_12mp": 1.15,
        "nothing_ms_2mp": 900, "closed_world_ms_2mp": 300, "closed_world_ms_12mp": 1200}


def number(values, name):
    try:
        return float(values[name])
    except (KeyError, ValueError):
        return None


def broken(values, is_whole):
    """A sentence for each promise that rows break; `is_whole`: every photo was read."""
    found = [(name, number(values, name)) for name in NONE]
    sentences = [f"{name} is {value:.0f}, expected 0" for name, value in found if value]
    for name, least in LEAST.items() if is_whole else ():
        if (value := number(values, name)) is not None and value < least:
            sentences.append(f"{name} is {value:g}, expected at least {least}")
    if (null := number(values, "largest_null_z1")) is not None:
        sentences += chance(null, number(values, "threshold_z1"))
        if not number(values, "chance_is_red_at_4"):
            sentences.append("the check of chance can't fail")
    return sentences


def chance(null, threshold):
    """A sentence where the largest z1 of chance comes to the threshold."""
    return [f"chance came to a z1 of {null:.2f}, the threshold is {threshold:g}"] if null >= threshold else []


def slow(values):
    """A sentence for each time that took longer than it should."""
    found = [(name, number(values, name), most) for name, most in MOST.items()]
    return [f"{name} is {value:g}, expected at most {most}" for name, value, most in found if value and value > most]
