#ifndef LESSON_H
#define LESSON_H

#include "crop.h"

// Taps lie half a module apart, within two modules of a module's middle; one more unknown is the mean.
enum { taps_across = 9, tap_count = taps_across * taps_across, unknowns = tap_count + 1 };

/// Unknowns are kept in rows of `stride` values, the last ones 0.
enum { stride = (unknowns + 7) / 8 * 8, blocks = stride / 8 };

/// A photo's modules as an equaliser is trained with them.
typedef struct {
    int modules, count, known_count;
    /// The unknowns' factors, for every module in rows of `stride`; those of the known modules come first, as
    /// in `order`.
    float *features;
    int *order;
    /// For each mask what the known modules are.
    float *wanted;
    uint8_t *is_data;
    void *memory;
} Lesson;

/// Returns 0, or −1 without memory.
int lesson_make(SymbolCrop *crop, const SymbolWorld *world, const SymbolWarp *warp, Lesson *lesson);

void lesson_free(Lesson *lesson);

/// Sums of products of the known modules' features, each weighed: `unknowns` by `unknowns`, the lower half.
void lesson_products(const Lesson *lesson, const double *weights, double *sums);

/// For each known module how much its own value weighs in what is predicted for it; `inverse`: of the factor
/// of the sums.
void lesson_leverages(const Lesson *lesson, const double *inverse, const double *weights, double *leverage);

/// Trains for eight masks at once, or for one eight times: a column of `taps` for each.
void lesson_train(
    const Lesson *lesson, const float *const wanted[masks], const double *weights, const double *factor,
    double (*taps)[masks]);

/// What a mask's taps make of the first so many places.
void lesson_predict(const Lesson *lesson, int count, double (*taps)[masks], int mask, float *values);

#endif
