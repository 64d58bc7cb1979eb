#include "crop.h"

#include <math.h>
#include <stdlib.h>

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

void crop_sample(
    SymbolCrop *crop, const SymbolWarp *warp, int modules, const float *u, const float *v, int count,
    double sigma, float *values) {
    const float *picture = level(crop, sigma);
    for (int i = 0; i < count; i++) {
        double x, y;
        warp_map(warp, modules, u[i], v[i], &x, &y);
        x = (x - crop->left + .5) * crop->scale - .5;
        y = (y - crop->top + .5) * crop->scale - .5;
        values[i] = plane_at(picture, crop->plane.width, crop->plane.height, (float)x, (float)y);
    }
}
