#include "plane.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "vectorised.h"

Plane plane_make(int width, int height) {
    Plane plane = {width, height, NULL};
    if (width > 0 && height > 0) plane.values = malloc(sizeof(float) * (size_t)width * (size_t)height);
    return plane;
}

static inline int held(int index, int count) { return index < 0 ? 0 : index >= count ? count - 1 : index; }

/// The means of columns' boxes; sums of rows, so that the inner loop goes along the row.
VECTORISED static void box_down(
    const float *restrict source, float *restrict means, float *restrict sums, int width, int height,
    int radius) {
    for (int x = 0; x < width; x++) sums[x] = source[x] * (float)(radius + 1);
    for (int y = 1; y <= radius; y++) {
        const float *row = source + (size_t)held(y, height) * width;
        for (int x = 0; x < width; x++) sums[x] += row[x];
    }
    const float share = 1.0f / (float)(2 * radius + 1);
    for (int y = 0; y < height; y++) {
        float *out = means + (size_t)y * width;
        const float *coming = source + (size_t)held(y + radius + 1, height) * width;
        const float *leaving = source + (size_t)held(y - radius, height) * width;
        for (int x = 0; x < width; x++) {
            out[x] = sums[x] * share;
            sums[x] += coming[x] - leaving[x];
        }
    }
}

/// Rows become columns.
VECTORISED static void transpose(
    const float *restrict source, float *restrict turned, int width, int height) {
    enum { tile = 16 };
    for (int top = 0; top < height; top += tile)
        for (int left = 0; left < width; left += tile)
            for (int y = top; y < height && y < top + tile; y++)
                for (int x = left; x < width && x < left + tile; x++)
                    turned[(size_t)x * height + y] = source[(size_t)y * width + x];
}

void plane_smooth(float *values, float *room, int width, int height, double sigma) {
    // Three boxes of 2r + 1 have a variance of ((2r + 1)² − 1) / 4.
    int radius = (int)lround((sqrt(4 * sigma * sigma + 1) - 1) / 2);
    if (radius < 1) radius = 1;
    float *sums = malloc(sizeof *sums * (size_t)(width > height ? width : height));
    if (!sums) return;
    for (int axis = 0; axis < 2; axis++) {
        const int wide = axis ? height : width, high = axis ? width : height;
        box_down(values, room, sums, wide, high, radius);
        box_down(room, values, sums, wide, high, radius);
        box_down(values, room, sums, wide, high, radius);
        transpose(room, values, wide, high);
    }
    free(sums);
}

static int kernel(double sigma, float *weights, int radius_max) {
    int radius = (int)ceil(3 * sigma);
    if (radius > radius_max) radius = radius_max;
    double sum = 0;
    for (int i = -radius; i <= radius; i++) sum += exp(-i * i / (2 * sigma * sigma));
    for (int i = 0; i <= radius; i++) weights[i] = (float)(exp(-i * i / (2 * sigma * sigma)) / sum);
    return radius;
}

enum { radius_max = 64 };

VECTORISED void plane_blur(
    const float *source, float *blurred, float *room, int width, int height, double sigma) {
    float weights[radius_max + 1];
    const int radius = kernel(sigma, weights, radius_max);
    for (int y = 0; y < height; y++) {
        float *out = room + (size_t)y * width;
        const float *row = source + (size_t)y * width;
        for (int x = 0; x < width; x++) out[x] = weights[0] * row[x];
        for (int i = 1; i <= radius; i++) {
            const float *above = source + (size_t)held(y - i, height) * width;
            const float *below = source + (size_t)held(y + i, height) * width;
            const float weight = weights[i];
            for (int x = 0; x < width; x++) out[x] += weight * (above[x] + below[x]);
        }
    }
    float *padded = malloc(sizeof(float) * (size_t)(width + 2 * radius));
    if (!padded) { memmove(blurred, room, sizeof(float) * (size_t)width * (size_t)height); return; }
    for (int y = 0; y < height; y++) {
        const float *row = room + (size_t)y * width;
        for (int x = -radius; x < width + radius; x++) padded[x + radius] = row[held(x, width)];
        float *out = blurred + (size_t)y * width;
        const float *middle = padded + radius;
        for (int x = 0; x < width; x++) out[x] = weights[0] * middle[x];
        for (int i = 1; i <= radius; i++) {
            const float weight = weights[i];
            for (int x = 0; x < width; x++) out[x] += weight * (middle[x - i] + middle[x + i]);
        }
    }
    free(padded);
}

void plane_blur_zero(const float *source, float *blurred, float *room, int width, int height, double sigma) {
    float weights[radius_max + 1];
    const int radius = kernel(sigma, weights, radius_max);
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            float sum = 0;
            for (int i = -radius; i <= radius; i++)
                if (y + i >= 0 && y + i < height)
                    sum += weights[abs(i)] * source[(size_t)(y + i) * width + x];
            room[(size_t)y * width + x] = sum;
        }
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            float sum = 0;
            for (int i = -radius; i <= radius; i++)
                if (x + i >= 0 && x + i < width) sum += weights[abs(i)] * room[(size_t)y * width + x + i];
            blurred[(size_t)y * width + x] = sum;
        }
}

/// Averages areas, row by row: the weights along a side are worked out once.
VECTORISED static Plane shrunk(const uint8_t *grey, int stride, int width, int height, double scale) {
    const int new_width = (int)fmax(1, lround(width * scale)),
              new_height = (int)fmax(1, lround(height * scale));
    Plane plane = plane_make(new_width, new_height);
    float *restrict sums = malloc(sizeof(float) * (size_t)width);
    if (!plane.values || !sums) { free(plane.values); free(sums); plane.values = NULL; return plane; }
    const double step_x = (double)width / new_width, step_y = (double)height / new_height;
    const float share = (float)(1 / (step_x * step_y));
    for (int y = 0; y < new_height; y++) {
        memset(sums, 0, sizeof(float) * (size_t)width);
        const double from = y * step_y, to = from + step_y;
        for (int row = (int)from; row < height && row < to; row++) {
            const float weight = (float)(fmin(row + 1, to) - fmax(row, from));
            const uint8_t *line = grey + (size_t)row * stride;
            for (int x = 0; x < width; x++) sums[x] += weight * (float)line[x];
        }
        float *out = plane.values + (size_t)y * new_width;
        for (int x = 0; x < new_width; x++) {
            // Whole columns, and the parts of the first and the last one.
            const double start = x * step_x, end = start + step_x;
            const int first = (int)start, last = (int)end < width ? (int)end : width - 1;
            float sum = (float)(first + 1 - start) * sums[first];
            for (int column = first + 1; column < last; column++) sum += sums[column];
            sum += last > first ? (float)(end - last) * sums[last] : (float)(end - first - 1) * sums[first];
            out[x] = sum * share;
        }
    }
    free(sums);
    return plane;
}

/// Keys' cubic with a = −0.75.
static void cubic(float t, float weights[4]) {
    const float a = -0.75f;
    weights[0] = ((a * (t + 1) - 5 * a) * (t + 1) + 8 * a) * (t + 1) - 4 * a;
    weights[1] = ((a + 2) * t - (a + 3)) * t * t + 1;
    weights[2] = ((a + 2) * (1 - t) - (a + 3)) * (1 - t) * (1 - t) + 1;
    weights[3] = 1 - weights[0] - weights[1] - weights[2];
}

static Plane enlarged(const uint8_t *grey, int stride, int width, int height, double scale) {
    const int new_width = (int)lround(width * scale), new_height = (int)lround(height * scale);
    Plane plane = plane_make(new_width, new_height), wide = plane_make(new_width, height);
    if (!plane.values || !wide.values) {
        free(plane.values); free(wide.values);
        plane.values = NULL;
        return plane;
    }
    float weights[4];
    for (int x = 0; x < new_width; x++) {
        const float place = (float)((x + .5) / scale - .5), base = floorf(place);
        cubic(place - base, weights);
        for (int y = 0; y < height; y++) {
            const uint8_t *row = grey + (size_t)y * stride;
            float sum = 0;
            for (int i = 0; i < 4; i++) sum += weights[i] * (float)row[held((int)base - 1 + i, width)];
            wide.values[(size_t)y * new_width + x] = sum;
        }
    }
    for (int y = 0; y < new_height; y++) {
        const float place = (float)((y + .5) / scale - .5), base = floorf(place);
        cubic(place - base, weights);
        float *out = plane.values + (size_t)y * new_width;
        memset(out, 0, sizeof(float) * (size_t)new_width);
        for (int i = 0; i < 4; i++) {
            const float *row = wide.values + (size_t)held((int)base - 1 + i, height) * new_width;
            for (int x = 0; x < new_width; x++) out[x] += weights[i] * row[x];
        }
    }
    free(wide.values);
    return plane;
}

Plane plane_scaled(GreyPicture picture, int left, int top, int width, int height, double scale) {
    const uint8_t *corner = picture.grey + (size_t)top * picture.width + left;
    return scale <= 1 ? shrunk(corner, picture.width, width, height, scale)
                      : enlarged(corner, picture.width, width, height, scale);
}
