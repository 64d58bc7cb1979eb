#ifndef MENDMARK_CZLIB_SHIM_H
#define MENDMARK_CZLIB_SHIM_H

// zlib, for PNG files.
#include <zlib.h>

#endif
