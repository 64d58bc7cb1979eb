#include "align.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solve.h"
#include "vectorised.h"

// Samples a module; a ring of one module around, which is light, belongs to the picture.
enum { fine = 3, grid_max = (modules_max + 2) * fine, unknowns_max = 24 };

typedef struct {
    int side, count;
    float *u, *v, *wanted, *weight, *seen, *mean, *spread, *room, *across, *down, *rest, *pull;
    void *memory;
} Grid;

static int grid_make(Grid *grid, int modules) {
    grid->side = (modules + 2) * fine;
    grid->count = grid->side * grid->side;
    float **parts[] = {&grid->u,      &grid->v,    &grid->wanted, &grid->weight, &grid->seen, &grid->mean,
                       &grid->spread, &grid->room, &grid->across, &grid->down,   &grid->rest, &grid->pull};
    const int part_count = sizeof parts / sizeof *parts;
    float *memory = malloc(sizeof *memory * (size_t)grid->count * part_count);
    if (!memory) return -1;
    grid->memory = memory;
    for (int i = 0; i < part_count; i++) *parts[i] = memory + (size_t)i * grid->count;
    for (int i = 0; i < grid->count; i++) {
        grid->u[i] = ((float)(i % grid->side) + .5f) / fine - 1;
        grid->v[i] = ((float)(i / grid->side) + .5f) / fine - 1;
    }
    return 0;
}

static void draw(Grid *grid, const SymbolWorld *world, KnownPicture picture, double sigma) {
    const int n = world->modules;
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
    for (int i = 0; i < grid->count; i++) {
        const float weight = grid->weight[i] * 1.5f - .5f;
        grid->weight[i] = weight < 0 ? 0 : weight > 1 ? 1 : weight;
    }
}

/// What the photo shows, without the local mean and in units of the local spread, dark as plus.
static void look(Grid *grid) {
    const int side = grid->side;
    memcpy(grid->mean, grid->seen, sizeof(float) * (size_t)grid->count);
    plane_smooth(grid->mean, grid->room, side, side, 4 * fine);
    for (int i = 0; i < grid->count; i++) {
        const float apart = grid->seen[i] - grid->mean[i];
        grid->spread[i] = apart * apart;
    }
    plane_smooth(grid->spread, grid->room, side, side, 5 * fine);
    for (int i = 0; i < grid->count; i++) {
        const float value = (grid->mean[i] - grid->seen[i]) / (sqrtf(fmaxf(grid->spread[i], 0)) + 2);
        grid->seen[i] = value < -2.5f ? -2.5f : value > 2.5f ? 2.5f : value;
    }
}

/// Sobel's derivatives, per half of the symbol's side.
static void slopes(Grid *grid, double half) {
    const int side = grid->side;
    const float scale = (float)(fine / 8.0 * half);
    for (int y = 0; y < side; y++) {
        const float *above = grid->seen + (size_t)(y > 0 ? y - 1 : 0) * side,
                    *here = grid->seen + (size_t)y * side;
        const float *below = grid->seen + (size_t)(y < side - 1 ? y + 1 : y) * side;
        for (int x = 0; x < side; x++) {
            const int l = x > 0 ? x - 1 : 0, r = x < side - 1 ? x + 1 : x;
            grid->across[y * side + x] =
                scale * (above[r] - above[l] + 2 * (here[r] - here[l]) + below[r] - below[l]);
            grid->down[y * side + x] =
                scale * (below[l] - above[l] + 2 * (below[x] - above[x]) + below[r] - above[r]);
        }
    }
}

/// The correlation, and what is left of the photo without the picture; `gain` becomes the factor of the
/// picture.
static double compare(Grid *grid, double *spread) {
    double weight = 0, seen = 0, wanted = 0;
    for (int i = 0; i < grid->count; i++) {
        weight += grid->weight[i];
        seen += (double)grid->weight[i] * grid->seen[i];
        wanted += (double)grid->weight[i] * grid->wanted[i];
    }
    seen /= weight;
    wanted /= weight;
    double both = 0, own = 1e-9, others = 1e-9;
    for (int i = 0; i < grid->count; i++) {
        const double a = grid->seen[i] - seen, b = grid->wanted[i] - wanted, w = grid->weight[i];
        both += w * a * b;
        own += w * a * a;
        others += w * b * b;
    }
    double square = 0;
    for (int i = 0; i < grid->count; i++) {
        grid->rest[i] = (float)(grid->seen[i] - seen - both / others * (grid->wanted[i] - wanted));
        square += (double)grid->weight[i] * grid->rest[i] * grid->rest[i];
    }
    *spread = sqrt(square / weight) + 1e-6;
    return both / sqrt(own * others);
}

VECTORISED static void gather(const Grid *grid, int unknowns, double half, double *normal, double *right) {
    float columns[unknowns_max];
    double terms[7];
    memset(normal, 0, sizeof *normal * (size_t)(unknowns * unknowns));
    memset(right, 0, sizeof *right * (size_t)unknowns);
    float sums[unknowns_max * unknowns_max] = {0}, pulls[unknowns_max] = {0};
    for (int i = 0; i < grid->count; i++) {
        const float pull = grid->pull[i];
        if (pull <= .05f) continue;
        const float a = (float)((grid->u[i] - half) / half), b = (float)((grid->v[i] - half) / half);
        const float iu = grid->across[i], iv = grid->down[i], radial = iu * a + iv * b;
        int k = 0;
        columns[k++] = iu; columns[k++] = iv; columns[k++] = iu * a; columns[k++] = iu * b;
        columns[k++] = iv * a; columns[k++] = iv * b; columns[k++] = radial * a; columns[k++] = radial * b;
        if (unknowns == unknowns_max) {
            bend_terms(a, b, terms);
            for (int t = 0; t < 7; t++) columns[k++] = iu * (float)terms[t];
            for (int t = 0; t < 7; t++) columns[k++] = iv * (float)terms[t];
        }
        columns[k++] = grid->wanted[i];
        columns[k++] = 1;
        for (int row = 0; row < unknowns; row++) {
            const float pulled = pull * columns[row];
            pulls[row] += pulled * grid->rest[i];
            float *out = sums + row * unknowns_max;
            for (int column = 0; column < unknowns; column++) out[column] += pulled * columns[column];
        }
    }
    for (int row = 0; row < unknowns; row++) {
        right[row] = pulls[row];
        for (int column = 0; column < unknowns; column++)
            normal[row * unknowns + column] = sums[row * unknowns_max + column];
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
    if (grid_make(&grid, world->modules) != 0) return 0;
    const double half = world->modules / 2.0;
    const int moving = bends ? unknowns_max - 2 : 8, unknowns = moving + 2;
    double normal[unknowns_max * unknowns_max], right[unknowns_max], correlation = 0;
    if (bends) warp->is_bent = 1;
    for (int s = 0; s < sigma_count; s++) {
        draw(&grid, world, picture, sigmas[s]);
        for (int step = 0; step < steps_max; step++) {
            crop_sample(crop, warp, world->modules, grid.u, grid.v, grid.count, sigmas[s], grid.seen);
            look(&grid);
            double spread;
            correlation = compare(&grid, &spread);
            for (int i = 0; i < grid.count; i++) {
                const float far = (float)(grid.rest[i] / (1.5 * spread));
                grid.pull[i] = grid.weight[i] / (1 + far * far);
            }
            slopes(&grid, half);
            gather(&grid, unknowns, half, normal, right);
            const double first = normal[0];
            for (int i = 0; i < unknowns; i++) {
                double *diagonal = &normal[i * unknowns + i];
                double stiffness = 1e-3 * *diagonal + 1e-6;
                if (bends && i >= 6 && i < moving) stiffness += (i < 8 ? .02 : .01) * first;
                *diagonal += stiffness;
                right[i] = -right[i];
            }
            if (solve_positive(normal, right, unknowns) != 0) { free(grid.memory); return 0; }
            const double size = move(warp, right, moving, half);
            if (size < 0) { free(grid.memory); return 0; }
            if (size < .001) break;
        }
        // What doesn't fit when it is blurred doesn't fit any better when it is less so.
        if (fabs(correlation) < least) break;
    }
    free(grid.memory);
    return fabs(correlation);
}
