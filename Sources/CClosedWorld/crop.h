#ifndef CROP_H
#define CROP_H

#include "plane.h"
#include "warp.h"

enum { levels_max = 8 };

/// The part of a photo round a supposed symbol, at most 4 pixels a module, and that part blurred as asked
/// for.
typedef struct {
    Plane plane;
    double scale, left, top;
    /// Pixels a module in the crop.
    double module;
    int photo_width, photo_height;
    double sigmas[levels_max];
    float *levels[levels_max];
    int level_count;
} SymbolCrop;

/// Returns 0, or −1 where nothing of some size is left, or without memory.
int crop_make(SymbolCrop *crop, GreyPicture picture, const SymbolWarp *warp, int modules);

void crop_free(SymbolCrop *crop);

/// Samples the crop, blurred by `sigma` modules, where the warp shows the places (u, v).
void crop_sample(
    SymbolCrop *crop, const SymbolWarp *warp, int modules, const float *u, const float *v, int count,
    double sigma, float *values);

#endif
