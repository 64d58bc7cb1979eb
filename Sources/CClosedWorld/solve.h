#ifndef SOLVE_H
#define SOLVE_H

/// Cholesky's factor of a symmetric positive matrix, in its lower half. Returns 0, or −1 where it isn't
/// positive.
int factor_positive(double *matrix, int size);

/// Solves with the factor, in place.
void solve_factored(const double *factor, double *right, int size);

/// Both; the matrix is overwritten.
int solve_positive(double *matrix, double *right, int size);

#endif
