#ifndef CCLOSED_WORLD_H
#define CCLOSED_WORLD_H

// Finds out which symbol of a register a photo shows, where no decoder reads it: the search for where a
// symbol could lie, its exact place by what is known of every symbol, the values of its other modules, and
// their comparison with the register.
//
// Grey pictures have 8 bits a pixel and rows without padding; pixel (0, 0) is centred at 0, 0 and both sides
// are at least
// 8. Modules are counted from the symbol's top left corner, the first centred at .5, .5. Every buffer belongs
// to the caller; nothing is kept between calls, and any thread may call at any time.

#include "blobs.h"
#include "finders.h"
#include "match.h"
#include "reading.h"
#include "symbol_world.h"

#endif
