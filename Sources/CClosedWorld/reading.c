#include "reading.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "align.h"
#include "equalise.h"
#include "finders.h"

void warp_place(const SymbolWarp *warp, int modules, double u, double v, double *x, double *y) {
    warp_map(warp, modules, u, v, x, y);
}

double symbol_settle(GreyPicture picture, const SymbolWorld *world, SymbolWarp *warp) {
    static const double sigmas[] = {1.2, .6};
    const int n = world->modules;
    if (!warp_is_sound(warp, n, picture.width, picture.height)) return 0;
    SymbolCrop crop;
    if (crop_make(&crop, picture, warp, n) != 0) return 0;
    const double fit = symbol_align(&crop, world, warp, -1, sigmas, 2, 6, 0, .25);
    crop_free(&crop);
    return warp_is_sound(warp, n, picture.width, picture.height) ? fit : 0;
}

/// Beyond it the known modules alone may move a symbol; and beyond it nothing more is gained by a bend.
static const double plausible = 3, certain = 14;

/// Below it no other ridge nor weight makes a symbol of what was seen.
static const double hopeless = 2.5;

static void improve(
    SymbolCrop *crop, const SymbolWorld *world, SymbolWarp *warp, EqualisedSymbol *best,
    EqualisedSymbol *other) {
    static const double sigmas[] = {.5, .35};
    for (int bends = 0; bends < 2; bends++) {
        SymbolWarp moved = *warp;
        symbol_align(crop, world, &moved, best->mask, sigmas, 2, 5, bends, 0);
        if (!warp_is_sound(&moved, world->modules, crop->photo_width, crop->photo_height)) return;
        if (symbol_equalise(crop, world, &moved, best->mask, 0, other) == 0 && other->known > best->known) {
            *warp = moved;
            memcpy(best, other, sizeof *best);
        }
        if (best->known > certain) return;
    }
}

int symbol_read(
    GreyPicture picture, const SymbolWorld *world, const SymbolWarp *warp, SymbolReading *reading) {
    SymbolCrop crop;
    EqualisedSymbol *symbols = malloc(2 * sizeof *symbols);
    if (!symbols || crop_make(&crop, picture, warp, world->modules) != 0) {
        free(symbols);
        return -1;
    }
    SymbolWarp moved = *warp;
    const int status = symbol_equalise(
        &crop, world, &moved, -1, reading->is_forced ? -INFINITY : hopeless, symbols);
    if (status == 0) {
        if (symbols->known > plausible) improve(&crop, world, &moved, symbols, symbols + 1);
        reading->warp = moved;
        reading->mask = symbols->mask;
        reading->known = symbols->known;
        const int is_hopeless = symbols->error[world->varying[0]] <= 0;
        for (int i = 0; i < world->varying_count; i++) {
            const int module = world->varying[i];
            if (is_hopeless) reading->soft[i] = 0;
            else reading->soft[i] = (float)(clipped(symbols->soft[module], 1.5) / symbols->error[module]);
        }
    }
    crop_free(&crop);
    free(symbols);
    return status;
}

/// A quadrilateral is straightened as if a symbol of so many modules lay in it.
enum { straight_modules = 29, straight_pitch = 4, straight_margin = 24, triples_max = 16 };

int symbol_warps_in(
    GreyPicture picture, const int *widths, int width_count, const float corners[8], SymbolWarp *warps,
    float *scores, int *modules, int warps_max) {
    double quad[8];
    const double turn = (corners[2] - corners[0]) * (corners[5] - corners[3]) -
        (corners[3] - corners[1]) * (corners[4] - corners[2]);
    for (int i = 0; i < 4; i++) {
        const int corner = turn < 0 ? 3 - i : i;
        quad[2 * i] = corners[2 * corner];
        quad[2 * i + 1] = corners[2 * corner + 1];
    }
    const SymbolWarp outline = warp_onto(quad, straight_modules);
    SymbolCrop crop;
    if (!warp_is_sound(&outline, straight_modules, picture.width, picture.height)) return 0;
    if (crop_make(&crop, picture, &outline, straight_modules) != 0) return 0;
    const int inner = straight_modules * straight_pitch, side = inner + 2 * straight_margin;
    const int count = side * side;
    float *u = malloc(sizeof *u * (size_t)count * 3), *v = u + count, *values = v + count;
    uint8_t *straight = malloc((size_t)count);
    FinderTriple triples[triples_max];
    FinderAnswers answers = {
        .triples = triples, .triples_max = warps_max < triples_max ? warps_max : triples_max};
    int found = 0;
    if (u && straight) {
        for (int i = 0; i < count; i++) {
            u[i] = (float)(i % side - straight_margin) / straight_pitch;
            v[i] = (float)(i / side - straight_margin) / straight_pitch;
        }
        crop_sample(&crop, &outline, straight_modules, u, v, count, 0, values);
        for (int i = 0; i < count; i++) straight[i] = (uint8_t)fminf(255, fmaxf(0, values[i] + .5f));
        found = finder_triples(
            (GreyPicture){straight, side, side}, widths, width_count, side / 2.0, side / 2.0, inner * .85,
            .82 * inner, 1.16 * inner, 1.1, &answers);
    }
    for (int i = 0; i < found; i++) {
        float points[6];
        for (int k = 0; k < 6; k++) points[k] = (triples[i].points[k] - straight_margin) / straight_pitch;
        warps[i] = warp_through(points, triples[i].modules);
        matrix_product(outline.plane, warps[i].plane, warps[i].plane);
        for (int k = 0; k < 9; k++) warps[i].plane[k] /= warps[i].plane[8];
        scores[i] = triples[i].score;
        modules[i] = triples[i].modules;
    }
    free(u);
    free(straight);
    crop_free(&crop);
    return found;
}

int grey_enlarge(GreyPicture picture, double scale, uint8_t *enlarged) {
    Plane plane = plane_scaled(picture, 0, 0, picture.width, picture.height, scale);
    if (!plane.values) return -1;
    for (long i = 0; i < (long)plane.width * plane.height; i++)
        enlarged[i] = (uint8_t)fminf(255, fmaxf(0, plane.values[i] + .5f));
    free(plane.values);
    return 0;
}
