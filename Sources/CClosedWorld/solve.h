#ifndef SOLVE_H
#define SOLVE_H

/// The largest system.
enum { solve_max = 96 };

/// Cholesky's factor of a symmetric positive matrix, in its lower half. Returns 0, or −1 where it isn't
/// positive.
int factor_positive(double *matrix, int size);

/// The inverse of a factor, in its lower half; the upper one is 0.
void invert_factor(const double *factor, double *inverse, int size);

/// Solves eight systems with one factor, in place: row by row, eight right sides beside each other.
void solve_eight(const double *factor, double (*right)[8], int size);

/// Solves one system; the matrix is overwritten.
int solve_positive(double *matrix, double *right, int size);

#endif
