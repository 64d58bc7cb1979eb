#ifndef FINDERS_H
#define FINDERS_H

#include "symbol_world.h"

/// Widths of symbols that are looked for at once, at most.
enum { widths_max = 16 };

/// Three places that answer as a symbol's finder patterns do, at its top left, top right and bottom left: the
/// centres in the photo's pixels.
typedef struct {
    float score;
    float points[6];
    /// Of the symbol's side.
    int modules;
} FinderTriple;

/// A place that answers as one finder pattern: its centre in the photo's pixels.
typedef struct {
    float score, x, y;
    /// A module in pixels; and how far it is turned, in radians, modulo a quarter turn.
    float module, angle;
} LoneFinder;

/// What a search found, best first, in the caller's arrays of so many places.
typedef struct {
    FinderTriple *triples;
    int triples_max, triple_count;
    LoneFinder *alone;
    int alone_max, alone_count;
} FinderAnswers;

/// Searches round a place for symbols of so many modules a side whose side is `smallest` to `largest` pixels,
/// each `ratio` times as large as the one before, turned by any angle, dark on light or light on dark. Returns
/// how many triples there are.
int finder_triples(
    GreyPicture picture, const int *widths, int width_count, double x, double y, double reach,
    double smallest, double largest, double ratio, FinderAnswers *answers);

#endif
