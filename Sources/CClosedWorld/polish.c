#include <math.h>
#include <string.h>

#include "equalise.h"
#include "reading.h"

/// SplitMix64: the same nudges in each run.
static double uniform(uint64_t *state) {
    uint64_t z = *state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return (double)((z ^ z >> 31) >> 11) / 9007199254740992.0;
}

/// About normal, of mean 0 and deviation 1.
static double normal(uint64_t *state) {
    double sum = -6;
    for (int i = 0; i < 12; i++) sum += uniform(state);
    return sum;
}

/// Moves the corners, each by itself and all together, by about `step` modules; a bend stays as it is.
static SymbolWarp nudged(const SymbolWarp *warp, int modules, double step, uint64_t *state) {
    const double n = modules, all[2] = {normal(state) * step, normal(state) * step};
    double corners[8] = {0, 0, n, 0, n, n, 0, n};
    for (int i = 0; i < 8; i++) corners[i] += .7 * all[i % 2] + .7 * step * normal(state);
    const SymbolWarp change = warp_onto(corners, modules);
    SymbolWarp moved = *warp;
    matrix_product(warp->plane, change.plane, moved.plane);
    for (int i = 0; i < 9; i++) moved.plane[i] /= moved.plane[8];
    return moved;
}

double symbol_polish(
    GreyPicture picture, const SymbolWorld *world, SymbolWarp *warp, int mask, int tries, uint64_t seed) {
    // A (1 + 1) evolution strategy (Rechenberg, 1973): longer steps after a success, shorter ones after a
    // failure.
    static const double longest = 1, shortest = .05, longer = 1.6, shorter = .9;
    SymbolCrop crop;
    if (crop_make(&crop, picture, warp, world->modules) != 0) return 0;
    double best = symbol_judge(&crop, world, warp, mask), step = .5;
    for (int i = 0; i < tries; i++) {
        const SymbolWarp moved = nudged(warp, world->modules, step, &seed);
        double known = 0;
        if (warp_is_sound(&moved, world->modules, picture.width, picture.height))
            known = symbol_judge(&crop, world, &moved, mask);
        if (known > best) {
            best = known;
            *warp = moved;
            step = fmin(longest, step * longer);
        } else {
            step = fmax(shortest, step * shorter);
        }
    }
    crop_free(&crop);
    return best;
}
