#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "GreyFilters.h"
#include "vectorised.h"

// Weights of coverage are in 1/256; a column of sums holds at most 255 · 256 · (source rows a destination row).
enum { whole = 256 };

VECTORISED static void add_row(const uint8_t *row, int count, uint32_t weight, uint32_t *sums) {
    for (int x = 0; x < count; x++) sums[x] += weight * row[x];
}

/// Averages `sums`, each of them `rows` source rows high (in 1/256), into one destination row.
static void close_row(
    const uint32_t *sums, int width, int channels, uint64_t rows, uint8_t *shrunk, int shrunk_width) {
    const uint64_t step = (uint64_t)width * whole / (uint64_t)shrunk_width;
    for (int x = 0; x < shrunk_width; x++) {
        const uint64_t from = (uint64_t)x * width * whole / shrunk_width;
        const uint64_t to = from + step;
        for (int channel = 0; channel < channels; channel++) {
            uint64_t sum = 0;
            for (uint64_t column = from / whole; column * whole < to; column++) {
                const uint64_t start = column * whole > from ? column * whole : from;
                const uint64_t end = (column + 1) * whole < to ? (column + 1) * whole : to;
                sum += (end - start) * sums[column * channels + channel];
            }
            shrunk[x * channels + channel] = (uint8_t)((sum + step * rows / 2) / (step * rows));
        }
    }
}

int grey_shrink(
    const uint8_t *source, int width, int height, int channels, uint8_t *shrunk, int shrunk_width,
    int shrunk_height) {
    const size_t stride = (size_t)width * channels;
    uint32_t *sums = malloc(stride * sizeof *sums);
    if (sums == NULL) return -1;
    const uint64_t step = (uint64_t)height * whole / (uint64_t)shrunk_height;
    for (int y = 0; y < shrunk_height; y++) {
        const uint64_t from = (uint64_t)y * height * whole / shrunk_height;
        const uint64_t to = from + step;
        memset(sums, 0, stride * sizeof *sums);
        for (uint64_t row = from / whole; row * whole < to; row++) {
            const uint64_t start = row * whole > from ? row * whole : from;
            const uint64_t end = (row + 1) * whole < to ? (row + 1) * whole : to;
            add_row(source + row * stride, (int)stride, (uint32_t)(end - start), sums);
        }
        close_row(
            sums, width, channels, step, shrunk + (size_t)y * shrunk_width * channels, shrunk_width);
    }
    free(sums);
    return 0;
}

static int sample(const uint8_t *source, int width, int height, int x, int y, int outside) {
    if (x < 0 || y < 0 || x >= width || y >= height) return outside;
    return source[(size_t)y * width + x];
}

void grey_warp(
    const uint8_t *source, int width, int height, uint8_t *warped, int warped_width, int warped_height,
    const double map[6], uint8_t outside) {
    for (int y = 0; y < warped_height; y++) {
        for (int x = 0; x < warped_width; x++) {
            // Bilinear weights count from pixel centres, hence the half.
            const double across = map[0] * (x + 0.5) + map[1] * (y + 0.5) + map[2] - 0.5;
            const double down = map[3] * (x + 0.5) + map[4] * (y + 0.5) + map[5] - 0.5;
            uint8_t *pixel = warped + (size_t)y * warped_width + x;
            *pixel = outside;
            if (!(across > -1 && down > -1 && across < width && down < height)) continue;
            // Both are above -1 here: adding 1 first makes the conversion round down, not towards zero.
            const int column = (int)(across + 1) - 1, row = (int)(down + 1) - 1;
            const int right = (int)((across - column) * whole), lower = (int)((down - row) * whole);
            const int top = sample(source, width, height, column, row, outside) * (whole - right)
                + sample(source, width, height, column + 1, row, outside) * right;
            const int bottom = sample(source, width, height, column, row + 1, outside) * (whole - right)
                + sample(source, width, height, column + 1, row + 1, outside) * right;
            *pixel = (uint8_t)((top * (whole - lower) + bottom * lower + whole * whole / 2) / (whole * whole));
        }
    }
}

void grey_invert(const uint8_t *source, int count, uint8_t *inverted) {
    for (int index = 0; index < count; index++) inverted[index] = 255 - source[index];
}

static inline int clamp(int value, int low, int high) {
    return value < low ? low : value > high ? high : value;
}

/// Column sums over the rows around row `y`, moved down from those of row `y - 1`; edge rows count repeatedly.
static inline __attribute__((always_inline)) void slide_sums(
    const uint8_t *source, int width, int height, int radius, int y, int32_t *sums) {
    if (y == 0) {
        memset(sums, 0, (size_t)width * sizeof *sums);
        for (int dy = -radius; dy <= radius; dy++) {
            const uint8_t *row = source + (size_t)clamp(dy, 0, height - 1) * width;
            for (int x = 0; x < width; x++) sums[x] += row[x];
        }
        return;
    }
    const uint8_t *gone = source + (size_t)clamp(y - 1 - radius, 0, height - 1) * width;
    const uint8_t *come = source + (size_t)clamp(y + radius, 0, height - 1) * width;
    for (int x = 0; x < width; x++) sums[x] += come[x] - gone[x];
}

/// The sums of boxes `2 * radius + 1` columns wide, made of the columns' sums; edge columns count repeatedly.
static void slide_boxes(const int32_t *sums, int width, int radius, int32_t *boxes) {
    int32_t sum = 0;
    for (int dx = -radius; dx <= radius; dx++) sum += sums[clamp(dx, 0, width - 1)];
    const int inner = clamp(radius, 0, width), last = clamp(width - 1 - radius, inner, width);
    int x = 0;
    for (; x < inner; x++) {
        boxes[x] = sum;
        sum += sums[clamp(x + 1 + radius, 0, width - 1)] - sums[0];
    }
    for (; x < last; x++) {
        boxes[x] = sum;
        sum += sums[x + 1 + radius] - sums[x - radius];
    }
    for (; x < width; x++) {
        boxes[x] = sum;
        sum += sums[width - 1] - sums[clamp(x - radius, 0, width - 1)];
    }
}

typedef uint8_t (*mean_filter)(int value, int mean, int strength);

/// The whole part of a quotient up to 255, by a product that is at most one off and then put right: unlike a
/// division that goes many at a time.
static inline int divided(int32_t sum, int32_t area, float share) {
    int quotient = (int)((float)sum * share);
    quotient -= quotient * area > sum;
    quotient += (quotient + 1) * area <= sum;
    return quotient;
}

static inline __attribute__((always_inline)) int filter_by_mean(
    const uint8_t *source, int width, int height, int radius, int strength, mean_filter filter,
    uint8_t *out) {
    int32_t *sums = malloc(2 * (size_t)width * sizeof *sums), *boxes = sums + width;
    if (sums == NULL) return -1;
    const int32_t area = (2 * radius + 1) * (2 * radius + 1);
    const float share = 1 / (float)area;
    for (int y = 0; y < height; y++) {
        slide_sums(source, width, height, radius, y, sums);
        slide_boxes(sums, width, radius, boxes);
        const uint8_t *row = source + (size_t)y * width;
        uint8_t *to = out + (size_t)y * width;
        for (int x = 0; x < width; x++) to[x] = filter(row[x], divided(boxes[x], area, share), strength);
    }
    free(sums);
    return 0;
}

static inline uint8_t sharpen(int value, int mean, int percent) {
    return (uint8_t)clamp(value + (value - mean) * percent / 100, 0, 255);
}

static inline uint8_t binarise(int value, int mean, int offset) { return value < mean - offset ? 0 : 255; }

VECTORISED int grey_sharpen(
    const uint8_t *source, int width, int height, int radius, int percent, uint8_t *sharpened) {
    return filter_by_mean(source, width, height, radius, percent, sharpen, sharpened);
}

VECTORISED int grey_binarise(
    const uint8_t *source, int width, int height, int radius, int offset, uint8_t *binary) {
    return filter_by_mean(source, width, height, radius, offset, binarise, binary);
}

static inline uint8_t blur(int value, int mean, int strength) {
    (void)value, (void)strength;
    return (uint8_t)mean;
}

VECTORISED int grey_blur(const uint8_t *source, int width, int height, int radius, uint8_t *blurred) {
    return filter_by_mean(source, width, height, radius, 0, blur, blurred);
}

/// SplitMix64: every state is good, and a whole stream follows from one number.
static uint64_t next_random(uint64_t *state) {
    uint64_t bits = *state += 0x9E3779B97F4A7C15;
    bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
    bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
    return bits ^ (bits >> 31);
}

void grey_grain(const uint8_t *source, int count, int strength, uint64_t seed, uint8_t *grained) {
    const int64_t span = strength + 1;
    for (int index = 0; index < count; index++) {
        const uint64_t bits = next_random(&seed);
        const int64_t one = (int64_t)(bits >> 32) * span >> 32, other = (int64_t)(bits & 0xFFFFFFFF) * span >> 32;
        grained[index] = (uint8_t)clamp(source[index] + (int)(one + other) - strength, 0, 255);
    }
}

static double aperture_mean(const uint8_t *source, int width, int height, double x, double y, double radius) {
    int64_t sum = 0, pixels = 0;
    for (int row = (int)floor(y - radius); row <= (int)floor(y + radius); row++) {
        for (int column = (int)floor(x - radius); column <= (int)floor(x + radius); column++) {
            const double dx = column + 0.5 - x, dy = row + 0.5 - y;
            if (dx * dx + dy * dy > radius * radius) continue;
            sum += sample(source, width, height, column, row, 255);
            pixels += 1;
        }
    }
    if (pixels == 0) return sample(source, width, height, (int)floor(x), (int)floor(y), 255);
    return (double)sum / pixels;
}

void grey_aperture_means(
    const uint8_t *source, int width, int height, const double *places, int count, double radius, double *means) {
    for (int index = 0; index < count; index++)
        means[index] = aperture_mean(source, width, height, places[2 * index], places[2 * index + 1], radius);
}

void grey_cell_energies(const uint8_t *source, int width, int height, int cell, uint8_t *energies) {
    const int across = width / cell, down = height / cell;
    for (int cell_y = 0; cell_y < down; cell_y++) {
        for (int cell_x = 0; cell_x < across; cell_x++) {
            int horizontal = 0, vertical = 0;
            for (int y = cell_y * cell; y < (cell_y + 1) * cell; y++) {
                const uint8_t *row = source + (size_t)y * width;
                const uint8_t *below = y + 1 < height ? row + width : row;
                for (int x = cell_x * cell; x < (cell_x + 1) * cell; x++) {
                    horizontal += abs(row[x + 1 < width ? x + 1 : x] - row[x]);
                    vertical += abs(below[x] - row[x]);
                }
            }
            const int least = horizontal < vertical ? horizontal : vertical;
            energies[cell_y * across + cell_x] = (uint8_t)(least / (cell * cell));
        }
    }
}

/// Where the stored pixel (x, y) stands in the upright picture (EXIF 2.32, tag 0x0112).
static size_t upright_index(int x, int y, int width, int height, int orientation) {
    const int right = width - 1 - x, bottom = height - 1 - y;
    switch (orientation) {
        case 2: return (size_t)y * width + right;
        case 3: return (size_t)bottom * width + right;
        case 4: return (size_t)bottom * width + x;
        case 5: return (size_t)x * height + y;
        case 6: return (size_t)x * height + bottom;
        case 7: return (size_t)right * height + bottom;
        case 8: return (size_t)right * height + y;
        default: return (size_t)y * width + x;
    }
}

void photo_turn(
    const uint8_t *source, int width, int height, int channels, int orientation, uint8_t *turned) {
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            const uint8_t *pixel = source + ((size_t)y * width + x) * channels;
            uint8_t *place = turned + upright_index(x, y, width, height, orientation) * channels;
            for (int channel = 0; channel < channels; channel++) place[channel] = pixel[channel];
        }
    }
}
