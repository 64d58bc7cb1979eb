#include "finders.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plane.h"
#include "responses.h"
#include "vectorised.h"

enum { pad = 6 * pitch, found_max = 4096 };

static const double tau = 6.283185307179586;

typedef struct {
    FinderTriple items[found_max];
    int count;
} Found;

typedef struct {
    const float *exact, *dilated;
    float *sums;
    int width, height;
    /// From the responses' places to the photo's pixels.
    double scale, left, top;
} Field;

static void refine(const Field *field, const int offsets[3][2], int x, int y, float score, Found *found) {
    if (found->count == found_max) return;
    FinderTriple *triple = &found->items[found->count++];
    triple->score = score;
    for (int i = 0; i < 3; i++) {
        int best_x = x + offsets[i][0], best_y = y + offsets[i][1];
        const int centre_x = best_x, centre_y = best_y;
        float most = -1;
        for (int v = centre_y - pitch; v <= centre_y + pitch; v++)
            for (int u = centre_x - pitch; u <= centre_x + pitch; u++) {
                if (u < 0 || v < 0 || u >= field->width || v >= field->height) continue;
                const float value = field->exact[(size_t)v * field->width + u];
                if (value > most) { most = value; best_x = u; best_y = v; }
            }
        triple->points[2 * i] = (float)((best_x + pattern_side / 2.0 - pad) / field->scale - .5 +
                                        field->left);
        triple->points[2 * i + 1] = (float)((best_y + pattern_side / 2.0 - pad) / field->scale - .5 +
                                            field->top);
    }
}

/// Adds the responses at the three places of a symbol turned by `angle`, and keeps the two best centres.
VECTORISED static void constellation(const Field *field, int modules, double angle, Found *found) {
    const double half = (modules - 7) / 2.0 * pitch;
    const double corners[3][2] = {{-half, -half}, {half, -half}, {-half, half}};
    int offsets[3][2], reach = 0;
    for (int i = 0; i < 3; i++) {
        offsets[i][0] = (int)lround(corners[i][0] * cos(angle) - corners[i][1] * sin(angle));
        offsets[i][1] = (int)lround(corners[i][0] * sin(angle) + corners[i][1] * cos(angle));
        for (int k = 0; k < 2; k++) reach = abs(offsets[i][k]) > reach ? abs(offsets[i][k]) : reach;
    }
    const int wide = field->width - 2 * reach, high = field->height - 2 * reach;
    if (wide < 1 || high < 1) return;
    float *row_most = field->sums + (size_t)wide * high;
    for (int y = 0; y < high; y++) {
        const float *one = field->dilated + (size_t)(y + reach + offsets[0][1]) * field->width + reach +
            offsets[0][0];
        const float *two = field->dilated + (size_t)(y + reach + offsets[1][1]) * field->width + reach +
            offsets[1][0];
        const float *three = field->dilated + (size_t)(y + reach + offsets[2][1]) * field->width + reach +
            offsets[2][0];
        float *out = field->sums + (size_t)y * wide, most = 0;
        for (int x = 0; x < wide; x++) out[x] = one[x] + two[x] + three[x];
        for (int x = 0; x < wide; x++) most = out[x] > most ? out[x] : most;
        row_most[y] = most;
    }
    for (int pick = 0; pick < 2; pick++) {
        int best_y = 0, best_x = 0;
        for (int y = 1; y < high; y++) if (row_most[y] > row_most[best_y]) best_y = y;
        const float score = row_most[best_y];
        if (score < 1) return;
        const float *row = field->sums + (size_t)best_y * wide;
        while (best_x < wide - 1 && row[best_x] != score) best_x++;
        refine(field, offsets, best_x + reach, best_y + reach, score, found);
        for (int y = best_y > 4 ? best_y - 4 : 0; y < high && y < best_y + 5; y++) {
            float *line = field->sums + (size_t)y * wide, most = 0;
            for (int x = best_x > 4 ? best_x - 4 : 0; x < wide && x < best_x + 5; x++) line[x] = 0;
            for (int x = 0; x < wide; x++) most = line[x] > most ? line[x] : most;
            row_most[y] = most;
        }
    }
}

static float *padded(const Plane *plane, int *width, int *height) {
    *width = plane->width + 2 * pad;
    *height = plane->height + 2 * pad;
    float *values = malloc(sizeof *values * (size_t)*width * (size_t)*height);
    if (!values) return NULL;
    for (int y = 0; y < *height; y++) {
        int row = y - pad;
        row = row < 0 ? 0 : row >= plane->height ? plane->height - 1 : row;
        for (int x = 0; x < *width; x++) {
            int column = x - pad;
            column = column < 0 ? 0 : column >= plane->width ? plane->width - 1 : column;
            values[(size_t)y * *width + x] = plane->values[(size_t)row * plane->width + column];
        }
    }
    return values;
}

static void search(const float *picture, int width, int height, int modules, Field *field, Found *found) {
    const int wide = width - pattern_side + 1, high = height - pattern_side + 1;
    const size_t count = (size_t)wide * high;
    float *room = malloc(sizeof *room * (6 * count + (size_t)high + 16));
    if (!room) return;
    float *deviation = room, *response = room + count, *exact = room + 2 * count, *dilated = room + 3 * count;
    float *scratch = room + 4 * count;
    if (pattern_deviations(picture, width, height, deviation) == 0) {
        *field = (Field){exact, dilated, room + 5 * count, wide, high, field->scale, field->left, field->top};
        for (int i = 0; i < turns; i++) {
            pattern_responses(picture, width, height, i, deviation, response);
            for (int sign = 1; sign >= -1; sign -= 2) {
                for (size_t k = 0; k < count; k++) exact[k] = sign * response[k] > 0 ? sign * response[k] : 0;
                spread_peaks(exact, dilated, scratch, wide, high);
                for (int quarter = 0; quarter < 4; quarter++)
                    for (int fine = -1; fine <= 1; fine += 2)
                        constellation(
                            field, modules, (i * turn_step + quarter * 90 + fine * 2.5) * tau / 360, found);
            }
        }
    }
    free(room);
}

static int by_score(const void *one, const void *other) {
    const float a = ((const FinderTriple *)one)->score, b = ((const FinderTriple *)other)->score;
    return a < b ? 1 : a > b ? -1 : 0;
}

static int is_new(const FinderTriple *triple, const FinderTriple *known, int count, int modules) {
    const float *p = triple->points;
    const float limit = 2 * hypotf(p[2] - p[0], p[3] - p[1]) / (float)(modules - 7);
    for (int i = 0; i < count; i++) {
        float apart = 0;
        for (int k = 0; k < 6; k++) apart = fmaxf(apart, fabsf(p[k] - known[i].points[k]));
        if (apart <= limit) return 0;
    }
    return 1;
}

int finder_triples(
    GreyPicture photo, int modules, double x, double y, double reach, double smallest, double largest,
    FinderTriple *triples, int triples_max) {
    const int left = (int)fmax(0, x - reach), top = (int)fmax(0, y - reach);
    const int right = (int)fmin(photo.width, x + reach), bottom = (int)fmin(photo.height, y + reach);
    Found *found = right > left && bottom > top ? calloc(1, sizeof *found) : NULL;
    if (!found) return 0;
    for (double module = smallest; module < largest; module *= 1.1) {
        const double scale = pitch / module;
        if (scale > 2.2) continue;
        Plane plane = plane_scaled(photo, left, top, right - left, bottom - top, scale);
        float *room = plane.values ? malloc(sizeof *room * (size_t)plane.width * plane.height) : NULL;
        if (room && plane.width >= 4 && plane.height >= 4) {
            plane_blur(plane.values, plane.values, room, plane.width, plane.height, .4 * pitch);
            int wide, high;
            float *picture = padded(&plane, &wide, &high);
            if (picture && wide >= (modules + 1) * pitch && high >= (modules + 1) * pitch) {
                Field field = {.scale = scale, .left = left, .top = top};
                search(picture, wide, high, modules, &field, found);
            }
            free(picture);
        }
        free(room);
        free(plane.values);
    }
    qsort(found->items, (size_t)found->count, sizeof *found->items, by_score);
    int count = 0;
    for (int i = 0; i < found->count && count < triples_max; i++)
        if (is_new(&found->items[i], triples, count, modules)) triples[count++] = found->items[i];
    free(found);
    return count;
}
