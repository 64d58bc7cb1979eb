#ifndef CZXING_H
#define CZXING_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// One QR symbol. `bytes` is what the symbol holds, `text` the same as UTF-8; neither ends with a zero.
typedef struct {
    const uint8_t *bytes;
    size_t byte_count;
    const char *text;
    size_t text_count;
    /// Nonzero where the symbol names its character set itself (ECI); then `bytes` alone don't tell the text.
    int names_charset;
    /// x and y of the corners in pixels of the image, in the symbol's own order: top left, top right, bottom right,
    /// bottom left.
    int corners[8];
} CZXingSymbol;

typedef void (*czxing_symbol_handler)(const CZXingSymbol *symbol, void *context);

/// Finds all QR symbols of an 8-bit grey image whose rows follow each other without padding. `found` is called once
/// for each symbol before this returns; what its argument points to is valid during that call only.
///
/// `is_global`: nonzero for one threshold of brightness for the whole image, else by the neighbourhood.
///
/// Returns the number of symbols, or -1 where the library threw (out of memory, an image it can't hold).
/// No state is kept between calls: any thread may call it at any time.
int czxing_read_qr(
    const uint8_t *grey, int width, int height, int is_global, czxing_symbol_handler found, void *context);

#ifdef __cplusplus
}
#endif

#endif
