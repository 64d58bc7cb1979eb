// text() as UTF-8 in std::string: without it zxing-cpp 1.4 answers with wide strings and warns about it.
#define ZX_USE_UTF8 1

#include "CZXing.h"

#include <ZXing/ReadBarcode.h>

#include <string>

// Swift can't catch a C++ exception: each one ends here.
int czxing_read_qr(
    const uint8_t *grey, int width, int height, int is_global, czxing_symbol_handler found, void *context) {
    try {
        ZXing::DecodeHints hints;
        hints.setFormats(ZXing::BarcodeFormat::QRCode);
        hints.setTryHarder(true);
        hints.setTryRotate(true);
        hints.setTryDownscale(true);
        hints.setBinarizer(is_global ? ZXing::Binarizer::GlobalHistogram : ZXing::Binarizer::LocalAverage);
        // Debian's 1.4 doesn't tell of QR symbols that it locates without reading them, setReturnErrors or not.
        const ZXing::ImageView image(grey, width, height, ZXing::ImageFormat::Lum);
        int count = 0;
        for (const ZXing::Result &result : ZXing::ReadBarcodes(image, hints)) {
            if (!result.isValid()) continue;
            const std::string text = result.text();
            const ZXing::ByteArray &bytes = result.bytes();
            CZXingSymbol symbol = {};
            symbol.bytes = bytes.data();
            symbol.byte_count = bytes.size();
            symbol.text = text.data();
            symbol.text_count = text.size();
            symbol.names_charset = result.hasECI();
            for (int corner = 0; corner < 4; corner++) {
                symbol.corners[2 * corner] = result.position()[corner].x;
                symbol.corners[2 * corner + 1] = result.position()[corner].y;
            }
            found(&symbol, context);
            count += 1;
        }
        return count;
    } catch (...) {
        return -1;
    }
}
