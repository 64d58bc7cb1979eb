#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "align.h"
#include "reading.h"
#include "vectorised.h"

// An outline is looked at from `margin` modules outside; it may be that many modules off, in steps of half a
// module.
enum { margin = 6, shift_max = 4, shifts = 2 * shift_max + 1, kept_max = 8 };

// Grey values are clipped to `clip` deviations and counted in `level`ths of one, so that the sums of a lane
// fit into 16 bits.
enum { clip = 2, level = 60, lanes = 16 };
_Static_assert(
    (modules_max + lanes - 1) / lanes * modules_max * clip * level < INT16_MAX, "the sums of a lane");

/// How a symbol lies in its outline: from modules off its middle to modules off the outline's middle.
typedef struct {
    double across[2], down[2];
} Frame;

typedef struct {
    float score;
    int mask, turn;
    Frame frame;
    double x, y;
} Place;

/// The templates: for each turn and mask what is known, in rows of `stride` values with zeros behind them.
/// Returns the root of how many of a template's values are known.
static float draw(const SymbolWorld *world, int16_t *templates, int stride) {
    const int n = world->modules;
    memset(templates, 0, sizeof *templates * (size_t)(4 * masks * n * stride));
    for (int turn = 0; turn < 4; turn++)
        for (int mask = 0; mask < masks; mask++) {
            int16_t *out = templates + (size_t)(turn * masks + mask) * n * stride;
            for (int i = 0; i < n * n; i++) {
                const int row = i / n, column = i % n;
                // Where this place lies in the symbol when its top left corner is the outline's `turn`th.
                const int u = turn == 0 ? column : turn == 1 ? row : turn == 2 ? n - 1 - column : n - 1 - row;
                const int v = turn == 0 ? row : turn == 1 ? n - 1 - column : turn == 2 ? n - 1 - row : column;
                out[row * stride + column] = world->known[(size_t)mask * n * n + v * n + u];
            }
        }
    // The same modules are known under each mask.
    double square = 1e-9;
    for (int i = 0; i < n * n; i++) square += abs(world->known[i]);
    return (float)sqrt(square);
}

typedef int16_t Sixteen __attribute__((vector_size(2 * lanes), aligned(2)));

/// The sums of products of a template with the picture at `shifts` places side by side.
VECTORISED static void correlate(
    const int16_t *picture, int side, const int16_t *template, int rows, int stride, int *sums) {
    Sixteen parts[shifts] = {0};
    for (int row = 0; row < rows; row++) {
        const int16_t *line = picture + (size_t)row * side, *wanted = template + (size_t)row * stride;
        for (int column = 0; column < stride; column += lanes) {
            const Sixteen some = *(const Sixteen *)(wanted + column);
            for (int shift = 0; shift < shifts; shift++)
                parts[shift] += some * *(const Sixteen *)(line + column + shift);
        }
    }
    for (int shift = 0; shift < shifts; shift++) {
        int sum = 0;
        for (int i = 0; i < lanes; i++) sum += parts[shift][i];
        sums[shift] = sum;
    }
}

static void keep(Place *places, int *count, Place one) {
    for (int i = 0; i < *count; i++) {
        const Place *other = &places[i];
        if (other->turn != one.turn || other->mask != one.mask) continue;
        if (fabs(other->x - one.x) > 1.5 || fabs(other->y - one.y) > 1.5) continue;
        if (one.score > other->score) {
            memmove(places + i, places + i + 1, sizeof *places * (size_t)(*count - i - 1));
            --*count;
            break;
        }
        return;
    }
    int at = *count;
    while (at > 0 && places[at - 1].score < one.score) at--;
    if (at == kept_max) return;
    const int last = *count < kept_max ? (*count)++ : kept_max - 1;
    memmove(places + at + 1, places + at, sizeof *places * (size_t)(last - at));
    places[at] = one;
}

/// The picture at a frame's module middles, shifted by so many modules.
static void resample(
    const float *fine, int fine_side, int n, const Frame *frame, double x, double y, int16_t *out,
    int side) {
    const float half = (float)n / 2, first = (float)(.5 - shift_max) - half;
    const float ax = (float)frame->across[0] * 2, ay = (float)frame->across[1] * 2;
    const float bx = (float)frame->down[0] * 2, by = (float)frame->down[1] * 2, middle = (half + margin) * 2;
    for (int row = 0; row < side; row++)
        for (int column = 0; column < side; column++) {
            const float u = (float)column + first + (float)x, v = (float)row + first + (float)y;
            const float value =
                plane_at(fine, fine_side, fine_side, middle + u * ax + v * bx, middle + u * ay + v * by);
            out[row * side + column] = (int16_t)((int)(level * (value + clip) + .5f) - level * clip);
        }
}

/// Upright frames of any proportion near the outline's.
enum { sizes = 5, upright_count = sizes * sizes };

static Frame upright_frame(int number) {
    const double across = .88 + .06 * (number % sizes), down = .88 + .06 * (number / sizes % sizes);
    return (Frame){{across, 0}, {0, down}};
}

/// Square ones turned by any angle, inside an outline that is upright.
enum { angles = 36, scales = 3, turned_count = angles * scales };

static Frame turned_frame(int number, int is_box) {
    const double angle = number % angles * 2.5 * 6.283185307179586 / 360, c = cos(angle), s = sin(angle);
    const double scale = (.92 + .08 * (number / angles % scales)) / (is_box ? c + s : 1);
    return (Frame){{scale * c, scale * s}, {-scale * s, scale * c}};
}

static int by_size(const void *one, const void *other) {
    const float a = *(const float *)one, b = *(const float *)other;
    return a < b ? -1 : a > b ? 1 : 0;
}

static int look(
    SymbolCrop *crop, const SymbolWorld *world, const SymbolWarp *outline, SymbolOutline kind,
    Place *places) {
    const int n = world->modules, fine_side = 2 * (n + 2 * margin) + 1, fine_count = fine_side * fine_side;
    const int side = n + 2 * shift_max, templates = 4 * masks, stride = (n + lanes - 1) / lanes * lanes;
    // What lies behind the picture is multiplied by the zeros behind the templates' rows.
    const size_t picture_room = (size_t)side * side + 2 * lanes;
    float *memory = calloc((size_t)fine_count * 6, sizeof *memory);
    int16_t *known = calloc((size_t)templates * n * stride + picture_room, sizeof *known);
    if (!memory || !known) { free(memory); free(known); return 0; }
    float *fine = memory, *u = fine + fine_count, *v = u + fine_count, *mean = v + fine_count;
    float *spread = mean + fine_count, *room = spread + fine_count;
    int16_t *picture = known + (size_t)templates * n * stride;
    for (int i = 0; i < fine_count; i++) {
        u[i] = (float)(i % fine_side) / 2 - margin;
        v[i] = (float)(i / fine_side) / 2 - margin;
    }
    crop_sample(crop, outline, n, u, v, fine_count, .3, fine);
    memcpy(mean, fine, sizeof *mean * (size_t)fine_count);
    plane_smooth(mean, room, fine_side, fine_side, 8);
    for (int i = 0; i < fine_count; i++) spread[i] = (fine[i] - mean[i]) * (fine[i] - mean[i]);
    plane_smooth(spread, room, fine_side, fine_side, 9);
    for (int i = 0; i < fine_count; i++) {
        const float value = (mean[i] - fine[i]) / (sqrtf(fmaxf(spread[i], 0)) + 1.5f);
        fine[i] = value < -clip ? -clip : value > clip ? clip : value;
    }
    const float share = 1 / (draw(world, known, stride) * level);
    int count = 0;
    const int is_upright = kind == outline_upright, frames = is_upright ? upright_count : turned_count;
    // Half a module further only where a frame promised something.
    float promises[turned_count], sorted[turned_count];
    for (int phase = 0; phase < 2; phase++) {
        const float least = phase ? sorted[(int)(.75 * frames)] : 0;
        for (int number = 0; number < frames; number++) {
            if (phase && promises[number] < least) continue;
            const Frame frame =
                is_upright ? upright_frame(number) : turned_frame(number, kind == outline_box);
            const double apart = .5 * phase;
            float most = 0;
            resample(fine, fine_side, n, &frame, apart, apart, picture, side);
            for (int t = 0; t < templates; t++)
                for (int row = 0; row < shifts; row++) {
                    int sums[shifts];
                    correlate(
                        picture + (size_t)row * side, side, known + (size_t)t * n * stride, n, stride, sums);
                    for (int column = 0; column < shifts; column++) {
                        const float score = (float)abs(sums[column]) * share;
                        most = score > most ? score : most;
                        if (count == kept_max && score <= places[count - 1].score) continue;
                        keep(places, &count, (Place){score, t % masks, t / masks, frame,
                                                     column - shift_max + apart, row - shift_max + apart});
                    }
                }
            if (phase == 0) promises[number] = most;
        }
        memcpy(sorted, promises, sizeof *sorted * (size_t)frames);
        qsort(sorted, (size_t)frames, sizeof *sorted, by_size);
    }
    free(memory);
    free(known);
    for (int i = 0; i < count; i++) places[i].score /= (float)n;
    return count;
}

static SymbolWarp warp_at(const SymbolWarp *outline, const Place *place, int n) {
    double corners[8];
    const double half = n / 2.0;
    for (int i = 0; i < 4; i++) {
        const int corner = (i + place->turn) % 4;
        const double u = (corner == 1 || corner == 2 ? half : -half) + place->x;
        const double v = (corner > 1 ? half : -half) + place->y;
        for (int k = 0; k < 2; k++)
            corners[2 * i + k] = half + u * place->frame.across[k] + v * place->frame.down[k];
    }
    SymbolWarp warp = warp_onto(corners, n);
    matrix_product(outline->plane, warp.plane, warp.plane);
    for (int i = 0; i < 9; i++) warp.plane[i] /= warp.plane[8];
    return warp;
}

int symbol_seek(
    GreyPicture picture, const SymbolWorld *world, const SymbolWarp *outline, SymbolOutline kind,
    SymbolWarp *warps, float *scores, int warps_max) {
    static const double sigmas[] = {1.2, .6};
    const int n = world->modules;
    SymbolCrop crop;
    if (!warp_is_sound(outline, n, picture.width, picture.height)) return 0;
    if (crop_make(&crop, picture, outline, n) != 0) return 0;
    Place places[kept_max];
    const int found = look(&crop, world, outline, kind, places);
    int count = 0;
    for (int i = 0; i < found && count < warps_max; i++) {
        SymbolWarp warp = warp_at(outline, &places[i], n);
        if (!warp_is_sound(&warp, n, picture.width, picture.height)) continue;
        const double fit = symbol_align(&crop, world, &warp, places[i].mask, sigmas, 2, 6, 0, .2);
        if (!warp_is_sound(&warp, n, picture.width, picture.height)) continue;
        warps[count] = warp;
        scores[count++] = (float)fit;
    }
    crop_free(&crop);
    return count;
}
