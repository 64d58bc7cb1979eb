#ifndef CPHOTO_H
#define CPHOTO_H

#include <stddef.h>
#include <stdint.h>

#include "Confinement.h"
#include "GreyFilters.h"

// Pixels in (JPEG, PNG, WebP, HEIC) and out (JPEG). Every buffer belongs to the caller, so nothing here outlives a call; the libraries'
// errors, which leave by longjmp, end inside it.

typedef enum {
    photo_ok = 0,
    /// The bytes end before the picture does.
    photo_truncated,
    /// The bytes break the format's rules.
    photo_damaged,
    /// Within the format's rules, but not what this build decodes.
    photo_unsupported,
    /// More memory than the limit, or than there is.
    photo_no_memory,
    /// More progressive scans than the limit.
    photo_too_many_scans,
    /// The picture's size isn't the one the caller made room for.
    photo_other_size,
    /// The caller's buffer is too small for the encoded photo.
    photo_no_room,
} PhotoStatus;

typedef struct {
    /// Bytes that libjpeg may allocate for one photo.
    long memory_max;
    /// Progressive scans that are decoded at most; each one costs a pass over the whole picture.
    int scans_max;
} PhotoDecodeLimits;

/// Length of a buffer for the library's own words on a failure, with the closing zero.
enum { photo_reason_length = 200 };

/// What a decode wants: `channels` 1 (grey) or 3 (red, green, blue), rows without padding, exactly `width` × `height`.
typedef struct {
    uint8_t *pixels;
    uint32_t width;
    uint32_t height;
    int channels;
} PhotoRaster;

/// Decodes a JPEG at `eighths`/8 of its size, as it is stored (orientation not applied). The raster's sides must be
/// those of the photo × eighths ÷ 8, rounded up.
///
/// The first warning that tells of missing or wrong data ends the decode: a picture half of which is invented is no
/// evidence, and a file that warns in every block costs nothing this way.
PhotoStatus photo_decode_jpeg(
    const uint8_t *bytes, size_t count, int eighths, const PhotoDecodeLimits *limits, PhotoRaster raster,
    char *reason);

/// Decodes a PNG of any kind at its full size, transparency laid on white, 16 bits cut to 8.
PhotoStatus photo_decode_png(const uint8_t *bytes, size_t count, PhotoRaster raster, char *reason);

/// Decodes a WebP that holds one picture, scaled to the raster's sides, transparency laid on white.
///
/// `stored_width` and `stored_height`: as the caller read them in the header.
PhotoStatus photo_decode_webp(
    const uint8_t *bytes, size_t count, uint32_t stored_width, uint32_t stored_height, PhotoRaster raster,
    char *reason);

/// Decodes the primary picture of a HEIC upright, with its cropping: its own turns are applied, others there are none.
///
/// `raster`: in, room for width × height as the header states them, in either direction; out, the sides of what was
/// decoded, which has no more pixels.
PhotoStatus photo_decode_heic(const uint8_t *bytes, size_t count, PhotoRaster *raster, char *reason);

/// Encodes red, green, blue or grey as a baseline JPEG with a JFIF header and nothing else.
///
/// `written` is the length of the result in `room`, which holds `room_count` bytes.
PhotoStatus photo_encode_jpeg(
    PhotoRaster raster, int quality, uint8_t *room, size_t room_count, size_t *written, char *reason);

#endif
