"""Where a label stands in a photo, and what the camera makes of it. Places are pixels of the photo with the first pixel's
centre at (0.5, 0.5)."""
import math

import cv2
import numpy as np

# Samples a pixel and axis where the label is laid into the photo.
OVER = 3


class Cylinder:
    """A label wrapped round a pipe: the symbol spans ± `half` radians of it. Flat where half is 0."""

    def __init__(self, symbol, half):
        self.half = half
        left, _, module, width = symbol
        self.middle = left + module * width / 2
        self.radius = module * width / (2 * half) if half else 0

    # The camera looks a little from above: lines round the pipe bow.
    BOW = 0.18

    def seen(self, points):
        """Dots of the label -> dots of the plane that the camera sees."""
        if not self.half:
            return points
        angle = (points[..., 0] - self.middle) / self.radius
        return np.stack([self.middle + self.radius * np.sin(angle),
                         points[..., 1] + self.BOW * self.radius * (1 - np.cos(angle))], -1)

    def printed(self, points):
        """The way back, and how much light falls there; NaN where the plane is beside the pipe."""
        if not self.half:
            return points, np.float32(1)
        with np.errstate(invalid="ignore"):
            angle = np.arcsin((points[..., 0] - self.middle) / self.radius)
        back = np.stack([self.middle + self.radius * angle,
                         points[..., 1] - self.BOW * self.radius * (1 - np.cos(angle))], -1)
        return back, 0.35 + 0.65 * np.cos(angle)


class Stand:
    """A label of width × height dots before the camera: turned, tilted about an axis in its plane, at `scale` pixels a dot
    in its middle, which lies at `middle` of the photo."""

    # The camera's distance, in lengths of the label.
    DISTANCE = 2.2

    def __init__(self, width, height, scale, turn, tilt, axis):
        cos, sin = math.cos(turn), math.sin(turn)
        flat = np.array([[cos, -sin, 0], [sin, cos, 0], [0, 0, 1.0]])
        ax, ay = math.cos(axis), math.sin(axis)
        cross = np.array([[0, 0, ay], [0, 0, -ax], [-ay, ax, 0]])
        turned = (np.eye(3) + math.sin(tilt) * cross + (1 - math.cos(tilt)) * cross @ cross) @ flat
        far = self.DISTANCE * max(width, height)
        centred = np.array([[1, 0, -width / 2], [0, 1, -height / 2], [0, 0, 1.0]])
        onto = turned[:, :2] @ centred[:2]
        self.matrix = np.stack([onto[0] * far * scale, onto[1] * far * scale, onto[2] + [0, 0, far]])
        self.corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], float)

    def reach(self):
        """Half of the box that the label fills in the photo, around its middle."""
        return np.abs(self.place(self.corners)).max(0)

    def put(self, x, y):
        self.matrix = np.array([[1, 0, x], [0, 1, y], [0, 0, 1.0]]) @ self.matrix

    def place(self, points):
        return _through(self.matrix, points)

    def back(self, points):
        return _through(np.linalg.inv(self.matrix), points)


def _through(matrix, points):
    lifted = points @ matrix[:, :2].T + matrix[:, 2]
    return lifted[..., :2] / lifted[..., 2:]


def lay(picture, label, stand, cylinder):
    """Lays a label into the picture, in place."""
    height, width = picture.shape
    edges = stand.place(stand.corners)
    low = np.maximum(np.floor(edges.min(0)).astype(int) - 8, 0)
    high = np.minimum(np.ceil(edges.max(0)).astype(int) + 8, [width, height])
    across, down = high - low
    if across <= 0 or down <= 0:
        return
    x = low[0] + (np.arange(across * OVER) + 0.5) / OVER
    y = low[1] + (np.arange(down * OVER) + 0.5) / OVER
    dots, light = cylinder.printed(stand.back(np.stack(np.meshgrid(x, y), -1)))
    # The label is brought to about one dot a sample first, so that no dot is skipped.
    side = math.sqrt(abs(np.linalg.det(np.stack([edges[1] - edges[0], edges[3] - edges[0]])))) * OVER
    shrink = min(1, side / math.sqrt(label.size))
    small = label if shrink > 0.8 else cv2.resize(label, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
    dots = np.nan_to_num(dots, nan=-1e6) * [small.shape[1] / label.shape[1], small.shape[0] / label.shape[0]] - 0.5
    dots = dots.astype(np.float32)
    inside = cv2.remap(np.ones_like(small), dots[..., 0], dots[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
    ink = cv2.remap(small, dots[..., 0], dots[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
    ink = ink * np.nan_to_num(light, nan=1).astype(np.float32)
    size = (int(across), int(down))
    inside, ink = (cv2.resize(part, size, interpolation=cv2.INTER_AREA) for part in (inside, ink))
    region = picture[low[1]:high[1], low[0]:high[0]]
    region[:] = region * (1 - inside) + ink


def moved(picture, length, angle):
    """A hand that moved that many pixels while the shutter was open."""
    side = max(3, math.ceil(length) | 1)
    kernel, middle = np.zeros((side, side), np.float32), side // 2
    for step in np.linspace(-length / 2, length / 2, 8 * side):
        x, y = middle + step * math.cos(angle), middle + step * math.sin(angle)
        kernel[min(max(round(y), 0), side - 1), min(max(round(x), 0), side - 1)] += 1
    return cv2.filter2D(picture, -1, kernel / kernel.sum(), borderType=cv2.BORDER_REPLICATE)


def exposed(draw, picture, sigma, noise, gain, shade):
    """Defocus of `sigma` pixels, a slope of light, exposure, and noise with a part that grows with the light: 0 to 255."""
    if sigma > 0.05:
        picture = cv2.GaussianBlur(picture, (0, 0), sigma)
    height, width = picture.shape
    angle = draw.uniform(0, 2 * math.pi)
    slope = (np.linspace(-1, 1, width, dtype=np.float32)[None] * np.float32(math.cos(angle))
             + np.linspace(-1, 1, height, dtype=np.float32)[:, None] * np.float32(math.sin(angle)))
    light = (picture * np.float32(0.8) + np.float32(0.08)) * (1 + slope * np.float32(shade)) * np.float32(gain * 255)
    grain = draw.standard_normal(picture.shape, dtype=np.float32)
    light += grain * np.sqrt(np.float32(noise ** 2) + np.maximum(light, 0) * np.float32(0.02 * noise))
    return np.clip(light, 0, 255).astype(np.uint8)


def glaring(draw, photo, middle, side, share):
    """A lamp's reflection over that share of a symbol of `side` pixels around `middle`."""
    middle = middle + draw.uniform(-0.3, 0.3, 2) * side
    area = share * side * side / math.pi
    long = math.sqrt(area * draw.uniform(1, 2.2))
    angle = draw.uniform(0, math.pi)
    y, x = np.mgrid[0:photo.shape[0], 0:photo.shape[1]].astype(np.float32)
    x, y = x - middle[0], y - middle[1]
    along = (x * math.cos(angle) + y * math.sin(angle)) / long
    across = (y * math.cos(angle) - x * math.sin(angle)) / (area / long)
    out = np.maximum(0, np.hypot(along, across) - 0.55)
    return np.clip(photo + 330 * np.exp(-out ** 2 / 0.18), 0, 255).astype(np.uint8)
