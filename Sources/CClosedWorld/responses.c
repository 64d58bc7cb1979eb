#include "responses.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "vectorised.h"

typedef float Eight __attribute__((vector_size(32), aligned(4)));

enum { tile_eights = 4, tile = 8 * tile_eights };

/// Sums of products along `step`: `tap_count` values that far apart are one sum.
static inline __attribute__((always_inline)) void sum_taps(
    const float *source, size_t step, const float *taps, float *out, int eights, int adds) {
    Eight sums[tile_eights];
    for (int e = 0; e < eights; e++) sums[e] = adds ? *(const Eight *)(out + 8 * e) : (Eight){0};
    for (int t = 0; t < pattern_side; t++)
        for (int e = 0; e < eights; e++) sums[e] += taps[t] * *(const Eight *)(source + t * step + 8 * e);
    for (int e = 0; e < eights; e++) *(Eight *)(out + 8 * e) = sums[e];
}

/// One pass along rows (`step` 1) or columns: a line of `wide` sums for each of `lines`.
VECTORISED static void filter(
    const float *source, int stride, size_t step, const float *taps, float *out, int wide, int lines,
    int adds) {
    for (int line = 0; line < lines; line++) {
        const float *row = source + (size_t)line * stride;
        float *to = out + (size_t)line * wide;
        int x = 0;
        for (; x + tile <= wide; x += tile) sum_taps(row + x, step, taps, to + x, tile_eights, adds);
        for (; x < wide; x += 8) sum_taps(row + x, step, taps, to + x, 1, adds);
    }
}

/// Means and deviations of the pattern's box, by sums along columns and then along rows.
VECTORISED static void deviations(const PatternField *field, const float *picture, int width, double *sums) {
    const int wide = field->width, high = field->height;
    double *squares = sums + width;
    memset(sums, 0, sizeof *sums * 2 * (size_t)width);
    for (int y = 0; y < high + pattern_side - 1; y++) {
        const float *coming = picture + (size_t)y * width;
        for (int x = 0; x < width; x++) {
            sums[x] += coming[x];
            squares[x] += (double)coming[x] * coming[x];
        }
        if (y < pattern_side - 1) continue;
        const float *leaving = picture + (size_t)(y - pattern_side + 1) * width;
        const size_t row = (size_t)(y - pattern_side + 1) * wide;
        double sum = 0, square = 0;
        for (int x = 0; x < pattern_side - 1; x++) {
            sum += sums[x];
            square += squares[x];
        }
        for (int x = 0; x < wide; x++) {
            sum += sums[x + pattern_side - 1];
            square += squares[x + pattern_side - 1];
            const double mean = sum * (1.0 / (pattern_side * pattern_side));
            field->mean[row + x] = (float)mean;
            field->inverse[row + x] = (float)(square - sum * mean);
            sum -= sums[x];
            square -= squares[x];
        }
        // Flat to a grey value's rounding: nothing is there to correlate with.
        float *spread = field->inverse + row;
        for (int x = 0; x < wide; x++) spread[x] = spread[x] > 1 ? 1 / sqrtf(spread[x]) : 0;
        for (int x = 0; x < width; x++) {
            sums[x] -= leaving[x];
            squares[x] -= (double)leaving[x] * leaving[x];
        }
    }
}

int pattern_field_make(PatternField *field, const float *picture, int width, int height) {
    const FinderPatterns *patterns = finder_patterns();
    const int wide = width - pattern_side + 1, high = height - pattern_side + 1;
    const size_t count = (size_t)wide * high, rowed_count = (size_t)wide * height;
    float *memory = malloc(sizeof *memory * (count * (2 + waves) + rowed_count + 4 * (size_t)width));
    if (!memory) return -1;
    // First what asks for the widest alignment.
    double *sums = (double *)memory;
    float *values = memory + 4 * (size_t)width, *rowed = values + count * (2 + waves);
    *field = (PatternField){
        .width = wide, .height = high, .inverse = values, .mean = values + count, .memory = memory};
    deviations(field, picture, width, sums);
    for (int number = 0; number < waves; number++) {
        field->waves[number] = values + count * (size_t)(2 + number);
        for (int k = 0; k < patterns->product_counts[number]; k++) {
            const PatternProduct *product = &patterns->products[number][k];
            filter(picture, width, 1, product->across, rowed, wide, height, 0);
            filter(rowed, wide, (size_t)wide, product->down, field->waves[number], wide, high, k > 0);
        }
    }
    return 0;
}

void pattern_field_free(PatternField *field) { free(field->memory); }

VECTORISED static void combine(
    const PatternField *field, const float *factors, float share, float sum, float *response) {
    const float *one = field->waves[0], *two = field->waves[1], *three = field->waves[2];
    const float *four = field->waves[3], *five = field->waves[4];
    const size_t count = (size_t)field->width * (size_t)field->height;
    for (size_t i = 0; i < count; i += 8) {
        const Eight value = factors[0] * *(const Eight *)(one + i) + factors[1] * *(const Eight *)(two + i) +
            factors[2] * *(const Eight *)(three + i) + factors[3] * *(const Eight *)(four + i) +
            factors[4] * *(const Eight *)(five + i) - sum * *(const Eight *)(field->mean + i);
        *(Eight *)(response + i) = value * *(const Eight *)(field->inverse + i) * share;
    }
}

void pattern_responses(const PatternField *field, int turn, float *response) {
    const FinderPatterns *patterns = finder_patterns();
    combine(field, patterns->factors[turn], 1 / patterns->norms[turn], patterns->sums[turn], response);
}

VECTORISED static void spread(
    const float *restrict source, float *restrict peaks, float *restrict room, int width, int height) {
    const int wide = width / 2, high = height / 2;
    for (int y = 0; y < high; y++) {
        for (int x = 0; x < width; x++) room[x] = 0;
        const int top = 2 * y - pitch < 0 ? 0 : 2 * y - pitch;
        const int bottom = 2 * y + pitch + 1 < height - 1 ? 2 * y + pitch + 1 : height - 1;
        for (int row = top; row <= bottom; row++) {
            const float *line = source + (size_t)row * width;
            for (int x = 0; x < width; x++) room[x] = line[x] > room[x] ? line[x] : room[x];
        }
        // Pairs first: three of them in a row are the box.
        float *pairs = room + width;
        for (int x = 0; x < wide; x++)
            pairs[x + 1] = room[2 * x] > room[2 * x + 1] ? room[2 * x] : room[2 * x + 1];
        pairs[0] = pairs[wide + 1] = 0;
        float *out = peaks + (size_t)y * wide;
        for (int x = 0; x < wide; x++) {
            const float most = pairs[x] > pairs[x + 1] ? pairs[x] : pairs[x + 1];
            out[x] = most > pairs[x + 2] ? most : pairs[x + 2];
        }
    }
}

void spread_peaks(const float *source, float *peaks, float *room, int width, int height) {
    spread(source, peaks, room, width, height);
}
