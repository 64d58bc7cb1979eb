#ifndef PLANE_H
#define PLANE_H

#include "symbol_world.h"

// Pictures of one float a pixel, rows without padding. Every buffer belongs to the caller unless a function
// says that it makes one; a made one is freed with `free`. Pixel (0, 0) is centred at 0, 0.

typedef struct {
    int width, height;
    float *values;
} Plane;

/// A plane of its own, not filled; `values` is NULL without memory.
Plane plane_make(int width, int height);

/// The mean of the box of 2·radius + 1 values around, thrice: nearly a Gaussian. Borders repeat their
/// outermost value. `room` holds as many values as the plane.
void plane_smooth(float *values, float *room, int width, int height, double sigma);

/// A Gaussian by its own weights, for small sigmas; `source` and `blurred` may be the same, `room` holds as
/// many values.
void plane_blur(const float *source, float *blurred, float *room, int width, int height, double sigma);

/// As `plane_blur` of values outside of which all is zero.
void plane_blur_zero(const float *source, float *blurred, float *room, int width, int height, double sigma);

/// Bilinear; outside, the nearest value of the border.
static inline float plane_at(const float *values, int width, int height, float x, float y) {
    if (!(x > 0)) x = 0;
    if (!(y > 0)) y = 0;
    if (x > (float)(width - 1)) x = (float)(width - 1);
    if (y > (float)(height - 1)) y = (float)(height - 1);
    int left = (int)x, top = (int)y;
    if (left > width - 2) left = width > 1 ? width - 2 : 0;
    if (top > height - 2) top = height > 1 ? height - 2 : 0;
    const float dx = x - (float)left, dy = y - (float)top;
    const float *row = values + (long)top * width + left;
    const int right = width > 1, below = height > 1 ? width : 0;
    const float upper = row[0] + dx * (row[right] - row[0]);
    const float lower = row[below] + dx * (row[below + right] - row[below]);
    return upper + dy * (lower - upper);
}

/// The part from (left, top) on, scaled by `scale`: averaged where it shrinks, cubic where it grows. Made
/// anew.
Plane plane_scaled(GreyPicture picture, int left, int top, int width, int height, double scale);

#endif
