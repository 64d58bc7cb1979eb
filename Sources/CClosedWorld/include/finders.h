#ifndef FINDERS_H
#define FINDERS_H

#include "symbol_world.h"

/// Three places that answer as a symbol's finder patterns do, at its top left, top right and bottom left: the
/// centres in the photo's pixels.
typedef struct {
    float score;
    float points[6];
} FinderTriple;

/// Searches round a place for symbols of `modules` modules a side whose module is `smallest` to `largest`
/// pixels, turned by any angle, dark on light or light on dark. Best first; returns how many, at most
/// `triples_max`.
int finder_triples(
    GreyPicture picture, int modules, double x, double y, double reach, double smallest, double largest,
    FinderTriple *triples, int triples_max);

#endif
