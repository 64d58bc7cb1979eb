#ifndef PATTERNS_H
#define PATTERNS_H

// A finder pattern with its light border is looked for at two pixels a module, turned in steps of 10 degrees.
enum { pitch = 2, pattern_side = 11 * pitch, turns = 9, turn_step = 10 };

// What the pattern becomes when it is turned are sums of five pictures: its mean over all angles, and two for
// each of two waves a quarter turn. Each of these is a sum of few products of a row and a column, so that a
// picture is compared with all turns by passes along one axis: a sixth of the work, with a correlation of .99
// to the whole.
enum { waves = 5, products_max = 4 };

typedef struct {
    float across[pattern_side], down[pattern_side];
} PatternProduct;

typedef struct {
    PatternProduct products[waves][products_max];
    int product_counts[waves];
    /// For each turn the factors of the five, dark as plus; the sum of what they come to; and the root of the
    /// sum of its squares without the mean.
    float factors[turns][waves], sums[turns], norms[turns];
} FinderPatterns;

/// Drawn when they are first asked for.
const FinderPatterns *finder_patterns(void);

#endif
