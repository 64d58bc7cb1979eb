#ifndef ALIGN_H
#define ALIGN_H

#include "crop.h"

/// What is looked for: −1 the function modules alone, else all that is known under this mask.
typedef int KnownPicture;

/// Moves a warp (Gauss–Newton) to where the known picture, blurred by each of the sigmas (in modules) in
/// turn, fits best. Returns the size of the correlation, 0 to 1; 0 where it came to nothing.
double symbol_align(
    SymbolCrop *crop, const SymbolWorld *world, SymbolWarp *warp, KnownPicture picture, const double *sigmas,
    int sigma_count, int steps_max, int bends, double least);

#endif
