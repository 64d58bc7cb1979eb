#include <jerror.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include "CPhoto.h"

// jpeglib.h uses size_t and FILE without including what declares them.
#include <jpeglib.h>

// The error manager comes first in the struct: libjpeg hands back a pointer to it, which is then a pointer to all.
struct failure {
    struct jpeg_error_mgr manager;
    jmp_buf exit;
    PhotoStatus status;
    char *reason;
};

static PhotoStatus status_of(int code) {
    switch (code) {
        case JERR_OUT_OF_MEMORY:
        case JERR_NO_BACKING_STORE:
            return photo_no_memory;
        case JERR_BAD_PRECISION:
        case JERR_SOF_UNSUPPORTED:
        case JERR_CONVERSION_NOTIMPL:
        case JERR_NOT_COMPILED:
            return photo_unsupported;
        case JERR_INPUT_EMPTY:
        case JERR_INPUT_EOF:
            return photo_truncated;
        default:
            return photo_damaged;
    }
}

_Noreturn static void leave(j_common_ptr codec, PhotoStatus status) {
    struct failure *failure = (struct failure *)codec->err;
    char message[JMSG_LENGTH_MAX];
    codec->err->format_message(codec, message);
    strncpy(failure->reason, message, photo_reason_length - 1);
    failure->reason[photo_reason_length - 1] = 0;
    failure->status = status;
    longjmp(failure->exit, 1);
}

static void on_error(j_common_ptr codec) { leave(codec, status_of(codec->err->msg_code)); }

static void on_message(j_common_ptr codec, int level) {
    if (level >= 0) return;
    switch (codec->err->msg_code) {
        // Bytes between two markers, an odd Adobe or ICC note: phones write them, every pixel is there.
        case JWRN_EXTRANEOUS_DATA:
        case JWRN_ADOBE_XFORM:
        case JWRN_BOGUS_ICC:
            return;
        case JWRN_JPEG_EOF:
            leave(codec, photo_truncated);
        default:
            leave(codec, photo_damaged);
    }
}

static void catch_errors(struct failure *failure, char *reason) {
    jpeg_std_error(&failure->manager);
    failure->manager.error_exit = on_error;
    failure->manager.emit_message = on_message;
    failure->status = photo_ok;
    failure->reason = reason;
    reason[0] = 0;
}

// Everything a decode changes lives here, in the frame above the one that calls setjmp: after a longjmp the values
// of that function's own variables are undefined (C11 7.13.2.1).
struct decode {
    struct jpeg_decompress_struct codec;
    struct failure failure;
    struct jpeg_progress_mgr progress;
    int scans_max;
};

static void on_progress(j_common_ptr codec) {
    struct decode *decode = (struct decode *)codec;
    if (decode->codec.input_scan_number <= decode->scans_max) return;
    decode->failure.status = photo_too_many_scans;
    longjmp(decode->failure.exit, 1);
}

// libjpeg converts CMYK to nothing but CMYK. Adobe stores it inverted, and so does everyone since.
static void convert_cmyk(const uint8_t *cmyk, uint32_t width, int inverted, int channels, uint8_t *row) {
    for (uint32_t x = 0; x < width; x++) {
        unsigned ink[4];
        for (int i = 0; i < 4; i++) ink[i] = inverted ? cmyk[4 * x + i] : 255u - cmyk[4 * x + i];
        unsigned red = ink[0] * ink[3] / 255, green = ink[1] * ink[3] / 255, blue = ink[2] * ink[3] / 255;
        if (channels == 1) {
            row[x] = (uint8_t)((306 * red + 601 * green + 117 * blue + 512) >> 10);
        } else {
            row[3 * x] = (uint8_t)red;
            row[3 * x + 1] = (uint8_t)green;
            row[3 * x + 2] = (uint8_t)blue;
        }
    }
}

static void read_rows(struct decode *decode, PhotoRaster raster) {
    struct jpeg_decompress_struct *codec = &decode->codec;
    const size_t stride = (size_t)raster.width * raster.channels;
    JSAMPARRAY scratch = NULL;
    if (codec->out_color_space == JCS_CMYK)
        scratch = codec->mem->alloc_sarray((j_common_ptr)codec, JPOOL_IMAGE, 4 * raster.width, 1);
    while (codec->output_scanline < codec->output_height) {
        JSAMPROW row = raster.pixels + stride * codec->output_scanline;
        if (scratch == NULL) {
            jpeg_read_scanlines(codec, &row, 1);
        } else {
            jpeg_read_scanlines(codec, scratch, 1);
            convert_cmyk(scratch[0], raster.width, codec->saw_Adobe_marker, raster.channels, row);
        }
    }
}

static PhotoStatus run_decode(
    struct decode *decode, const uint8_t *bytes, size_t count, int eighths, const PhotoDecodeLimits *limits,
    PhotoRaster raster) {
    struct jpeg_decompress_struct *codec = &decode->codec;
    if (setjmp(decode->failure.exit)) return decode->failure.status;
    jpeg_create_decompress(codec);
    codec->mem->max_memory_to_use = limits->memory_max;
    decode->progress.progress_monitor = on_progress;
    decode->scans_max = limits->scans_max;
    codec->progress = &decode->progress;
    jpeg_mem_src(codec, bytes, count);
    jpeg_read_header(codec, TRUE);
    const int is_cmyk = codec->jpeg_color_space == JCS_CMYK || codec->jpeg_color_space == JCS_YCCK;
    codec->out_color_space = is_cmyk ? JCS_CMYK : raster.channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
    codec->scale_num = (unsigned)eighths;
    codec->scale_denom = 8;
    jpeg_calc_output_dimensions(codec);
    if (codec->output_width != raster.width || codec->output_height != raster.height) return photo_other_size;
    jpeg_start_decompress(codec);
    read_rows(decode, raster);
    jpeg_finish_decompress(codec);
    return photo_ok;
}

PhotoStatus photo_decode_jpeg(
    const uint8_t *bytes, size_t count, int eighths, const PhotoDecodeLimits *limits, PhotoRaster raster,
    char *reason) {
    struct decode decode;
    memset(&decode, 0, sizeof decode);
    catch_errors(&decode.failure, reason);
    decode.codec.err = &decode.failure.manager;
    PhotoStatus status = run_decode(&decode, bytes, count, eighths, limits, raster);
    // Does nothing where jpeg_create_decompress itself failed: the memory manager is then still NULL.
    jpeg_destroy_decompress(&decode.codec);
    return status;
}

struct encode {
    struct jpeg_compress_struct codec;
    struct failure failure;
    struct jpeg_destination_mgr destination;
    uint8_t *room;
    size_t room_count;
};

static void start_writing(j_compress_ptr codec) {
    struct encode *encode = (struct encode *)codec;
    encode->destination.next_output_byte = encode->room;
    encode->destination.free_in_buffer = encode->room_count;
}

// The library's own memory destination loses its buffer when an error leaves in the middle; this one has none.
static boolean on_full(j_compress_ptr codec) {
    struct encode *encode = (struct encode *)codec;
    encode->failure.status = photo_no_room;
    longjmp(encode->failure.exit, 1);
}

static void end_writing(j_compress_ptr codec) { (void)codec; }

static PhotoStatus run_encode(struct encode *encode, PhotoRaster raster, int quality) {
    struct jpeg_compress_struct *codec = &encode->codec;
    if (setjmp(encode->failure.exit)) return encode->failure.status;
    jpeg_create_compress(codec);
    encode->destination.init_destination = start_writing;
    encode->destination.empty_output_buffer = on_full;
    encode->destination.term_destination = end_writing;
    codec->dest = &encode->destination;
    codec->image_width = raster.width;
    codec->image_height = raster.height;
    codec->input_components = raster.channels;
    codec->in_color_space = raster.channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(codec);
    jpeg_set_quality(codec, quality, TRUE);
    codec->optimize_coding = TRUE;
    jpeg_start_compress(codec, TRUE);
    const size_t stride = (size_t)raster.width * raster.channels;
    while (codec->next_scanline < codec->image_height) {
        JSAMPROW row = raster.pixels + stride * codec->next_scanline;
        jpeg_write_scanlines(codec, &row, 1);
    }
    jpeg_finish_compress(codec);
    return photo_ok;
}

PhotoStatus photo_encode_jpeg(
    PhotoRaster raster, int quality, uint8_t *room, size_t room_count, size_t *written, char *reason) {
    struct encode encode;
    memset(&encode, 0, sizeof encode);
    catch_errors(&encode.failure, reason);
    encode.codec.err = &encode.failure.manager;
    encode.room = room;
    encode.room_count = room_count;
    PhotoStatus status = run_encode(&encode, raster, quality);
    *written = status == photo_ok ? room_count - encode.destination.free_in_buffer : 0;
    jpeg_destroy_compress(&encode.codec);
    return status;
}
