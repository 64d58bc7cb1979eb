#include "finders.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plane.h"
#include "responses.h"
#include "vectorised.h"

enum { pad = 6 * pitch, found_max = 16384, alone_found_max = 2048 };

static const double tau = 6.283185307179586;

typedef struct {
    FinderTriple items[found_max];
    int count;
    LoneFinder alone[alone_found_max];
    int alone_count;
} Found;

typedef struct {
    const float *exact;
    int width, height;
    /// The greatest answers round every second place.
    const float *peaks;
    int wide, high;
    float *sums;
    /// From the responses' places to the photo's pixels.
    double scale, left, top;
} Field;

/// Where the three patterns are exactly, round a centre in halves of the field.
static void refine(
    const Field *field, int modules, const double offsets[3][2], int x, int y, float score, Found *found) {
    if (found->count == found_max) return;
    FinderTriple *triple = &found->items[found->count++];
    triple->score = score;
    triple->modules = modules;
    for (int i = 0; i < 3; i++) {
        int best_x = 2 * x + (int)lround(offsets[i][0]), best_y = 2 * y + (int)lround(offsets[i][1]);
        const int centre_x = best_x, centre_y = best_y;
        float most = -1;
        for (int v = centre_y - pitch; v <= centre_y + pitch + 1; v++)
            for (int u = centre_x - pitch; u <= centre_x + pitch + 1; u++) {
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

typedef float Eight __attribute__((vector_size(32), aligned(4)));
typedef int32_t EightBits __attribute__((vector_size(32)));

/// The greatest of so many values; 0 where none is above. Eight side by side: none waits for the one before.
static inline __attribute__((always_inline)) float greatest(const float *values, size_t count) {
    Eight lanes = {0};
    size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        const Eight some = *(const Eight *)(values + i);
        const EightBits above = some > lanes;
        lanes = (Eight)(((EightBits)some & above) | ((EightBits)lanes & ~above));
    }
    float most = 0;
    for (; i < count; i++) most = values[i] > most ? values[i] : most;
    for (int k = 0; k < 8; k++) most = lanes[k] > most ? lanes[k] : most;
    return most;
}

/// Adds the responses at the three places of a symbol turned by `angle`, and keeps the two best centres.
VECTORISED static void constellation(const Field *field, int modules, double angle, Found *found) {
    const double half = (modules - 7) / 2.0 * pitch;
    const double corners[3][2] = {{-half, -half}, {half, -half}, {-half, half}};
    double offsets[3][2];
    int steps[3][2], reach = 0;
    for (int i = 0; i < 3; i++) {
        offsets[i][0] = corners[i][0] * cos(angle) - corners[i][1] * sin(angle);
        offsets[i][1] = corners[i][0] * sin(angle) + corners[i][1] * cos(angle);
        for (int k = 0; k < 2; k++) {
            steps[i][k] = (int)lround(offsets[i][k] / 2);
            reach = abs(steps[i][k]) > reach ? abs(steps[i][k]) : reach;
        }
    }
    const int wide = field->wide - 2 * reach, high = field->high - 2 * reach;
    if (wide < 1 || high < 1) return;
    const float *places[3];
    for (int i = 0; i < 3; i++)
        places[i] = field->peaks + (size_t)(reach + steps[i][1]) * field->wide + reach + steps[i][0];
    float *row_most = field->sums + (size_t)wide * high;
    for (int y = 0; y < high; y++) {
        const size_t row = (size_t)y * field->wide;
        const float *one = places[0] + row, *two = places[1] + row, *three = places[2] + row;
        float *restrict out = field->sums + (size_t)y * wide;
        for (int x = 0; x < wide; x++) out[x] = one[x] + two[x] + three[x];
        row_most[y] = greatest(out, (size_t)wide);
    }
    for (int pick = 0; pick < 2; pick++) {
        int best_y = 0, best_x = 0;
        for (int y = 1; y < high; y++) if (row_most[y] > row_most[best_y]) best_y = y;
        const float score = row_most[best_y];
        if (score < 1) return;
        const float *row = field->sums + (size_t)best_y * wide;
        while (best_x < wide - 1 && row[best_x] != score) best_x++;
        refine(field, modules, offsets, best_x + reach, best_y + reach, score, found);
        // Two modules round it are the same centre.
        for (int y = best_y > 2 ? best_y - 2 : 0; y < high && y < best_y + 3; y++) {
            float *line = field->sums + (size_t)y * wide;
            for (int x = best_x > 2 ? best_x - 2 : 0; x < wide && x < best_x + 3; x++) line[x] = 0;
            row_most[y] = greatest(line, (size_t)wide);
        }
    }
}

/// The best place for a single pattern; the waves there tell its angle exactly.
VECTORISED static void single(
    const Field *field, const PatternField *answers, float sign, Found *found) {
    size_t best = 0;
    const size_t count = (size_t)field->width * (size_t)field->height;
    const float most = greatest(field->exact, count);
    if (found->alone_count == alone_found_max || most < .5f) return;
    while (best < count - 1 && field->exact[best] != most) best++;
    const int x = (int)(best % (size_t)field->width), y = (int)(best / (size_t)field->width);
    found->alone[found->alone_count++] = (LoneFinder){
        .score = most,
        .x = (float)((x + pattern_side / 2.0 - pad) / field->scale - .5 + field->left),
        .y = (float)((y + pattern_side / 2.0 - pad) / field->scale - .5 + field->top),
        .module = (float)(pitch / field->scale),
        .angle = atan2f(sign * answers->waves[2][best], sign * answers->waves[1][best]) / 4};
}

/// Repeats the border; the places of a pattern's corner become a multiple of 8 across.
static float *padded(const Plane *plane, int *width, int *height) {
    const int wide = plane->width + 2 * pad - pattern_side + 1;
    *width = (wide + 7) / 8 * 8 + pattern_side - 1;
    *height = plane->height + 2 * pad;
    float *values = malloc(sizeof *values * (size_t)*width * (size_t)*height);
    if (!values) return NULL;
    for (int y = 0; y < *height; y++) {
        int row = y - pad;
        row = row < 0 ? 0 : row >= plane->height ? plane->height - 1 : row;
        const float *source = plane->values + (size_t)row * plane->width;
        float *out = values + (size_t)y * *width;
        for (int x = 0; x < pad; x++) out[x] = source[0];
        memcpy(out + pad, source, sizeof *out * (size_t)plane->width);
        for (int x = pad + plane->width; x < *width; x++) out[x] = source[plane->width - 1];
    }
    return values;
}

/// Dark patterns where `sign` is 1, light ones where it is −1; what answers as the other kind counts as
/// nothing.
VECTORISED static void take_sign(const float *response, float *exact, size_t count, float sign) {
    for (size_t i = 0; i < count; i++) {
        const float value = sign * response[i];
        exact[i] = value > 0 ? value : 0;
    }
}

/// `widths`: of the symbols that are looked for at this scale.
static void search(
    const float *picture, int width, int height, const int *widths, int width_count, Field *field,
    Found *found) {
    PatternField answers;
    if (pattern_field_make(&answers, picture, width, height) != 0) return;
    const int wide = answers.width, high = answers.height;
    const size_t count = (size_t)wide * high;
    const size_t quarter_count = (size_t)(wide / 2) * (size_t)(high / 2);
    const size_t rows_count = (size_t)high + 2 * (size_t)wide + 32;
    float *room = malloc(sizeof *room * (2 * count + 2 * quarter_count + rows_count));
    if (room) {
        float *response = room, *exact = response + count;
        float *peaks = exact + count, *sums = peaks + quarter_count;
        float *rows = sums + quarter_count + high + 16;
        *field = (Field){
            exact, wide, high, peaks, wide / 2, high / 2, sums, field->scale, field->left, field->top};
        for (int i = 0; i < turns; i++) {
            pattern_responses(&answers, i, response);
            for (int sign = 1; sign >= -1; sign -= 2) {
                take_sign(response, exact, count, (float)sign);
                single(field, &answers, (float)sign, found);
                spread_peaks(exact, peaks, rows, wide, high);
                for (int quarter = 0; quarter < 4; quarter++)
                    for (int fine = -1; fine <= 1; fine += 2)
                        for (int k = 0; k < width_count; k++)
                            constellation(
                                field, widths[k], (i * turn_step + quarter * 90 + fine * 2.5) * tau / 360,
                                found);
            }
        }
    }
    free(room);
    pattern_field_free(&answers);
}

static int by_score(const void *one, const void *other) {
    const float a = ((const FinderTriple *)one)->score, b = ((const FinderTriple *)other)->score;
    return a < b ? 1 : a > b ? -1 : 0;
}

static int is_new(const FinderTriple *triple, const FinderTriple *known, int count) {
    const float *p = triple->points;
    const float limit = 2 * hypotf(p[2] - p[0], p[3] - p[1]) / (float)(triple->modules - 7);
    for (int i = 0; i < count; i++) {
        float apart = 0;
        if (known[i].modules != triple->modules) continue;
        for (int k = 0; k < 6; k++) apart = fmaxf(apart, fabsf(p[k] - known[i].points[k]));
        if (apart <= limit) return 0;
    }
    return 1;
}

static int by_lone_score(const void *one, const void *other) {
    const float a = ((const LoneFinder *)one)->score, b = ((const LoneFinder *)other)->score;
    return a < b ? 1 : a > b ? -1 : 0;
}

/// The best ones, each place and size once.
static void answer(Found *found, FinderAnswers *answers) {
    answers->triple_count = answers->alone_count = 0;
    qsort(found->items, (size_t)found->count, sizeof *found->items, by_score);
    for (int i = 0; i < found->count && answers->triple_count < answers->triples_max; i++)
        if (is_new(&found->items[i], answers->triples, answers->triple_count))
            answers->triples[answers->triple_count++] = found->items[i];
    qsort(found->alone, (size_t)found->alone_count, sizeof *found->alone, by_lone_score);
    for (int i = 0; i < found->alone_count && answers->alone_count < answers->alone_max; i++) {
        const LoneFinder *one = &found->alone[i];
        int is_known = 0;
        for (int k = 0; k < answers->alone_count; k++)
            is_known |= hypotf(one->x - answers->alone[k].x, one->y - answers->alone[k].y) < 3 * one->module;
        if (!is_known) answers->alone[answers->alone_count++] = *one;
    }
}

int finder_triples(
    GreyPicture photo, const int *widths, int width_count, double x, double y, double reach,
    double smallest, double largest, double ratio, FinderAnswers *answers) {
    answers->triple_count = answers->alone_count = 0;
    const int left = (int)fmax(0, x - reach), top = (int)fmax(0, y - reach);
    const int right = (int)fmin(photo.width, x + reach), bottom = (int)fmin(photo.height, y + reach);
    int narrowest = modules_max, widest = 1;
    for (int k = 0; k < width_count; k++) {
        narrowest = widths[k] < narrowest ? widths[k] : narrowest;
        widest = widths[k] > widest ? widths[k] : widest;
    }
    Found *found = right > left && bottom > top ? malloc(sizeof *found) : NULL;
    if (!found) return 0;
    found->count = found->alone_count = 0;
    for (double module = smallest / widest; module < largest / narrowest; module *= ratio) {
        const double scale = pitch / module;
        if (scale > 2.2) continue;
        int wanted[widths_max], wanted_count = 0;
        for (int k = 0; k < width_count && wanted_count < widths_max; k++)
            if (module * widths[k] > .999 * smallest && module * widths[k] < largest)
                wanted[wanted_count++] = widths[k];
        if (wanted_count == 0) continue;
        Plane plane = plane_scaled(photo, left, top, right - left, bottom - top, scale);
        float *room = plane.values ? malloc(sizeof *room * (size_t)plane.width * plane.height) : NULL;
        if (room && plane.width >= 4 && plane.height >= 4) {
            plane_blur(plane.values, plane.values, room, plane.width, plane.height, .4 * pitch);
            int wide, high;
            float *picture = padded(&plane, &wide, &high);
            if (picture && wide >= (narrowest + 1) * pitch && high >= (narrowest + 1) * pitch) {
                Field field = {.scale = scale, .left = left, .top = top};
                search(picture, wide, high, wanted, wanted_count, &field, found);
            }
            free(picture);
        }
        free(room);
        free(plane.values);
    }
    answer(found, answers);
    free(found);
    return answers->triple_count;
}
