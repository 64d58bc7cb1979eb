#include <png.h>
#include <stdlib.h>
#include <string.h>

#include "CPhoto.h"

// Lives in the frame above the one that calls setjmp, see jpeg.c.
struct reading {
    png_structp png;
    png_infop info;
    const uint8_t *bytes;
    size_t count;
    size_t position;
    PhotoStatus status;
    char *reason;
    // One row as libpng gives it; all rows where the picture is interlaced.
    uint8_t *rows;
};

static void on_error(png_structp png, png_const_charp message) {
    struct reading *reading = png_get_error_ptr(png);
    if (reading->status == photo_ok) reading->status = photo_damaged;
    strncpy(reading->reason, message, photo_reason_length - 1);
    reading->reason[photo_reason_length - 1] = 0;
    png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp message) {
    (void)png;
    (void)message;
}

static void read_bytes(png_structp png, png_bytep into, size_t wanted) {
    struct reading *reading = png_get_io_ptr(png);
    if (wanted > reading->count - reading->position) {
        reading->status = photo_truncated;
        png_error(png, "the file ends inside a chunk");
    }
    memcpy(into, reading->bytes + reading->position, wanted);
    reading->position += wanted;
}

// Texts, profiles and the like are skipped unread: a thousand of them inflate to gigabytes.
static void skip_metadata(png_structp png) {
    static const png_byte wanted[] = "tRNS";
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_AS_DEFAULT, wanted, 1);
}

static void ask_for_eight_bits(png_structp png, int channels) {
    png_set_expand(png);
    png_set_scale_16(png);
    if (channels == 3) png_set_gray_to_rgb(png);
}

static uint8_t on_white(unsigned value, unsigned alpha) {
    return (uint8_t)((value * alpha + 255 * (255 - alpha) + 127) / 255);
}

/// From 1 to 4 channels (grey, grey and alpha, RGB, RGBA) to 1 or 3.
static void convert_row(const uint8_t *row, uint32_t width, int stored, uint8_t *out, int channels) {
    const int colours = stored < 3 ? 1 : 3;
    for (uint32_t x = 0; x < width; x++) {
        const uint8_t *pixel = row + (size_t)x * stored;
        const unsigned alpha = stored == colours ? 255 : pixel[colours];
        uint8_t laid[3];
        for (int i = 0; i < colours; i++) laid[i] = on_white(pixel[i], alpha);
        if (channels == colours) {
            memcpy(out + (size_t)x * channels, laid, (size_t)channels);
        } else {
            out[x] = (uint8_t)((306u * laid[0] + 601u * laid[1] + 117u * laid[2] + 512u) >> 10);
        }
    }
}

static PhotoStatus read_pixels(struct reading *reading, PhotoRaster raster) {
    png_structp png = reading->png;
    const int passes = png_set_interlace_handling(png);
    png_read_update_info(png, reading->info);
    const size_t row_length = png_get_rowbytes(png, reading->info);
    const int stored = png_get_channels(png, reading->info);
    const size_t kept_rows = passes == 1 ? 1 : raster.height;
    // Interlaced passes leave out pixels that an earlier pass wrote: the rows must start out defined.
    reading->rows = calloc(kept_rows, row_length);
    if (reading->rows == NULL) return photo_no_memory;
    const size_t stride = (size_t)raster.width * raster.channels;
    for (int pass = 0; pass < passes; pass++) {
        for (uint32_t y = 0; y < raster.height; y++) {
            uint8_t *row = reading->rows + (passes == 1 ? 0 : y * row_length);
            png_read_row(png, row, NULL);
            if (pass == passes - 1)
                convert_row(row, raster.width, stored, raster.pixels + stride * y, raster.channels);
        }
    }
    png_read_end(png, NULL);
    return photo_ok;
}

static PhotoStatus run_reading(struct reading *reading, PhotoRaster raster) {
    png_structp png = reading->png;
    if (setjmp(png_jmpbuf(png))) return reading->status;
    png_set_read_fn(png, reading, read_bytes);
    skip_metadata(png);
    png_read_info(png, reading->info);
    if (png_get_image_width(png, reading->info) != raster.width) return photo_other_size;
    if (png_get_image_height(png, reading->info) != raster.height) return photo_other_size;
    ask_for_eight_bits(png, raster.channels);
    return read_pixels(reading, raster);
}

PhotoStatus photo_decode_png(const uint8_t *bytes, size_t count, PhotoRaster raster, char *reason) {
    struct reading reading = {.bytes = bytes, .count = count, .status = photo_ok, .reason = reason};
    reason[0] = 0;
    reading.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &reading, on_error, on_warning);
    if (reading.png == NULL) return photo_no_memory;
    reading.info = png_create_info_struct(reading.png);
    PhotoStatus status = reading.info == NULL ? photo_no_memory : run_reading(&reading, raster);
    png_destroy_read_struct(&reading.png, &reading.info, NULL);
    free(reading.rows);
    return status;
}
