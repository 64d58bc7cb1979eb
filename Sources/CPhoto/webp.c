#include <stdlib.h>
#include <string.h>
#include <webp/decode.h>

#include "CPhoto.h"

static PhotoStatus status_of(VP8StatusCode code) {
    switch (code) {
        case VP8_STATUS_OK: return photo_ok;
        case VP8_STATUS_OUT_OF_MEMORY: return photo_no_memory;
        case VP8_STATUS_UNSUPPORTED_FEATURE: return photo_unsupported;
        case VP8_STATUS_SUSPENDED:
        case VP8_STATUS_NOT_ENOUGH_DATA: return photo_truncated;
        default: return photo_damaged;
    }
}

static PhotoStatus refuse(VP8StatusCode code, char *reason) {
    static const char *const words[] = {
        "", "out of memory", "invalid parameter", "bitstream error", "unsupported feature", "suspended",
        "user abort", "not enough data",
    };
    const size_t count = sizeof words / sizeof *words;
    strncpy(reason, (size_t)code < count ? words[code] : "unknown", photo_reason_length - 1);
    return status_of(code);
}

// WebP's luma goes from 16 to 235 (RFC 6386, section 9.2): stretched to what every other format has.
static uint8_t full_range(uint8_t luma) {
    const int value = ((luma - 16) * 255 + 109) / 219;
    return (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
}

static void lay_grey_on_white(PhotoRaster raster, const uint8_t *alpha) {
    const size_t count = (size_t)raster.width * raster.height;
    for (size_t index = 0; index < count; index++) {
        const unsigned value = full_range(raster.pixels[index]);
        const unsigned cover = alpha == NULL ? 255 : alpha[index];
        raster.pixels[index] = (uint8_t)((value * cover + 255 * (255 - cover) + 127) / 255);
    }
}

/// The Y plane goes straight into the raster; the others, which nobody looks at, into a room of their own.
static PhotoStatus decode_grey(
    const uint8_t *bytes, size_t count, WebPDecoderConfig *config, PhotoRaster raster, char *reason) {
    const size_t across = (raster.width + 1) / 2, chroma = across * ((raster.height + 1) / 2);
    const size_t luma = (size_t)raster.width * raster.height;
    const int has_alpha = config->input.has_alpha;
    uint8_t *room = malloc(2 * chroma + (has_alpha ? luma : 0));
    if (room == NULL) return photo_no_memory;
    WebPYUVABuffer *planes = &config->output.u.YUVA;
    config->output.colorspace = has_alpha ? MODE_YUVA : MODE_YUV;
    planes->y = raster.pixels;
    planes->y_stride = (int)raster.width;
    planes->y_size = luma;
    planes->u = room;
    planes->v = room + chroma;
    planes->u_stride = planes->v_stride = (int)across;
    planes->u_size = planes->v_size = chroma;
    if (has_alpha) {
        planes->a = room + 2 * chroma;
        planes->a_stride = (int)raster.width;
        planes->a_size = luma;
    }
    const VP8StatusCode code = WebPDecode(bytes, count, config);
    if (code == VP8_STATUS_OK) lay_grey_on_white(raster, planes->a);
    free(room);
    return code == VP8_STATUS_OK ? photo_ok : refuse(code, reason);
}

static PhotoStatus decode_opaque(
    const uint8_t *bytes, size_t count, WebPDecoderConfig *config, PhotoRaster raster, char *reason) {
    config->output.colorspace = MODE_RGB;
    config->output.u.RGBA.rgba = raster.pixels;
    config->output.u.RGBA.stride = (int)raster.width * 3;
    config->output.u.RGBA.size = (size_t)raster.width * raster.height * 3;
    const VP8StatusCode code = WebPDecode(bytes, count, config);
    return code == VP8_STATUS_OK ? photo_ok : refuse(code, reason);
}

static PhotoStatus decode_transparent(
    const uint8_t *bytes, size_t count, WebPDecoderConfig *config, PhotoRaster raster, char *reason) {
    const size_t pixels = (size_t)raster.width * raster.height;
    uint8_t *room = malloc(pixels * 4);
    if (room == NULL) return photo_no_memory;
    config->output.colorspace = MODE_RGBA;
    config->output.u.RGBA.rgba = room;
    config->output.u.RGBA.stride = (int)raster.width * 4;
    config->output.u.RGBA.size = pixels * 4;
    const VP8StatusCode code = WebPDecode(bytes, count, config);
    for (size_t index = 0; code == VP8_STATUS_OK && index < pixels; index++) {
        const unsigned alpha = room[4 * index + 3];
        for (int i = 0; i < 3; i++)
            raster.pixels[3 * index + i] =
                (uint8_t)((room[4 * index + i] * alpha + 255 * (255 - alpha) + 127) / 255);
    }
    free(room);
    return code == VP8_STATUS_OK ? photo_ok : refuse(code, reason);
}

PhotoStatus photo_decode_webp(
    const uint8_t *bytes, size_t count, uint32_t stored_width, uint32_t stored_height, PhotoRaster raster,
    char *reason) {
    reason[0] = 0;
    WebPDecoderConfig config;
    if (!WebPInitDecoderConfig(&config)) return photo_unsupported;
    const VP8StatusCode code = WebPGetFeatures(bytes, count, &config.input);
    if (code != VP8_STATUS_OK) return refuse(code, reason);
    if (config.input.has_animation) return photo_unsupported;
    if ((uint32_t)config.input.width != stored_width) return photo_other_size;
    if ((uint32_t)config.input.height != stored_height) return photo_other_size;
    config.options.use_scaling = raster.width != stored_width || raster.height != stored_height;
    config.options.scaled_width = (int)raster.width;
    config.options.scaled_height = (int)raster.height;
    config.output.is_external_memory = 1;
    if (raster.channels == 1) return decode_grey(bytes, count, &config, raster, reason);
    return config.input.has_alpha ? decode_transparent(bytes, count, &config, raster, reason)
                                  : decode_opaque(bytes, count, &config, raster, reason);
}
