#include "solve.h"

#include <math.h>
#include <string.h>

#include "vectorised.h"

// Each inner loop goes along a row and adds to it, so that it needs no order of its sums.

VECTORISED int factor_positive(double *restrict matrix, int size) {
    double column[solve_max];
    for (int k = 0; k < size; k++) {
        double *pivot = matrix + k * size;
        if (!(pivot[k] > 0)) return -1;
        pivot[k] = sqrt(pivot[k]);
        for (int row = k + 1; row < size; row++) column[row] = matrix[row * size + k] /= pivot[k];
        for (int row = k + 1; row < size; row++) {
            double *line = matrix + row * size;
            const double share = column[row];
            for (int i = k + 1; i <= row; i++) line[i] -= share * column[i];
        }
    }
    return 0;
}

VECTORISED void invert_factor(const double *restrict factor, double *restrict inverse, int size) {
    memset(inverse, 0, sizeof *inverse * (size_t)(size * size));
    for (int row = 0; row < size; row++) {
        double *line = inverse + row * size;
        for (int k = 0; k < row; k++) {
            const double share = factor[row * size + k], *above = inverse + k * size;
            for (int i = 0; i <= k; i++) line[i] -= share * above[i];
        }
        const double pivot = factor[row * size + row];
        for (int i = 0; i < row; i++) line[i] /= pivot;
        line[row] = 1 / pivot;
    }
}

VECTORISED void solve_eight(const double *restrict factor, double (*restrict right)[8], int size) {
    for (int row = 0; row < size; row++) {
        for (int k = 0; k < row; k++) {
            const double share = factor[row * size + k];
            for (int i = 0; i < 8; i++) right[row][i] -= share * right[k][i];
        }
        const double pivot = factor[row * size + row];
        for (int i = 0; i < 8; i++) right[row][i] /= pivot;
    }
    for (int row = size - 1; row >= 0; row--) {
        for (int k = row + 1; k < size; k++) {
            const double share = factor[k * size + row];
            for (int i = 0; i < 8; i++) right[row][i] -= share * right[k][i];
        }
        const double pivot = factor[row * size + row];
        for (int i = 0; i < 8; i++) right[row][i] /= pivot;
    }
}

int solve_positive(double *matrix, double *right, int size) {
    if (factor_positive(matrix, size) != 0) return -1;
    for (int row = 0; row < size; row++) {
        for (int k = 0; k < row; k++) right[row] -= matrix[row * size + k] * right[k];
        right[row] /= matrix[row * size + row];
    }
    for (int row = size - 1; row >= 0; row--) {
        for (int k = row + 1; k < size; k++) right[row] -= matrix[k * size + row] * right[k];
        right[row] /= matrix[row * size + row];
    }
    return 0;
}
