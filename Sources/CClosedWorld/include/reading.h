#ifndef READING_H
#define READING_H

#include "symbol_world.h"

/// What a supposed symbol's modules came to.
typedef struct {
    /// Where it lies as it was read.
    SymbolWarp warp;
    int mask;
    /// How far the known data modules, each judged without itself, are beyond chance.
    double known;
    /// Set by the caller: to read it however implausible it is; else such a symbol has soft values of 0.
    int is_forced;
    /// Of the varying modules in their order: dark as plus, the surer the larger. The caller's, of that many
    /// places.
    float *soft;
} SymbolReading;

/// The warp through the centres of three finder patterns (top left, top right, bottom left), each x, y.
SymbolWarp warp_through(const float points[6], int modules);

/// The warp onto four corners (from the symbol's top left one on, in its own order), each x, y.
SymbolWarp warp_onto(const double corners[8], int modules);

/// The pixel that shows a place of the symbol.
void warp_place(const SymbolWarp *warp, int modules, double u, double v, double *x, double *y);

/// Brings a supposed symbol to where its function modules fit best. Returns their correlation, 0 to 1; 0
/// where no symbol of any size came of it.
double symbol_settle(GreyPicture picture, const SymbolWorld *world, SymbolWarp *warp);

/// Reads the modules of a settled symbol, and where the known ones say that it could be one of ours settles
/// it by all that is known and reads it again. Returns 0, or −1 where nothing came of it.
int symbol_read(
    GreyPicture picture, const SymbolWorld *world, const SymbolWarp *warp, SymbolReading *reading);

/// What an outline tells of how the symbol in it lies: as it does, turned by any angle so that it just fits,
/// or turned by any angle at the outline's own size.
typedef enum { outline_upright, outline_box, outline_disc } SymbolOutline;

/// Searches a supposed outline, which may be some modules off, for all that is known of symbols under any
/// mask, turned any of the four ways, and settles the likeliest: for symbols without finder patterns. Returns
/// how many warps, with the correlation of each.
int symbol_seek(
    GreyPicture picture, const SymbolWorld *world, const SymbolWarp *outline, SymbolOutline kind,
    SymbolWarp *warps, float *scores, int warps_max);

/// Moves a symbol that was read to where its known modules are the most plausible under a mask, by chance,
/// the same for the same seed. Returns how far those are beyond chance.
double symbol_polish(
    GreyPicture picture, const SymbolWorld *world, SymbolWarp *warp, int mask, int tries, uint64_t seed);

/// Straightens a quadrilateral and searches it for symbols of about its size, of so many modules a side.
/// Returns how many warps, best first, each with its score and the modules of its side.
int symbol_warps_in(
    GreyPicture picture, const int *widths, int width_count, const float corners[8], SymbolWarp *warps,
    float *scores, int *modules, int warps_max);

/// A picture enlarged by a cubic; `enlarged` has round(width · scale) × round(height · scale) places. Returns
/// 0, or −1 without memory.
int grey_enlarge(GreyPicture picture, double scale, uint8_t *enlarged);

#endif
