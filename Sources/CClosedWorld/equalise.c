#include "equalise.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solve.h"
#include "vectorised.h"

// Taps lie half a module apart, within two modules of a module's middle; one more unknown is the mean.
enum { taps_across = 9, tap_count = taps_across * taps_across, unknowns = tap_count + 1, ridge_count = 3 };

static const double ridges[ridge_count] = {3, 30, 300};

typedef struct {
    int modules, count, known_count;
    /// The unknowns' factors, for every module; those of the known modules first in `order`.
    float *features;
    int *order;
    /// For each mask what the known modules are.
    float *wanted;
    uint8_t *is_data;
    void *memory;
} Lesson;

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

static int prepare(SymbolCrop *crop, const SymbolWorld *world, const SymbolWarp *warp, Lesson *lesson) {
    const int n = world->modules, side = 2 * n + 9, count = n * n;
    *lesson = (Lesson){.modules = n, .count = count};
    const size_t floats = (size_t)side * side + (size_t)count * (unknowns + masks);
    float *memory = malloc(sizeof *memory * floats + sizeof(int) * (size_t)count + (size_t)count);
    if (!memory) return -1;
    float *samples = memory;
    lesson->memory = memory;
    lesson->features = samples + (size_t)side * side;
    lesson->wanted = lesson->features + (size_t)count * unknowns;
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
        float *features = lesson->features + (size_t)place * unknowns;
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

/// Sums of products of the known modules' features, each weighed.
VECTORISED static void products(const Lesson *lesson, const double *weights, double *sums) {
    double line[unknowns];
    memset(sums, 0, sizeof *sums * unknowns * unknowns);
    for (int place = 0; place < lesson->known_count; place++) {
        const float *features = lesson->features + (size_t)place * unknowns;
        for (int i = 0; i < unknowns; i++) line[i] = features[i];
        for (int row = 0; row < unknowns; row++) {
            const double weighed = weights[place] * line[row];
            double *out = sums + row * unknowns;
            for (int column = 0; column <= row; column++) out[column] += weighed * line[column];
        }
    }
}

/// The inverse of the factor (lower half), so that what remains are products.
static void invert_factor(const double *factor, double *inverse) {
    memset(inverse, 0, sizeof *inverse * unknowns * unknowns);
    for (int column = 0; column < unknowns; column++) {
        inverse[column * unknowns + column] = 1 / factor[column * unknowns + column];
        for (int row = column + 1; row < unknowns; row++) {
            double sum = 0;
            for (int k = column; k < row; k++)
                sum -= factor[row * unknowns + k] * inverse[k * unknowns + column];
            inverse[row * unknowns + column] = sum / factor[row * unknowns + row];
        }
    }
}

/// For each known module how much its own value weighs in what is predicted for it.
VECTORISED static void
leverages(const Lesson *lesson, const double *inverse, const double *weights, double *leverage) {
    // Row-wise products with the transposed inverse keep the inner loop straight.
    double line[unknowns], turned[unknowns * unknowns];
    for (int row = 0; row < unknowns; row++)
        for (int column = 0; column < unknowns; column++)
            turned[column * unknowns + row] = inverse[row * unknowns + column];
    for (int place = 0; place < lesson->known_count; place++) {
        const float *features = lesson->features + (size_t)place * unknowns;
        memset(line, 0, sizeof line);
        for (int k = 0; k < unknowns; k++) {
            const double factor = features[k], *row = turned + k * unknowns;
            for (int i = k; i < unknowns; i++) line[i] += factor * row[i];
        }
        double sum = 0;
        for (int i = 0; i < unknowns; i++) sum += line[i] * line[i];
        leverage[place] = weights[place] * sum;
    }
}

static int factor(const double *sums, double ridge, double *matrix) {
    memcpy(matrix, sums, sizeof *matrix * unknowns * unknowns);
    for (int i = 0; i < unknowns; i++) matrix[i * unknowns + i] += ridge;
    return factor_positive(matrix, unknowns);
}

static void
train(const Lesson *lesson, const float *wanted, const double *weights, const double *factor, double *taps) {
    memset(taps, 0, sizeof *taps * unknowns);
    for (int place = 0; place < lesson->known_count; place++) {
        const double pull = weights[place] * wanted[place];
        const float *features = lesson->features + (size_t)place * unknowns;
        for (int i = 0; i < unknowns; i++) taps[i] += pull * features[i];
    }
    solve_factored(factor, taps, unknowns);
}

static double predict(const Lesson *lesson, int place, const double *taps) {
    const float *features = lesson->features + (size_t)place * unknowns;
    double sum = 0;
    for (int i = 0; i < unknowns; i++) sum += features[i] * taps[i];
    return sum;
}

/// What a module's value would be predicted to be without itself.
static double left_out(double wanted, double predicted, double leverage) {
    return wanted - (wanted - predicted) / fmax(1 - leverage, .05);
}

typedef struct { double known; int mask, ridge; } Choice;

/// How well each mask and ridge predicts the known data, equal weights; one alone where `mask` or `only`
/// names it.
static int choices(
    const Lesson *lesson, const double *sums, int mask, int only, Choice *made, double *work,
    double *leverage) {
    double *matrix = work, *inverse = work + unknowns * unknowns, taps[unknowns];
    double *ones = leverage + lesson->count;
    int count = 0;
    for (int i = 0; i < lesson->known_count; i++) ones[i] = 1;
    for (int ridge = 0; ridge < ridge_count; ridge++) {
        if (only >= 0 && ridge != only) continue;
        if (factor(sums, ridges[ridge], matrix) != 0) continue;
        invert_factor(matrix, inverse);
        leverages(lesson, inverse, ones, leverage);
        for (int m = 0; m < masks; m++) {
            if (mask >= 0 && m != mask) continue;
            const float *wanted = lesson->wanted + (size_t)m * lesson->count;
            train(lesson, wanted, ones, matrix, taps);
            double right = 0, square = 1e-9;
            for (int place = 0; place < lesson->known_count; place++) {
                if (!lesson->is_data[place]) continue;
                const double value = left_out(wanted[place], predict(lesson, place, taps), leverage[place]);
                right += value * wanted[place];
                square += value * value;
            }
            made[count++] = (Choice){right / sqrt(square), m, ridge};
        }
    }
    return count;
}

/// Trains again with weights from the local error, twice.
static void finish(
    const Lesson *lesson, Choice choice, double *work, double *room, EqualisedSymbol *symbol) {
    const int n = lesson->modules, count = lesson->count, known = lesson->known_count;
    double *sums = work, *matrix = work + unknowns * unknowns, *inverse = matrix + unknowns * unknowns,
           taps[unknowns];
    double *leverage = room, *weights = room + count;
    float *squares = (float *)(room + 2 * count), *places = squares + count, *scratch = places + count;
    const float *wanted = lesson->wanted + (size_t)choice.mask * count;
    for (int i = 0; i < known; i++) weights[i] = 1;
    symbol->mask = choice.mask;
    symbol->known = 0;
    for (int round = 0; round < 2; round++) {
        products(lesson, weights, sums);
        if (factor(sums, ridges[choice.ridge], matrix) != 0) return;
        invert_factor(matrix, inverse);
        leverages(lesson, inverse, weights, leverage);
        train(lesson, wanted, weights, matrix, taps);
        memset(squares, 0, sizeof *squares * 2 * (size_t)count);
        double mean = 0;
        for (int place = 0; place < count; place++) {
            const int module = lesson->order[place];
            double value = predict(lesson, place, taps);
            if (place < known) {
                value = left_out(wanted[place], value, leverage[place]);
                const double off = wanted[place] - value;
                squares[module] = (float)fmin(off * off, 6);
                places[module] = 1;
                mean += squares[module];
            }
            symbol->soft[module] = (float)value;
        }
        mean /= known;
        plane_blur_zero(squares, squares, scratch, n, n, 1.3);
        plane_blur_zero(places, places, scratch, n, n, 1.3);
        double sum = 0;
        for (int module = 0; module < count; module++)
            symbol->error[module] = (float)((squares[module] + .08 * mean) / (places[module] + .08));
        for (int place = 0; place < known; place++) sum += 1 / symbol->error[lesson->order[place]];
        for (int place = 0; place < known; place++)
            weights[place] = known / sum / symbol->error[lesson->order[place]];
    }
    double right = 0, square = 1e-9;
    for (int place = 0; place < known; place++) {
        if (!lesson->is_data[place]) continue;
        const int module = lesson->order[place];
        const double value = clipped(symbol->soft[module], 1.5) / symbol->error[module];
        right += value * wanted[place];
        square += value * value;
    }
    symbol->known = right / sqrt(square);
}

static int better(const void *one, const void *other) {
    const double a = ((const Choice *)one)->known, b = ((const Choice *)other)->known;
    return a < b ? 1 : a > b ? -1 : 0;
}

double symbol_judge(SymbolCrop *crop, const SymbolWorld *world, const SymbolWarp *warp, int mask) {
    Lesson lesson;
    const int count = world->modules * world->modules;
    double *room = malloc(sizeof *room * ((size_t)count * 2 + 3 * unknowns * unknowns)), known = 0;
    if (room && prepare(crop, world, warp, &lesson) == 0) {
        double *sums = room + 2 * (size_t)count, *ones = room + count;
        Choice made[ridge_count * masks];
        for (int i = 0; i < lesson.known_count; i++) ones[i] = 1;
        products(&lesson, ones, sums);
        if (choices(&lesson, sums, mask, 1, made, sums + unknowns * unknowns, room) == 1)
            known = made[0].known;
        free(lesson.memory);
    }
    free(room);
    return known;
}

int symbol_equalise(
    SymbolCrop *crop, const SymbolWorld *world, const SymbolWarp *warp, int mask, double least,
    EqualisedSymbol *symbol) {
    Lesson lesson;
    const int count = world->modules * world->modules;
    double *room = malloc(sizeof *room * ((size_t)count * 4 + 3 * unknowns * unknowns));
    EqualisedSymbol *other = malloc(sizeof *other);
    int status = -1;
    if (room && other && prepare(crop, world, warp, &lesson) == 0) {
        double *work = room + 4 * (size_t)count;
        Choice made[ridge_count * masks];
        double *ones = room + count;
        for (int i = 0; i < lesson.known_count; i++) ones[i] = 1;
        products(&lesson, ones, work);
        const int made_count = choices(&lesson, work, mask, -1, made, work + unknowns * unknowns, room);
        qsort(made, (size_t)made_count, sizeof *made, better);
        if (made_count > 0 && made[0].known < least) {
            *symbol = (EqualisedSymbol){.mask = made[0].mask, .known = made[0].known};
            status = 0;
        } else if (made_count > 0) {
            finish(&lesson, made[0], work, room, symbol);
            status = 0;
            for (int i = 1; made[0].known <= 6 && i < made_count; i++) {
                if (made[i].mask == made[0].mask) continue;
                finish(&lesson, made[i], work, room, other);
                if (other->known > symbol->known) *symbol = *other;
                break;
            }
        }
        free(lesson.memory);
    }
    free(room);
    free(other);
    return status;
}
