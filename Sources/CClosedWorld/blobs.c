#include "blobs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "hull.h"
#include "plane.h"
#include "vectorised.h"

typedef struct {
    SymbolBlob blob;
    /// Its pixels' mask at the pyramid's size; owned.
    uint8_t *mask;
    int left, top, width, height;
    double scale;
} Candidate;

typedef struct {
    Candidate *items;
    int count, room;
} Candidates;

/// Greatest minus least of the 3 × 3 around.
static void
gradient(const uint8_t *grey, int width, int height, uint8_t *edges, uint8_t *least, uint8_t *most) {
    for (int y = 0; y < height; y++) {
        const uint8_t *rows[3];
        for (int i = 0; i < 3; i++) {
            int row = y + i - 1;
            row = row < 0 ? 0 : row >= height ? height - 1 : row;
            rows[i] = grey + (size_t)row * width;
        }
        for (int x = 0; x < width; x++) {
            uint8_t low = rows[0][x], high = low;
            for (int i = 1; i < 3; i++) {
                low = rows[i][x] < low ? rows[i][x] : low;
                high = rows[i][x] > high ? rows[i][x] : high;
            }
            least[x + 1] = low;
            most[x + 1] = high;
        }
        least[0] = least[1]; most[0] = most[1];
        least[width + 1] = least[width]; most[width + 1] = most[width];
        uint8_t *out = edges + (size_t)y * width;
        for (int x = 0; x < width; x++) {
            uint8_t low = least[x], high = most[x];
            low = least[x + 1] < low ? least[x + 1] : low; high = most[x + 1] > high ? most[x + 1] : high;
            low = least[x + 2] < low ? least[x + 2] : low; high = most[x + 2] > high ? most[x + 2] : high;
            out[x] = (uint8_t)(high - low);
        }
    }
}

/// Otsu's threshold, and the median.
static double otsu(const uint8_t *values, size_t count, double *median) {
    double histogram[256] = {0}, sum = 0;
    for (size_t i = 0; i < count; i++) histogram[values[i]] += 1;
    for (int i = 0; i < 256; i++) sum += i * histogram[i];
    double seen = 0;
    *median = 255;
    for (int i = 0; i < 256; i++) {
        seen += histogram[i];
        if (seen * 2 >= count) { *median = i; break; }
    }
    double low = 0, low_sum = 0, best = -1;
    int threshold = 0;
    for (int i = 0; i < 255; i++) {
        low += histogram[i];
        low_sum += i * histogram[i];
        const double high = count - low;
        if (low == 0 || high == 0) continue;
        const double apart = low_sum / low - (sum - low_sum) / high, between = low * high * apart * apart;
        if (between > best) { best = between; threshold = i; }
    }
    return threshold;
}

/// 1 where more than `density` of the box of `side` around is above the threshold; `sums`: (width + 1) ·
/// (height + 1).
VECTORISED static void dense(
    const int32_t *sums, int width, int height, int side, double density, uint8_t *mask) {
    const int radius = side / 2, stride = width + 1;
    const int32_t least = (int32_t)floor(density * side * side);
    for (int y = 0; y < height; y++) {
        const int top = y > radius ? y - radius : 0,
                  bottom = y + radius + 1 < height ? y + radius + 1 : height;
        const int32_t *upper = sums + (size_t)top * stride, *lower = sums + (size_t)bottom * stride;
        uint8_t *out = mask + (size_t)y * width;
        // The inner part, whose boxes are whole, by itself: it has no branch.
        const int first = radius < width ? radius : width;
        const int last = width - radius > first ? width - radius : first, wide = radius + 1;
        for (int x = 0; x < first; x++) {
            const int right = x + radius + 1 < width ? x + radius + 1 : width;
            out[x] = lower[right] - lower[0] - upper[right] + upper[0] > least;
        }
        for (int x = first; x < last; x++)
            out[x] = lower[x + wide] - lower[x - radius] - upper[x + wide] + upper[x - radius] > least;
        for (int x = last; x < width; x++) {
            const int left = x > radius ? x - radius : 0;
            out[x] = lower[width] - lower[left] - upper[width] + upper[left] > least;
        }
    }
}

static void keep(Candidates *list, Candidate one) {
    if (list->count == list->room) {
        const int room = list->room ? 2 * list->room : 64;
        Candidate *grown = realloc(list->items, sizeof *grown * (size_t)room);
        if (!grown) { free(one.mask); return; }
        list->items = grown;
        list->room = room;
    }
    list->items[list->count++] = one;
}

/// Takes the component at a pixel off the mask. `stack` has room for every pixel.
static int take(
    uint8_t *mask, int width, int height, int start, int32_t *stack, int *left, int *top, int *right,
    int *bottom) {
    int count = 0, waiting = 0;
    stack[waiting++] = start;
    mask[start] = 2;
    *left = *right = start % width;
    *top = *bottom = start / width;
    // What was taken stays in the stack's beginning: the component's pixels.
    while (count < waiting) {
        const int pixel = stack[count++], x = pixel % width, y = pixel / width;
        if (x < *left) *left = x;
        if (x > *right) *right = x;
        if (y < *top) *top = y;
        if (y > *bottom) *bottom = y;
        for (int dy = -1; dy <= 1; dy++)
            for (int dx = -1; dx <= 1; dx++) {
                if (x + dx < 0 || y + dy < 0 || x + dx >= width || y + dy >= height) continue;
                const int near = pixel + dy * width + dx;
                if (mask[near] != 1) continue;
                mask[near] = 2;
                stack[waiting++] = near;
            }
    }
    return count;
}

/// How much the edges in a box look like a symbol's: they go all ways, and none of its inner ninths is
/// without.
static double texture(const uint8_t *grey, int stride, int left, int top, int wide, int high) {
    enum { across = 5, inner = 3 };
    double xx = 1e-9, xy = 0, yy = 0, cells[inner * inner] = {0};
    int counts[inner * inner] = {0};
    for (int y = top + 1; y < top + high - 1; y += 2)
        for (int x = left + 1; x < left + wide - 1; x += 2) {
            const uint8_t *at = grey + (size_t)y * stride + x;
            const double dx = at[1] - at[-1], dy = at[stride] - at[-stride];
            xx += dx * dx;
            xy += dx * dy;
            yy += dy * dy;
            const int column = (x - left) * across / wide - 1, row = (y - top) * across / high - 1;
            if (column < 0 || row < 0 || column >= inner || row >= inner) continue;
            cells[row * inner + column] += dx * dx + dy * dy;
            counts[row * inner + column]++;
        }
    double least = INFINITY, mean = 1e-9;
    for (int i = 0; i < inner * inner; i++) {
        const double cell = counts[i] ? cells[i] / counts[i] : 0;
        least = fmin(least, cell);
        mean += cell / (inner * inner);
    }
    const double one_way = sqrt((xx - yy) * (xx - yy) + 4 * xy * xy) / (xx + yy);
    return (1 - .5 * one_way) * (.5 + .5 * fmin(1, least / mean / .4));
}

static void components(
    const uint8_t *grey, uint8_t *mask, int width, int height, int box, double scale, int longest_max,
    int32_t *stack, Candidates *list) {
    const size_t count = (size_t)width * (size_t)height;
    const uint8_t *next = mask;
    while ((next = memchr(next, 1, count - (size_t)(next - mask)))) {
        const int start = (int)(next - mask);
        int left, top, right, bottom;
        const int area = take(mask, width, height, start, stack, &left, &top, &right, &bottom);
        const int wide = right - left + 1, high = bottom - top + 1;
        const int longest = wide > high ? wide : high, shortest = wide > high ? high : wide;
        if (shortest < 2 * box || longest < 36 || longest > 4 * shortest || longest > longest_max) continue;
        const double fill = (double)area / ((double)wide * high);
        // A tilted symbol fills little of its upright box.
        if (fill < (longest > 2 * shortest ? .4 : .3)) continue;
        Candidate one = {.left = left, .top = top, .width = wide, .height = high, .scale = scale};
        one.blob.score = (float)(fill * shortest / longest * sqrt((longest < 150 ? longest : 150) / 150.0) *
            texture(grey, width, left, top, wide, high));
        one.blob.x = (float)((left + wide / 2.0) / scale);
        one.blob.y = (float)((top + high / 2.0) / scale);
        one.blob.side = (float)(longest / scale);
        one.mask = calloc((size_t)wide * high, 1);
        if (!one.mask) return;
        for (int i = 0; i < area; i++)
            one.mask[(size_t)(stack[i] / width - top) * wide + (stack[i] % width - left)] = 1;
        keep(list, one);
    }
}

static void search(const uint8_t *grey, int width, int height, double scale, int size, Candidates *list) {
    const size_t count = (size_t)width * height;
    uint8_t *edges = malloc(count), *mask = malloc(count), *rows = malloc(2 * ((size_t)width + 2));
    int32_t *sums = calloc((size_t)(width + 1) * (height + 1), sizeof *sums),
            *stack = malloc(count * sizeof *stack);
    if (edges && mask && rows && sums && stack) {
        gradient(grey, width, height, edges, rows, rows + width + 2);
        double median;
        const double strong = otsu(edges, count, &median);
        const double thresholds[2] = {strong, fmax(.4 * strong, 2.2 * median)};
        for (int t = 0; t < 2; t++) {
            for (int y = 0; y < height; y++) {
                int32_t row = 0;
                const int32_t *above = sums + (size_t)y * (width + 1);
                int32_t *out = sums + (size_t)(y + 1) * (width + 1);
                for (int x = 0; x < width; x++) {
                    row += edges[(size_t)y * width + x] > thresholds[t];
                    out[x + 1] = above[x + 1] + row;
                }
            }
            for (int box = 9; box <= 21; box += 12)
                for (int d = 0; d < 2; d++) {
                    dense(sums, width, height, box, d ? .75 : .5, mask);
                    components(
                        grey, mask, width, height, box, scale, size > 400 ? 420 : 1 << 30, stack, list);
                }
        }
    }
    free(edges); free(mask); free(rows); free(sums); free(stack);
}

static int by_score(const void *one, const void *other) {
    const float a = ((const Candidate *)one)->blob.score, b = ((const Candidate *)other)->blob.score;
    return a < b ? 1 : a > b ? -1 : 0;
}

static int is_new(const SymbolBlob *blob, const SymbolBlob *known, int count) {
    for (int i = 0; i < count; i++) {
        const float side = blob->side > known[i].side ? blob->side : known[i].side;
        const float ratio = blob->side / known[i].side;
        if (hypotf(blob->x - known[i].x, blob->y - known[i].y) <= .2f * side && ratio > .75f && ratio < 1.33f)
            return 0;
    }
    return 1;
}

int symbol_blobs(GreyPicture picture, SymbolBlob *blobs, int blobs_max) {
    const int width = picture.width, height = picture.height;
    Candidates list = {0};
    const int longest = width > height ? width : height;
    for (int size = 3200; size >= 400; size /= 2) {
        if (size > 1.3 * longest) continue;
        if (size >= longest) {
            search(picture.grey, width, height, 1, size, &list);
            continue;
        }
        const double scale = (double)size / longest;
        Plane plane = plane_scaled(picture, 0, 0, width, height, scale);
        uint8_t *small = plane.values ? malloc((size_t)plane.width * plane.height) : NULL;
        if (small) {
            for (int i = 0; i < plane.width * plane.height; i++) small[i] = (uint8_t)(plane.values[i] + .5f);
            search(small, plane.width, plane.height, scale, size, &list);
        }
        free(plane.values);
        free(small);
    }
    if (list.count) qsort(list.items, (size_t)list.count, sizeof *list.items, by_score);
    int count = 0;
    for (int i = 0; i < list.count; i++) {
        Candidate *one = &list.items[i];
        if (count < blobs_max && is_new(&one->blob, blobs, count)) {
            one->blob.quad_count = quads_round(one->mask, one->width, one->height, one->blob.quads);
            for (int q = 0; q < one->blob.quad_count; q++)
                for (int k = 0; k < 8; k++) {
                    const float corner = one->blob.quads[q][k] + (k % 2 ? (float)one->top : (float)one->left);
                    one->blob.quads[q][k] = (float)((corner + .5) / one->scale - .5);
                }
            blobs[count++] = one->blob;
        }
        free(one->mask);
    }
    free(list.items);
    return count;
}
