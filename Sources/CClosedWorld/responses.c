#include "responses.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "plane.h"
#include "vectorised.h"

/// The pattern turned, blurred, without its mean; `norm` is the root of the sum of squares.
typedef struct {
    float values[pattern_side * pattern_side];
    float norm;
} Pattern;

static void draw(Pattern *pattern, double degrees) {
    const int fine = 4;
    const double angle = degrees * 6.283185307179586 / 360, c = cos(angle), s = sin(angle);
    float room[pattern_side * pattern_side];
    for (int y = 0; y < pattern_side; y++)
        for (int x = 0; x < pattern_side; x++) {
            double sum = 0;
            for (int k = 0; k < fine * fine; k++) {
                const double px = (x + (k % fine + .5) / fine) / pitch - 5.5,
                             py = (y + (k / fine + .5) / fine) / pitch - 5.5;
                const double u = fabs(c * px + s * py), v = fabs(c * py - s * px), far = u > v ? u : v;
                sum += far < 1.5 || (far > 2.5 && far < 3.5) ? 1 : far < 4.5 ? -1 : 0;
            }
            pattern->values[y * pattern_side + x] = (float)(sum / (fine * fine));
        }
    plane_blur(pattern->values, pattern->values, room, pattern_side, pattern_side, .6 * pitch);
    double mean = 0, square = 0;
    for (int i = 0; i < pattern_side * pattern_side; i++) mean += pattern->values[i];
    mean /= pattern_side * pattern_side;
    for (int i = 0; i < pattern_side * pattern_side; i++) {
        pattern->values[i] -= (float)mean;
        square += (double)pattern->values[i] * pattern->values[i];
    }
    pattern->norm = (float)sqrt(square);
}

static Pattern patterns[turns];
static pthread_once_t are_drawn = PTHREAD_ONCE_INIT;

static void draw_all(void) {
    for (int turn = 0; turn < turns; turn++) draw(&patterns[turn], turn * turn_step);
}

typedef float Eight __attribute__((vector_size(32), aligned(4)));

// Places whose sums stay in registers over the whole pattern.
enum { tile_rows = 4, tile_eights = 2, tile_columns = 8 * tile_eights };

/// The sums of products at the places of one tile, whose first is (x, y).
static inline __attribute__((always_inline)) void correlate_tile(
    const float *picture, int width, int x, int y, const Pattern *pattern, float *response, int wide) {
    Eight sums[tile_rows][tile_eights] = {0};
    for (int ty = 0; ty < pattern_side; ty++) {
        const float *weights = pattern->values + ty * pattern_side;
        const float *row = picture + (size_t)(y + ty) * width + x;
        for (int tx = 0; tx < pattern_side; tx++)
            for (int r = 0; r < tile_rows; r++)
                for (int e = 0; e < tile_eights; e++)
                    sums[r][e] += weights[tx] * *(const Eight *)(row + (size_t)r * width + tx + 8 * e);
    }
    for (int r = 0; r < tile_rows; r++)
        for (int e = 0; e < tile_eights; e++)
            *(Eight *)(response + (size_t)(y + r) * wide + x + 8 * e) = sums[r][e];
}

/// The normalised correlation, dark as plus: one value for each place of the pattern's top left corner.
VECTORISED static void correlate(
    const float *picture, int width, int wide, int high, const Pattern *pattern, const float *deviation,
    float *response) {
    if (wide < tile_columns || high < tile_rows) {
        memset(response, 0, sizeof *response * (size_t)wide * (size_t)high);
        return;
    }
    // The last tiles of a row and of a column overlap those before them.
    for (int row = 0; row < high; row += tile_rows) {
        const int y = row + tile_rows <= high ? row : high - tile_rows;
        for (int column = 0; column < wide; column += tile_columns) {
            const int x = column + tile_columns <= wide ? column : wide - tile_columns;
            correlate_tile(picture, width, x, y, pattern, response, wide);
        }
    }
    for (size_t i = 0; i < (size_t)wide * (size_t)high; i++)
        response[i] = deviation[i] > 0 ? -response[i] / (deviation[i] * pattern->norm) : 0;
}

void pattern_responses(
    const float *picture, int width, int height, int turn, const float *deviation, float *response) {
    pthread_once(&are_drawn, draw_all);
    correlate(
        picture, width, width - pattern_side + 1, height - pattern_side + 1, &patterns[turn], deviation,
        response);
}

int pattern_deviations(const float *picture, int width, int height, float *deviation) {
    const int stride = width + 1, wide = width - pattern_side + 1, high = height - pattern_side + 1;
    double *sums = calloc(2 * (size_t)stride * (height + 1), sizeof *sums),
           *squares = sums + (size_t)stride * (height + 1);
    if (!sums) return -1;
    for (int y = 0; y < height; y++) {
        double sum = 0, square = 0;
        for (int x = 0; x < width; x++) {
            const double value = picture[(size_t)y * width + x];
            sum += value;
            square += value * value;
            sums[(size_t)(y + 1) * stride + x + 1] = sums[(size_t)y * stride + x + 1] + sum;
            squares[(size_t)(y + 1) * stride + x + 1] = squares[(size_t)y * stride + x + 1] + square;
        }
    }
    for (int y = 0; y < high; y++)
        for (int x = 0; x < wide; x++) {
            const size_t a = (size_t)y * stride + x, b = a + pattern_side,
                         c = (size_t)(y + pattern_side) * stride + x, d = c + pattern_side;
            const double sum = sums[d] - sums[b] - sums[c] + sums[a];
            const double square = squares[d] - squares[b] - squares[c] + squares[a] -
                sum * sum / (pattern_side * pattern_side);
            // Flat to a grey value's rounding: nothing is there to correlate with.
            deviation[(size_t)y * wide + x] = square > 1 ? (float)sqrt(square) : 0;
        }
    free(sums);
    return 0;
}

VECTORISED static void spread(const float *source, float *out, float *room, int width, int height) {
    for (int y = 0; y < height; y++) {
        const float *row = source + (size_t)y * width;
        float *to = room + (size_t)y * width;
        memcpy(to, row, sizeof *to * (size_t)width);
        for (int i = 1; i <= pitch; i++) {
            for (int x = 0; x < width - i; x++) to[x] = row[x + i] > to[x] ? row[x + i] : to[x];
            for (int x = i; x < width; x++) to[x] = row[x - i] > to[x] ? row[x - i] : to[x];
        }
    }
    for (int y = 0; y < height; y++) {
        float *to = out + (size_t)y * width;
        memcpy(to, room + (size_t)y * width, sizeof *to * (size_t)width);
        for (int i = -pitch; i <= pitch; i++) {
            if (i == 0 || y + i < 0 || y + i >= height) continue;
            const float *row = room + (size_t)(y + i) * width;
            for (int x = 0; x < width; x++) to[x] = row[x] > to[x] ? row[x] : to[x];
        }
    }
}

void spread_peaks(const float *source, float *out, float *room, int width, int height) {
    spread(source, out, room, width, height);
}
