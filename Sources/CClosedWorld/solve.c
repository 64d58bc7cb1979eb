#include "solve.h"

#include <math.h>

int factor_positive(double *matrix, int size) {
    for (int row = 0; row < size; row++) {
        double *line = matrix + row * size;
        for (int column = 0; column <= row; column++) {
            const double *other = matrix + column * size;
            double sum = line[column];
            for (int k = 0; k < column; k++) sum -= line[k] * other[k];
            if (row == column) {
                if (!(sum > 0)) return -1;
                line[column] = sqrt(sum);
            } else {
                line[column] = sum / other[column];
            }
        }
    }
    return 0;
}

void solve_factored(const double *factor, double *right, int size) {
    for (int row = 0; row < size; row++) {
        double sum = right[row];
        for (int k = 0; k < row; k++) sum -= factor[row * size + k] * right[k];
        right[row] = sum / factor[row * size + row];
    }
    for (int row = size - 1; row >= 0; row--) {
        double sum = right[row];
        for (int k = row + 1; k < size; k++) sum -= factor[k * size + row] * right[k];
        right[row] = sum / factor[row * size + row];
    }
}

int solve_positive(double *matrix, double *right, int size) {
    if (factor_positive(matrix, size) != 0) return -1;
    solve_factored(matrix, right, size);
    return 0;
}
