#include "lesson.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solve.h"
#include "vectorised.h"

_Static_assert(masks == 8 && unknowns <= solve_max, "what solve.h is made for");

typedef float Eight __attribute__((vector_size(32), aligned(4)));

enum { places_at_once = 4 };

/// The photo at every half module from two outside to two outside, without local mean and spread.
static int
sample(SymbolCrop *crop, const SymbolWorld *world, const SymbolWarp *warp, float *samples, int side) {
    const int count = side * side;
    float *memory = malloc(sizeof *memory * (size_t)count * 5);
    if (!memory) return -1;
    float *u = memory, *v = u + count, *mean = v + count, *spread = mean + count, *room = spread + count;
    for (int i = 0; i < count; i++) {
        u[i] = (float)(i % side) / 2 - 2;
        v[i] = (float)(i / side) / 2 - 2;
    }
    crop_sample(crop, warp, world->modules, u, v, count, .22, samples);
    memcpy(mean, samples, sizeof *mean * (size_t)count);
    plane_smooth(mean, room, side, side, 9);
    for (int i = 0; i < count; i++) spread[i] = (samples[i] - mean[i]) * (samples[i] - mean[i]);
    plane_smooth(spread, room, side, side, 10);
    for (int i = 0; i < count; i++) {
        const float value = (mean[i] - samples[i]) / (sqrtf(fmaxf(spread[i], 0)) + 1.5f);
        samples[i] = value < -3 ? -3 : value > 3 ? 3 : value;
    }
    free(memory);
    return 0;
}

int lesson_make(SymbolCrop *crop, const SymbolWorld *world, const SymbolWarp *warp, Lesson *lesson) {
    const int n = world->modules, side = 2 * n + 9, count = n * n;
    *lesson = (Lesson){.modules = n, .count = count};
    const size_t floats = (size_t)side * side + (size_t)count * (stride + masks);
    float *memory = malloc(sizeof *memory * floats + sizeof(int) * (size_t)count + (size_t)count);
    if (!memory) return -1;
    float *samples = memory;
    lesson->memory = memory;
    lesson->features = samples + (size_t)side * side;
    lesson->wanted = lesson->features + (size_t)count * stride;
    lesson->order = (int *)(lesson->wanted + (size_t)count * masks);
    lesson->is_data = (uint8_t *)(lesson->order + count);
    if (sample(crop, world, warp, samples, side) != 0) { free(memory); return -1; }
    int known = 0, other = count;
    for (int i = 0; i < count; i++) {
        if (world->known[i] != 0) lesson->order[known++] = i; else lesson->order[--other] = i;
    }
    lesson->known_count = known;
    float taps[tap_count];
    for (int t = 0; t < tap_count; t++) {
        const double dy = (t / taps_across - 4) / 2.0, dx = (t % taps_across - 4) / 2.0;
        taps[t] = (float)exp(-(dx * dx + dy * dy) / (2 * 1.1 * 1.1));
    }
    for (int place = 0; place < count; place++) {
        const int module = lesson->order[place], row = module / n, column = module % n;
        float *features = lesson->features + (size_t)place * stride;
        for (int i = unknowns; i < stride; i++) features[i] = 0;
        for (int t = 0; t < tap_count; t++) {
            const int y = 2 * row + 1 + t / taps_across, x = 2 * column + 1 + t % taps_across;
            features[t] = taps[t] * samples[y * side + x];
        }
        features[tap_count] = 3;
        if (place >= known) continue;
        lesson->is_data[place] = world->known_data[module];
        for (int m = 0; m < masks; m++)
            lesson->wanted[m * count + place] = world->known[(size_t)m * count + module];
    }
    return 0;
}

void lesson_free(Lesson *lesson) { free(lesson->memory); }

VECTORISED void lesson_products(const Lesson *lesson, const double *weights, double *sums) {
    enum { rows_at_once = 4 };
    for (int top = 0; top < unknowns; top += rows_at_once) {
        const int rows = unknowns - top < rows_at_once ? unknowns - top : rows_at_once;
        for (int block = 0; block <= (top + rows - 1) / 8; block++) {
            Eight parts[rows_at_once] = {0};
            const float *features = lesson->features;
            for (int place = 0; place < lesson->known_count; place++, features += stride) {
                const Eight some = *(const Eight *)(features + 8 * block) * (float)weights[place];
                for (int row = 0; row < rows_at_once; row++) parts[row] += some * features[top + row];
            }
            for (int row = 0; row < rows; row++)
                for (int i = 0; i < 8 && 8 * block + i < unknowns; i++)
                    sums[(top + row) * unknowns + 8 * block + i] = parts[row][i];
        }
    }
}

VECTORISED void lesson_leverages(
    const Lesson *lesson, const double *inverse, const double *weights, double *leverage) {
    // Columns of the inverse as rows, so that eight of its products are made at once.
    float turned[unknowns][stride];
    memset(turned, 0, sizeof turned);
    for (int row = 0; row < unknowns; row++)
        for (int column = 0; column <= row; column++)
            turned[column][row] = (float)inverse[row * unknowns + column];
    for (int place = 0; place < lesson->known_count; place += places_at_once) {
        const int left = lesson->known_count - place, some = left < places_at_once ? left : places_at_once;
        const float *features[places_at_once];
        for (int p = 0; p < places_at_once; p++)
            features[p] = lesson->features + (size_t)(place + (p < some ? p : 0)) * stride;
        float sums[places_at_once] = {0};
        for (int block = 0; block < blocks; block++) {
            Eight parts[places_at_once] = {0};
            const int end = 8 * block + 8 < unknowns ? 8 * block + 8 : unknowns;
            for (int k = 0; k < end; k++) {
                const Eight line = *(const Eight *)(turned[k] + 8 * block);
                for (int p = 0; p < places_at_once; p++) parts[p] += line * features[p][k];
            }
            for (int p = 0; p < places_at_once; p++)
                for (int i = 0; i < 8; i++) sums[p] += parts[p][i] * parts[p][i];
        }
        for (int p = 0; p < some; p++) leverage[place + p] = weights[place + p] * sums[p];
    }
}

VECTORISED void lesson_train(
    const Lesson *lesson, const float *const wanted[masks], const double *weights, const double *factor,
    double (*taps)[masks]) {
    for (int m = 0; m < masks; m++) {
        if (m > 0 && wanted[m] == wanted[m - 1]) {
            for (int i = 0; i < unknowns; i++) taps[i][m] = taps[i][m - 1];
            continue;
        }
        Eight parts[blocks] = {0};
        const float *features = lesson->features;
        for (int place = 0; place < lesson->known_count; place++, features += stride) {
            const float pull = (float)weights[place] * wanted[m][place];
            for (int block = 0; block < blocks; block++)
                parts[block] += pull * *(const Eight *)(features + 8 * block);
        }
        for (int i = 0; i < unknowns; i++) taps[i][m] = parts[i / 8][i % 8];
    }
    solve_eight(factor, taps, unknowns);
}

VECTORISED void lesson_predict(
    const Lesson *lesson, int count, double (*taps)[masks], int mask, float *values) {
    float weights[stride] = {0};
    for (int i = 0; i < unknowns; i++) weights[i] = (float)taps[i][mask];
    const float *features = lesson->features;
    for (int place = 0; place < count; place++, features += stride) {
        Eight sum = {0};
        for (int block = 0; block < blocks; block++)
            sum += *(const Eight *)(weights + 8 * block) * *(const Eight *)(features + 8 * block);
        float all = 0;
        for (int i = 0; i < 8; i++) all += sum[i];
        values[place] = all;
    }
}

