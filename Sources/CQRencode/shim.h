#ifndef MENDMARK_CQRENCODE_SHIM_H
#define MENDMARK_CQRENCODE_SHIM_H

// libqrencode 4: Swift imports all of it as it is, so no inline wrapper is needed.
#include <qrencode.h>

#endif
