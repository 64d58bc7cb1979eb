#ifndef MENDMARK_CZLIB_SHIM_H
#define MENDMARK_CZLIB_SHIM_H

// zlib, for PNG files and for answers to browsers.
#include <zlib.h>

#endif
