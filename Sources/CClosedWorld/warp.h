#ifndef WARP_H
#define WARP_H

#include "reading.h"

static inline double clipped(double value, double limit) {
    return value < -limit ? -limit : value > limit ? limit : value;
}

static inline void bend_terms(double a, double b, double terms[7]) {
    a = clipped(a, 1.3);
    b = clipped(b, 1.3);
    terms[0] = a * a; terms[1] = a * b; terms[2] = b * b;
    terms[3] = a * a * a; terms[4] = a * a * b; terms[5] = a * b * b; terms[6] = b * b * b;
}

static inline void warp_map(const SymbolWarp *warp, int modules, double u, double v, double *x, double *y) {
    if (warp->is_bent) {
        const double half = modules / 2.0;
        double terms[7], du = 0, dv = 0;
        bend_terms((u - half) / half, (v - half) / half, terms);
        for (int i = 0; i < 7; i++) {
            du += warp->bend[i] * terms[i];
            dv += warp->bend[7 + i] * terms[i];
        }
        u += du;
        v += dv;
    }
    const double *h = warp->plane, z = h[6] * u + h[7] * v + h[8];
    *x = (h[0] * u + h[1] * v + h[2]) / z;
    *y = (h[3] * u + h[4] * v + h[5]) / z;
}

/// The side of a module in pixels, by the area of the corners.
double warp_module(const SymbolWarp *warp, int modules);

/// Whether it shows a convex symbol of some size, not stretched beyond belief, in or near a picture.
int warp_is_sound(const SymbolWarp *warp, int modules, int width, int height);

/// `left` after `right`: 3 × 3 matrices row by row.
void matrix_product(const double left[9], const double right[9], double product[9]);

#endif
