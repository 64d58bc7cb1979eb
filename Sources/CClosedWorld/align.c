#include "align.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "normal.h"
#include "vectorised.h"

/// A ring of one module around, which is light, belongs to the picture.
typedef struct {
    /// `fine` samples a module.
    int side, count, fine;
    float *u, *v, *wanted, *weight, *seen, *mean, *spread, *room, *across, *down, *rest;
    /// The samples that weigh something, and what counts of them.
    int *places;
    NormalSamples samples;
    void *memory;
} Grid;

/// Where a symbol lies, some steps bring the correlation to this share of what it must come to.
enum { early_step = 2 };
static const double early_share = .7;

/// Samples a module: as many as what is blurred the least needs.
static int samples_for(const double *sigmas, int sigma_count) {
    double least = INFINITY;
    for (int i = 0; i < sigma_count; i++) least = fmin(least, sigmas[i]);
    return least < .55 ? 3 : 2;
}

static int grid_make(Grid *grid, int modules, int fine) {
    grid->fine = fine;
    grid->side = (modules + 2) * fine;
    grid->count = grid->side * grid->side;
    NormalSamples *samples = &grid->samples;
    float **parts[] = {
        &grid->u,     &grid->v,    &grid->wanted, &grid->weight,    &grid->seen,       &grid->mean,
        &grid->spread, &grid->room, &grid->across, &grid->down,      &grid->rest,       &samples->a,
        &samples->b,  &samples->across, &samples->down, &samples->rest, &samples->wanted, &samples->pull};
    const size_t part_count = sizeof parts / sizeof *parts, room = (size_t)grid->count + normal_batch;
    float *memory = malloc((sizeof *memory * part_count + sizeof *grid->places) * room);
    if (!memory) return -1;
    grid->memory = memory;
    for (size_t i = 0; i < part_count; i++) *parts[i] = memory + i * room;
    grid->places = (int *)(memory + part_count * room);
    for (int i = 0; i < grid->count; i++) {
        grid->u[i] = ((float)(i % grid->side) + .5f) / (float)fine - 1;
        grid->v[i] = ((float)(i / grid->side) + .5f) / (float)fine - 1;
    }
    return 0;
}

static void draw(Grid *grid, const SymbolWorld *world, KnownPicture picture, double sigma) {
    const int n = world->modules, fine = grid->fine;
    const int8_t *known = picture < 0 ? world->function : world->known + (size_t)picture * n * n;
    for (int i = 0; i < grid->count; i++) {
        const int column = i % grid->side / fine - 1, row = i / grid->side / fine - 1;
        const int is_ring = column < 0 || row < 0 || column >= n || row >= n;
        const int value = is_ring ? -1 : known[row * n + column];
        grid->wanted[i] = (float)value;
        grid->weight[i] = value != 0;
    }
    plane_blur(grid->wanted, grid->wanted, grid->room, grid->side, grid->side, sigma * fine);
    plane_blur(grid->weight, grid->weight, grid->room, grid->side, grid->side, sigma * fine);
    const float half = (float)n / 2;
    NormalSamples *samples = &grid->samples;
    samples->count = 0;
    for (int i = 0; i < grid->count; i++) {
        const float weight = grid->weight[i] * 1.5f - .5f;
        grid->weight[i] = weight < 0 ? 0 : weight > 1 ? 1 : weight;
        if (grid->weight[i] <= .05f) continue;
        const int place = samples->count++;
        grid->places[place] = i;
        samples->a[place] = (grid->u[i] - half) / half;
        samples->b[place] = (grid->v[i] - half) / half;
        samples->wanted[place] = grid->wanted[i];
    }
}

/// What the photo shows, without the local mean and in units of the local spread, dark as plus.
VECTORISED static void look(Grid *grid) {
    const int side = grid->side;
    memcpy(grid->mean, grid->seen, sizeof(float) * (size_t)grid->count);
    plane_smooth(grid->mean, grid->room, side, side, 4 * grid->fine);
    for (int i = 0; i < grid->count; i++) {
        const float apart = grid->seen[i] - grid->mean[i];
        grid->spread[i] = apart * apart;
    }
    plane_smooth(grid->spread, grid->room, side, side, 5 * grid->fine);
    for (int i = 0; i < grid->count; i++) {
        const float spread = grid->spread[i] > 0 ? grid->spread[i] : 0;
        const float value = (grid->mean[i] - grid->seen[i]) / (sqrtf(spread) + 2);
        grid->seen[i] = value < -2.5f ? -2.5f : value > 2.5f ? 2.5f : value;
    }
}

/// Sobel's derivatives, per half of the symbol's side.
VECTORISED static void slopes(Grid *grid, double half) {
    const int side = grid->side;
    const float scale = (float)(grid->fine / 8.0 * half);
    for (int y = 0; y < side; y++) {
        const float *above = grid->seen + (size_t)(y > 0 ? y - 1 : 0) * side,
                    *here = grid->seen + (size_t)y * side;
        const float *below = grid->seen + (size_t)(y < side - 1 ? y + 1 : y) * side;
        float *across = grid->across + (size_t)y * side, *down = grid->down + (size_t)y * side;
        for (int x = 1; x < side - 1; x++) {
            across[x] = scale *
                (above[x + 1] - above[x - 1] + 2 * (here[x + 1] - here[x - 1]) + below[x + 1] - below[x - 1]);
            down[x] = scale *
                (below[x - 1] - above[x - 1] + 2 * (below[x] - above[x]) + below[x + 1] - above[x + 1]);
        }
        for (int x = 0; x < side; x += side - 1) {
            const int l = x > 0 ? x - 1 : 0, r = x < side - 1 ? x + 1 : x;
            across[x] = scale * (above[r] - above[l] + 2 * (here[r] - here[l]) + below[r] - below[l]);
            down[x] = scale * (below[l] - above[l] + 2 * (below[x] - above[x]) + below[r] - above[r]);
        }
    }
}

/// The correlation, and what is left of the photo without the picture.
VECTORISED static double compare(Grid *grid, double *spread) {
    // Eight sums side by side; what lies behind the last sample weighs nothing.
    float weights[8] = {0}, seens[8] = {0}, wanteds[8] = {0};
    const int count = grid->count;
    memset(grid->weight + count, 0, sizeof(float) * 8);
    memset(grid->seen + count, 0, sizeof(float) * 8);
    memset(grid->wanted + count, 0, sizeof(float) * 8);
    for (int i = 0; i < count; i += 8)
        for (int k = 0; k < 8; k++) {
            weights[k] += grid->weight[i + k];
            seens[k] += grid->weight[i + k] * grid->seen[i + k];
            wanteds[k] += grid->weight[i + k] * grid->wanted[i + k];
        }
    double weight = 0, seen_sum = 0, wanted_sum = 0;
    for (int k = 0; k < 8; k++) {
        weight += weights[k];
        seen_sum += seens[k];
        wanted_sum += wanteds[k];
    }
    const float seen = (float)(seen_sum / weight), wanted = (float)(wanted_sum / weight);
    float boths[8] = {0}, owns[8] = {0}, others[8] = {0}, squares[8] = {0};
    for (int i = 0; i < count; i += 8)
        for (int k = 0; k < 8; k++) {
            const float a = grid->seen[i + k] - seen, b = grid->wanted[i + k] - wanted;
            const float w = grid->weight[i + k];
            boths[k] += w * a * b;
            owns[k] += w * a * a;
            others[k] += w * b * b;
        }
    double both = 0, own = 1e-9, other = 1e-9, square = 0;
    for (int k = 0; k < 8; k++) {
        both += boths[k];
        own += owns[k];
        other += others[k];
    }
    const float gain = (float)(both / other);
    for (int i = 0; i < count; i += 8)
        for (int k = 0; k < 8; k++) {
            const float rest = grid->seen[i + k] - seen - gain * (grid->wanted[i + k] - wanted);
            grid->rest[i + k] = rest;
            squares[k] += grid->weight[i + k] * rest * rest;
        }
    for (int k = 0; k < 8; k++) square += squares[k];
    *spread = sqrt(square / weight) + 1e-6;
    return both / sqrt(own * other);
}

/// The samples that weigh something, as they are now: those that don't fit weigh less.
static void weigh(Grid *grid, double spread) {
    NormalSamples *samples = &grid->samples;
    const float share = (float)(1 / (1.5 * spread));
    for (int place = 0; place < samples->count; place++) {
        const int i = grid->places[place];
        const float far = grid->rest[i] * share;
        samples->across[place] = grid->across[i];
        samples->down[place] = grid->down[i];
        samples->rest[place] = grid->rest[i];
        samples->pull[place] = grid->weight[i] / (1 + far * far);
    }
}

/// Applies a step; returns its size, or −1 where it leads nowhere.
static double move(SymbolWarp *warp, double *step, int moving, double half) {
    double size = 0;
    for (int i = 0; i < moving; i++) size = fmax(size, fabs(step[i]));
    const double share = fmin(1, .15 / (size + 1e-9));
    for (int i = 0; i < moving; i++) step[i] *= share;
    const double change[9] = {1 + step[2], step[3],  step[0],  step[4], 1 + step[5],
                              step[1],     -step[6], -step[7], 1};
    const double to[9] = {1 / half, 0, -1, 0, 1 / half, -1, 0, 0, 1},
                 back[9] = {half, 0, half, 0, half, half, 0, 0, 1};
    double plane[9];
    matrix_product(warp->plane, back, plane);
    matrix_product(plane, change, plane);
    matrix_product(plane, to, plane);
    for (int i = 0; i < 9; i++) {
        warp->plane[i] = plane[i] / plane[8];
        if (!isfinite(warp->plane[i])) return -1;
    }
    for (int i = 0; i < moving - 8; i++) warp->bend[i] += half * step[8 + i];
    return size * share;
}

double symbol_align(
    SymbolCrop *crop, const SymbolWorld *world, SymbolWarp *warp, KnownPicture picture, const double *sigmas,
    int sigma_count, int steps_max, int bends, double least) {
    Grid grid;
    if (grid_make(&grid, world->modules, samples_for(sigmas, sigma_count)) != 0) return 0;
    const double half = world->modules / 2.0;
    const int moving = bends ? normal_unknowns_max - 2 : 8, unknowns = moving + 2;
    double step_by[normal_unknowns_max], correlation = 0;
    if (bends) warp->is_bent = 1;
    for (int s = 0; s < sigma_count; s++) {
        draw(&grid, world, picture, sigmas[s]);
        for (int step = 0; step < steps_max; step++) {
            crop_sample(crop, warp, world->modules, grid.u, grid.v, grid.count, sigmas[s], grid.seen);
            look(&grid);
            double spread;
            correlation = compare(&grid, &spread);
            if (s == 0 && step == early_step && fabs(correlation) < early_share * least) break;
            slopes(&grid, half);
            weigh(&grid, spread);
            if (normal_step(&grid.samples, unknowns, bends, step_by) != 0) { free(grid.memory); return 0; }
            const double size = move(warp, step_by, moving, half);
            if (size < 0) { free(grid.memory); return 0; }
            if (size < .001) break;
        }
        // What doesn't fit when it is blurred doesn't fit any better when it is less so.
        if (fabs(correlation) < least) break;
    }
    free(grid.memory);
    return fabs(correlation);
}
