#include "warp.h"

#include <math.h>
#include <string.h>

static void corners_of(const SymbolWarp *warp, int modules, double x[4], double y[4]) {
    const double n = modules, u[4] = {0, n, n, 0}, v[4] = {0, 0, n, n};
    for (int i = 0; i < 4; i++) warp_map(warp, modules, u[i], v[i], &x[i], &y[i]);
}

double warp_module(const SymbolWarp *warp, int modules) {
    double x[4], y[4], area = 0;
    corners_of(warp, modules, x, y);
    for (int i = 0; i < 4; i++) area += x[i] * y[(i + 1) % 4] - x[(i + 1) % 4] * y[i];
    return sqrt(fabs(area / 2)) / modules;
}

int warp_is_sound(const SymbolWarp *warp, int modules, int width, int height) {
    double x[4], y[4], least = INFINITY, most = 0;
    corners_of(warp, modules, x, y);
    for (int i = 0; i < 4; i++) {
        const int j = (i + 1) % 4, k = (i + 2) % 4;
        const double length = hypot(x[j] - x[i], y[j] - y[i]);
        if (!isfinite(length)) return 0;
        if ((x[j] - x[i]) * (y[k] - y[j]) - (y[j] - y[i]) * (x[k] - x[j]) <= 0) return 0;
        if (x[i] < -.3 * width || y[i] < -.3 * height || x[i] > 1.3 * width || y[i] > 1.3 * height) return 0;
        least = fmin(least, length);
        most = fmax(most, length);
    }
    return least > modules * .8 && most < 6 * least;
}

SymbolWarp warp_through(const float p[6], int modules) {
    SymbolWarp warp = {{0}, 0, {0}};
    const double n = modules - 7;
    double *h = warp.plane;
    h[0] = (p[2] - p[0]) / n; h[3] = (p[3] - p[1]) / n;
    h[1] = (p[4] - p[0]) / n; h[4] = (p[5] - p[1]) / n;
    h[2] = p[0] - 3.5 * (h[0] + h[1]);
    h[5] = p[1] - 3.5 * (h[3] + h[4]);
    h[8] = 1;
    return warp;
}

SymbolWarp warp_onto(const double c[8], int modules) {
    // The unit square to a quadrilateral (Heckbert, "Fundamentals of Texture Mapping and Image Warping",
    // 1989).
    const double sx = c[0] - c[2] + c[4] - c[6], sy = c[1] - c[3] + c[5] - c[7];
    const double ax = c[2] - c[4], bx = c[6] - c[4], ay = c[3] - c[5], by = c[7] - c[5],
                 area = ax * by - bx * ay;
    const double g = (sx * by - bx * sy) / area, h = (ax * sy - sx * ay) / area, n = modules;
    SymbolWarp warp = {
        {(c[2] - c[0] + g * c[2]) / n, (c[6] - c[0] + h * c[6]) / n, c[0], (c[3] - c[1] + g * c[3]) / n,
         (c[7] - c[1] + h * c[7]) / n, c[1], g / n, h / n, 1},
        0, {0}};
    return warp;
}

void matrix_product(const double left[9], const double right[9], double product[9]) {
    double out[9];
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            out[3 * i + j] = left[3 * i] * right[j] + left[3 * i + 1] * right[3 + j] +
                left[3 * i + 2] * right[6 + j];
    memcpy(product, out, sizeof out);
}
