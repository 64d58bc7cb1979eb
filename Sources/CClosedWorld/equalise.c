#include "equalise.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lesson.h"
#include "solve.h"

enum { ridge_count = 3, middle_ridge = 1 };

static const double ridges[ridge_count] = {3, 30, 300};

/// What another ridge gains, at most, where it matters.
static const double ridge_gain = .5;

static int factor(const double *sums, double ridge, double *matrix) {
    memcpy(matrix, sums, sizeof *matrix * unknowns * unknowns);
    for (int i = 0; i < unknowns; i++) matrix[i * unknowns + i] += ridge;
    return factor_positive(matrix, unknowns);
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
    double *matrix = work, *inverse = work + unknowns * unknowns, taps[unknowns][masks];
    float predicted[modules_max * modules_max];
    double *ones = leverage + lesson->count;
    int count = 0;
    for (int i = 0; i < lesson->known_count; i++) ones[i] = 1;
    for (int ridge = 0; ridge < ridge_count; ridge++) {
        if (only >= 0 && ridge != only) continue;
        if (factor(sums, ridges[ridge], matrix) != 0) continue;
        invert_factor(matrix, inverse, unknowns);
        lesson_leverages(lesson, inverse, ones, leverage);
        const float *all[masks];
        for (int m = 0; m < masks; m++)
            all[m] = lesson->wanted + (size_t)(mask >= 0 ? mask : m) * lesson->count;
        lesson_train(lesson, all, ones, matrix, taps);
        for (int m = 0; m < masks; m++) {
            if (mask >= 0 && m != mask) continue;
            const float *wanted = all[m];
            lesson_predict(lesson, lesson->known_count, taps, m, predicted);
            double right = 0, square = 1e-9;
            for (int place = 0; place < lesson->known_count; place++) {
                if (!lesson->is_data[place]) continue;
                const double value = left_out(wanted[place], predicted[place], leverage[place]);
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
           taps[unknowns][masks];
    double *leverage = room, *weights = room + count;
    float *squares = (float *)(room + 2 * count), *places = squares + count, *scratch = places + count;
    const float *wanted = lesson->wanted + (size_t)choice.mask * count;
    const float *all[masks];
    for (int m = 0; m < masks; m++) all[m] = wanted;
    float predicted[modules_max * modules_max];
    for (int i = 0; i < known; i++) weights[i] = 1;
    symbol->mask = choice.mask;
    symbol->known = 0;
    for (int round = 0; round < 2; round++) {
        lesson_products(lesson, weights, sums);
        if (factor(sums, ridges[choice.ridge], matrix) != 0) return;
        invert_factor(matrix, inverse, unknowns);
        lesson_leverages(lesson, inverse, weights, leverage);
        lesson_train(lesson, all, weights, matrix, taps);
        lesson_predict(lesson, count, taps, 0, predicted);
        memset(squares, 0, sizeof *squares * 2 * (size_t)count);
        double mean = 0;
        for (int place = 0; place < count; place++) {
            const int module = lesson->order[place];
            double value = predicted[place];
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
    if (room && lesson_make(crop, world, warp, &lesson) == 0) {
        double *sums = room + 2 * (size_t)count, *ones = room + count;
        Choice made[ridge_count * masks];
        for (int i = 0; i < lesson.known_count; i++) ones[i] = 1;
        lesson_products(&lesson, ones, sums);
        if (choices(&lesson, sums, mask, middle_ridge, made, sums + unknowns * unknowns, room) == 1)
            known = made[0].known;
        lesson_free(&lesson);
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
    if (room && other && lesson_make(crop, world, warp, &lesson) == 0) {
        double *work = room + 4 * (size_t)count;
        Choice made[ridge_count * masks];
        double *ones = room + count;
        for (int i = 0; i < lesson.known_count; i++) ones[i] = 1;
        lesson_products(&lesson, ones, work);
        double *scratch = work + unknowns * unknowns;
        // One ridge tells whether the others are worth their time.
        int made_count = choices(&lesson, work, mask, middle_ridge, made, scratch, room);
        double most = -INFINITY;
        for (int i = 0; i < made_count; i++) most = fmax(most, made[i].known);
        for (int ridge = 0; most >= least - ridge_gain && ridge < ridge_count; ridge++)
            if (ridge != middle_ridge)
                made_count += choices(&lesson, work, mask, ridge, made + made_count, scratch, room);
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
        lesson_free(&lesson);
    }
    free(room);
    free(other);
    return status;
}
