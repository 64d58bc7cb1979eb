#include <libheif/heif.h>
#include <string.h>

#include "CPhoto.h"

static PhotoStatus status_of(struct heif_error error) {
    switch (error.code) {
        case heif_error_Ok: return photo_ok;
        case heif_error_Memory_allocation_error:
            return error.subcode == heif_suberror_Security_limit_exceeded ? photo_damaged : photo_no_memory;
        case heif_error_Unsupported_filetype:
        case heif_error_Unsupported_feature: return photo_unsupported;
        default: break;
    }
    return error.subcode == heif_suberror_End_of_data ? photo_truncated : photo_damaged;
}

static PhotoStatus refuse(struct heif_error error, char *reason) {
    if (error.message != NULL) strncpy(reason, error.message, photo_reason_length - 1);
    return status_of(error);
}

/// Samples of up to 16 bits become bytes.
static void copy_plane(const uint8_t *plane, int stride, int bits, PhotoRaster raster) {
    const uint32_t across = raster.width * (uint32_t)raster.channels;
    for (uint32_t y = 0; y < raster.height; y++) {
        const uint8_t *row = plane + (size_t)y * (size_t)stride;
        uint8_t *out = raster.pixels + (size_t)y * across;
        if (bits == 8) {
            memcpy(out, row, across);
        } else {
            for (uint32_t x = 0; x < across; x++) {
                uint16_t sample;
                memcpy(&sample, row + 2 * x, sizeof sample);
                out[x] = (uint8_t)(bits > 8 ? sample >> (bits - 8) : sample << (8 - bits));
            }
        }
    }
}

static void lay_on_white(const uint8_t *plane, int stride, PhotoRaster raster) {
    for (uint32_t y = 0; y < raster.height; y++) {
        const uint8_t *row = plane + (size_t)y * (size_t)stride;
        uint8_t *out = raster.pixels + (size_t)y * raster.width * (size_t)raster.channels;
        for (uint32_t x = 0; x < raster.width; x++) {
            const unsigned alpha = row[4 * x + 3];
            unsigned laid[3];
            for (int i = 0; i < 3; i++) laid[i] = (row[4 * x + i] * alpha + 255 * (255 - alpha) + 127) / 255;
            if (raster.channels == 1) {
                out[x] = (uint8_t)((306u * laid[0] + 601u * laid[1] + 117u * laid[2] + 512u) >> 10);
            } else {
                for (int i = 0; i < 3; i++) out[3 * x + (uint32_t)i] = (uint8_t)laid[i];
            }
        }
    }
}

/// Hands the picture's samples over, where it has the sides that were promised.
static PhotoStatus hand_over(
    const struct heif_image *image, enum heif_channel channel, PhotoRaster *raster, char *reason) {
    const int width = heif_image_get_width(image, channel), height = heif_image_get_height(image, channel);
    strncpy(reason, "samples of another kind", photo_reason_length - 1);
    if (width <= 0 || height <= 0) return photo_unsupported;
    // Cropped it may be, but not larger than the room.
    if ((uint64_t)width * (uint64_t)height > (uint64_t)raster->width * raster->height) return photo_other_size;
    int stride = 0;
    const uint8_t *plane = heif_image_get_plane_readonly(image, channel, &stride);
    const int bits = heif_image_get_bits_per_pixel_range(image, channel);
    if (plane == NULL || bits < 1 || bits > 16) return photo_unsupported;
    raster->width = (uint32_t)width;
    raster->height = (uint32_t)height;
    if (heif_image_get_chroma_format(image) == heif_chroma_interleaved_RGBA) {
        if (bits != 8) return photo_unsupported;
        lay_on_white(plane, stride, *raster);
    } else {
        copy_plane(plane, stride, bits, *raster);
    }
    return photo_ok;
}

static PhotoStatus decode(const struct heif_image_handle *handle, PhotoRaster *raster, char *reason) {
    struct heif_decoding_options *options = heif_decoding_options_alloc();
    if (options == NULL) return photo_no_memory;
    options->convert_hdr_to_8bit = raster->channels == 3;
    options->strict_decoding = 1;
    // Brightness is the Y plane as it is stored; only colour, and what shines through, is converted.
    const int has_alpha = heif_image_handle_has_alpha_channel(handle);
    const int is_grey = raster->channels == 1 && !has_alpha;
    const enum heif_colorspace space = is_grey ? heif_colorspace_YCbCr : heif_colorspace_RGB;
    const enum heif_chroma chroma = is_grey ? heif_chroma_420
        : has_alpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB;
    if (has_alpha) options->convert_hdr_to_8bit = 1;
    struct heif_image *image = NULL;
    const struct heif_error error = heif_decode_image(handle, &image, space, chroma, options);
    heif_decoding_options_free(options);
    if (error.code != heif_error_Ok) return refuse(error, reason);
    const PhotoStatus status =
        hand_over(image, is_grey ? heif_channel_Y : heif_channel_interleaved, raster, reason);
    heif_image_release(image);
    return status;
}

enum { tile_side_max = 4096 };

PhotoStatus photo_decode_heic(const uint8_t *bytes, size_t count, PhotoRaster *raster, char *reason) {
    memset(reason, 0, photo_reason_length);
    struct heif_context *context = heif_context_alloc();
    if (context == NULL) return photo_no_memory;
    heif_context_set_max_decoding_threads(context, 0);
    const uint32_t longest = raster->width > raster->height ? raster->width : raster->height;
    // Tiles of a small picture may stick out of it.
    heif_context_set_maximum_image_size_limit(context, longest > tile_side_max ? (int)longest : tile_side_max);
    struct heif_image_handle *handle = NULL;
    PhotoStatus status = photo_ok;
    struct heif_error error = heif_context_read_from_memory_without_copy(context, bytes, count, NULL);
    if (error.code == heif_error_Ok) error = heif_context_get_primary_image_handle(context, &handle);
    if (error.code != heif_error_Ok) {
        status = refuse(error, reason);
    } else {
        status = decode(handle, raster, reason);
        heif_image_handle_release(handle);
    }
    heif_context_free(context);
    return status;
}
