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

/// Searches round a place for symbols of so many modules a side whose side is `smallest` to `largest` pixels,
/// turned by any angle, dark on light or light on dark. Best first; returns how many, at most `triples_max`.
int finder_triples(
    GreyPicture picture, const int *widths, int width_count, double x, double y, double reach,
    double smallest, double largest, FinderTriple *triples, int triples_max);

#endif
