#ifndef MATCH_H
#define MATCH_H

#include "symbol_world.h"

typedef struct {
    /// How far the best and the second best symbol are beyond chance.
    double best, second;
    /// The best one's number in the order of comparison; −1 where none was compared.
    int64_t index;
} RegisterMatch;

typedef struct RegisterMatcher RegisterMatcher;

/// Begins to compare soft values of the varying modules under a mask. Returns NULL without memory.
RegisterMatcher *matcher_make(const SymbolWorld *world, int mask, const float *soft);

/// Compares with so many more symbols: (varying_count + 7) / 8 bytes each, the first module in the highest
/// bit of the first byte, masks removed. `without`: the number of one among these that counts as missing, or
/// −1.
void matcher_compare(RegisterMatcher *matcher, const uint8_t *symbols, int64_t count, int64_t without);

/// Ends it, and gives what came of it.
RegisterMatch matcher_end(RegisterMatcher *matcher);

#endif
