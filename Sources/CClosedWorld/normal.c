#include "normal.h"

#include <math.h>
#include <string.h>

#include "solve.h"
#include "vectorised.h"
#include "warp.h"

typedef float Eight __attribute__((vector_size(32), aligned(4)));

enum { eights = normal_batch / 8 };

/// What the samples of one batch are multiplied by in each unknown.
VECTORISED static void columns_of(
    const NormalSamples *samples, int first, int bends, float columns[][normal_batch]) {
    const float *a = samples->a + first, *b = samples->b + first;
    const float *iu = samples->across + first, *iv = samples->down + first;
    for (int i = 0; i < normal_batch; i++) {
        const float radial = iu[i] * a[i] + iv[i] * b[i];
        columns[0][i] = iu[i];
        columns[1][i] = iv[i];
        columns[2][i] = iu[i] * a[i];
        columns[3][i] = iu[i] * b[i];
        columns[4][i] = iv[i] * a[i];
        columns[5][i] = iv[i] * b[i];
        columns[6][i] = radial * a[i];
        columns[7][i] = radial * b[i];
    }
    int next = 8;
    if (bends) {
        for (int i = 0; i < normal_batch; i++) {
            double terms[7];
            bend_terms(a[i], b[i], terms);
            for (int t = 0; t < 7; t++) {
                columns[next + t][i] = iu[i] * (float)terms[t];
                columns[next + 7 + t][i] = iv[i] * (float)terms[t];
            }
        }
        next += 14;
    }
    memcpy(columns[next], samples->wanted + first, sizeof columns[next]);
    for (int i = 0; i < normal_batch; i++) columns[next + 1][i] = 1;
}

/// Adds the products of one batch to the lower half of the sums.
VECTORISED static void add_batch(
    const NormalSamples *samples, int first, int unknowns, float columns[][normal_batch],
    Eight sums[][normal_unknowns_max], Eight *pulls) {
    const float *pull = samples->pull + first, *rest = samples->rest + first;
    for (int row = 0; row < unknowns; row++) {
        Eight pulled[eights], right = {0};
        for (int k = 0; k < eights; k++) {
            pulled[k] = *(const Eight *)(columns[row] + 8 * k) * *(const Eight *)(pull + 8 * k);
            right += pulled[k] * *(const Eight *)(rest + 8 * k);
        }
        pulls[row] += right;
        for (int column = 0; column <= row; column++) {
            Eight one = {0}, two = {0};
            for (int k = 0; k < eights; k += 2) {
                one += pulled[k] * *(const Eight *)(columns[column] + 8 * k);
                two += pulled[k + 1] * *(const Eight *)(columns[column] + 8 * k + 8);
            }
            sums[row][column] += one + two;
        }
    }
}

static double total(const Eight *sum) {
    double all = 0;
    for (int i = 0; i < 8; i++) all += (*sum)[i];
    return all;
}

int normal_step(NormalSamples *samples, int unknowns, int bends, double *step) {
    float columns[normal_unknowns_max][normal_batch];
    Eight sums[normal_unknowns_max][normal_unknowns_max], pulls[normal_unknowns_max];
    memset(sums, 0, sizeof sums);
    memset(pulls, 0, sizeof pulls);
    float *all[] = {samples->a,    samples->b,      samples->across, samples->down,
                    samples->rest, samples->wanted, samples->pull};
    for (int i = 0; i < 7; i++) memset(all[i] + samples->count, 0, sizeof(float) * normal_batch);
    for (int first = 0; first < samples->count; first += normal_batch) {
        columns_of(samples, first, bends, columns);
        add_batch(samples, first, unknowns, columns, sums, pulls);
    }
    double normal[normal_unknowns_max * normal_unknowns_max];
    for (int row = 0; row < unknowns; row++) {
        step[row] = -total(&pulls[row]);
        for (int column = 0; column <= row; column++)
            normal[row * unknowns + column] = total(&sums[row][column]);
    }
    const double first = normal[0];
    for (int i = 0; i < unknowns; i++) {
        double *diagonal = &normal[i * unknowns + i];
        double stiffness = 1e-3 * *diagonal + 1e-6;
        if (bends && i >= 6 && i < unknowns - 2) stiffness += (i < 8 ? .02 : .01) * first;
        *diagonal += stiffness;
    }
    return solve_positive(normal, step, unknowns);
}
