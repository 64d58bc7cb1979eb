#ifndef SYMBOL_WORLD_H
#define SYMBOL_WORLD_H

#include <stdint.h>

/// `modules_max`: version 10, which the longest host takes.
enum { masks = 8, modules_max = 57 };

typedef struct {
    const uint8_t *grey;
    int width, height;
} GreyPicture;

/// What is known of all symbols of one form before any photo: row by row, dark 1, light −1, not known 0.
typedef struct {
    /// Modules a side, at most `modules_max`.
    int modules;
    /// Finder, timing and alignment patterns and the dark module.
    const int8_t *function;
    /// For each of the 8 masks the function modules, the format and the data that every registered symbol
    /// has.
    const int8_t *known;
    /// 1 where the data is known.
    const uint8_t *known_data;
    /// The modules that differ from symbol to symbol, in the order of the register's bits.
    const int32_t *varying;
    int varying_count;
    /// For each mask and varying module −1 where the mask turns it over, else 1.
    const int8_t *unmasking;
} SymbolWorld;

/// Where a symbol lies: from modules to pixels by a homography, after a cubic bend where it has one.
typedef struct {
    double plane[9];
    int is_bent;
    /// For u and v the coefficients of a², ab, b², a³, a²b, ab², b³, counted in halves of the symbol's side
    /// from its middle.
    double bend[14];
} SymbolWarp;

#endif
