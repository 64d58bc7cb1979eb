#ifndef MENDMARK_CRSVG_SHIM_H
#define MENDMARK_CRSVG_SHIM_H

// librsvg, which draws an SVG picture on a cairo context.
#include <librsvg/rsvg.h>

#endif
