#ifndef CZBAR_SHIM_H
#define CZBAR_SHIM_H

#include <zbar.h>

// zbar_fourcc is a macro with casts, which Swift doesn't import: one byte of brightness a pixel, rows without padding.
static const unsigned long czbar_format_y800 = zbar_fourcc('Y', '8', '0', '0');

#endif
