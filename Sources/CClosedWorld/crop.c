#include "crop.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "vectorised.h"

int crop_make(SymbolCrop *crop, GreyPicture picture, const SymbolWarp *warp, int modules) {
    const int width = picture.width, height = picture.height;
    double low_x = INFINITY, low_y = INFINITY, high_x = -INFINITY, high_y = -INFINITY;
    *crop = (SymbolCrop){.photo_width = width, .photo_height = height};
    for (int i = 0; i < 4; i++) {
        double x, y;
        warp_map(warp, modules, i == 1 || i == 2 ? modules + 5 : -5, i > 1 ? modules + 5 : -5, &x, &y);
        low_x = fmin(low_x, x); high_x = fmax(high_x, x);
        low_y = fmin(low_y, y); high_y = fmax(high_y, y);
    }
    // Beyond a vanishing line the outer corners may lie anywhere.
    if (!(isfinite(low_x) && isfinite(low_y) && isfinite(high_x) && isfinite(high_y))) return -1;
    const int left = (int)fmax(0, fmin(low_x, width)), top = (int)fmax(0, fmin(low_y, height));
    const int right = (int)fmin(width, fmax(high_x + 2, 0)), bottom = (int)fmin(height, fmax(high_y + 2, 0));
    const double module = warp_module(warp, modules);
    if (right - left <= 20 || bottom - top <= 20 || !(module > 0)) return -1;
    crop->left = left;
    crop->top = top;
    crop->scale = module > 5 ? 4 / module : 1;
    crop->module = module * crop->scale;
    crop->plane = plane_scaled(picture, left, top, right - left, bottom - top, crop->scale);
    return crop->plane.values ? 0 : -1;
}

void crop_free(SymbolCrop *crop) {
    for (int i = 0; i < crop->level_count; i++) free(crop->levels[i]);
    free(crop->plane.values);
    crop->plane.values = NULL;
    crop->level_count = 0;
}

static const float *level(SymbolCrop *crop, double sigma) {
    if (sigma * crop->module <= .3) return crop->plane.values;
    for (int i = 0; i < crop->level_count; i++)
        if (fabs(crop->sigmas[i] - sigma) < .005) return crop->levels[i];
    if (crop->level_count == levels_max) return crop->plane.values;
    const int width = crop->plane.width, height = crop->plane.height;
    const size_t bytes = sizeof(float) * (size_t)width * (size_t)height;
    float *blurred = malloc(bytes), *room = malloc(bytes);
    if (!blurred || !room) { free(blurred); free(room); return crop->plane.values; }
    plane_blur(crop->plane.values, blurred, room, width, height, sigma * crop->module);
    free(room);
    crop->sigmas[crop->level_count] = sigma;
    crop->levels[crop->level_count++] = blurred;
    return blurred;
}

enum { batch = 64 };

/// Where the crop shows places of the symbol.
VECTORISED static void places_of(
    const float plane[9], const float *bend, float half, const float *u, const float *v, float *x, float *y) {
    float us[batch], vs[batch];
    for (int i = 0; i < batch; i++) {
        us[i] = u[i];
        vs[i] = v[i];
    }
    if (bend)
        for (int i = 0; i < batch; i++) {
            float a = (u[i] - half) / half, b = (v[i] - half) / half;
            a = a < -1.3f ? -1.3f : a > 1.3f ? 1.3f : a;
            b = b < -1.3f ? -1.3f : b > 1.3f ? 1.3f : b;
            const float aa = a * a, ab = a * b, bb = b * b;
            us[i] += bend[0] * aa + bend[1] * ab + bend[2] * bb + bend[3] * aa * a + bend[4] * aa * b +
                bend[5] * a * bb + bend[6] * bb * b;
            vs[i] += bend[7] * aa + bend[8] * ab + bend[9] * bb + bend[10] * aa * a + bend[11] * aa * b +
                bend[12] * a * bb + bend[13] * bb * b;
        }
    for (int i = 0; i < batch; i++) {
        const float z = 1 / (plane[6] * us[i] + plane[7] * vs[i] + plane[8]);
        x[i] = (plane[0] * us[i] + plane[1] * vs[i] + plane[2]) * z;
        y[i] = (plane[3] * us[i] + plane[4] * vs[i] + plane[5]) * z;
    }
}

/// As `plane_at`, of a batch at once: places beyond the border show the border.
VECTORISED static void values_at(
    const float *restrict plane, int width, int height, const float *restrict x, const float *restrict y,
    float *restrict values) {
    const int right = width > 1, below = height > 1 ? width : 0;
    const float most_x = (float)(width - 1), most_y = (float)(height - 1);
    const int last_left = width > 1 ? width - 2 : 0, last_top = height > 1 ? height - 2 : 0;
    for (int i = 0; i < batch; i++) {
        float u = x[i] > 0 ? x[i] : 0, v = y[i] > 0 ? y[i] : 0;
        u = u > most_x ? most_x : u;
        v = v > most_y ? most_y : v;
        int left = (int)u, top = (int)v;
        left = left > last_left ? last_left : left;
        top = top > last_top ? last_top : top;
        const float dx = u - (float)left, dy = v - (float)top;
        const int place = top * width + left;
        const float upper = plane[place] + dx * (plane[place + right] - plane[place]);
        const float low = plane[place + below];
        const float lower = low + dx * (plane[place + below + right] - low);
        values[i] = upper + dy * (lower - upper);
    }
}

void crop_sample(
    SymbolCrop *crop, const SymbolWarp *warp, int modules, const float *u, const float *v, int count,
    double sigma, float *values) {
    const float *picture = level(crop, sigma);
    // Straight into the crop, whose small numbers single precision tells apart.
    const double shift[9] = {
        crop->scale, 0, (.5 - crop->left) * crop->scale - .5,
        0, crop->scale, (.5 - crop->top) * crop->scale - .5,
        0, 0, 1};
    double exact[9];
    matrix_product(shift, warp->plane, exact);
    float plane[9], bend[14], us[batch] = {0}, vs[batch] = {0}, x[batch], y[batch];
    float seen[batch];
    for (int i = 0; i < 9; i++) plane[i] = (float)(exact[i] / exact[8]);
    for (int i = 0; i < 14; i++) bend[i] = (float)warp->bend[i];
    const int width = crop->plane.width, height = crop->plane.height;
    for (int first = 0; first < count; first += batch) {
        const int some = count - first < batch ? count - first : batch;
        memcpy(us, u + first, sizeof *us * (size_t)some);
        memcpy(vs, v + first, sizeof *vs * (size_t)some);
        places_of(plane, warp->is_bent ? bend : NULL, (float)modules / 2, us, vs, x, y);
        values_at(picture, width, height, x, y, seen);
        memcpy(values + first, seen, sizeof *seen * (size_t)some);
    }
}
