#ifndef BLOBS_H
#define BLOBS_H

#include "symbol_world.h"

/// A compact patch with many edges, where a symbol could be, in the photo's pixels (pixel (0, 0) centred at
/// 0, 0).
typedef struct {
    float x, y;
    /// Its longer side.
    float side;
    float score;
    /// Corners around it, clockwise: a quadrilateral and its least rectangle, as far as they could be made of
    /// its hull, and last the parallelogram that has its moments; `quad_count` of them hold.
    float quads[3][8];
    int quad_count;
} SymbolBlob;

/// The likeliest blobs, best first. Returns how many; at most `blobs_max`, none without memory.
int symbol_blobs(GreyPicture picture, SymbolBlob *blobs, int blobs_max);

#endif
