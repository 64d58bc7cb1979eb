#ifndef NORMAL_H
#define NORMAL_H

// `normal_batch`: samples whose products are summed at once.
enum { normal_unknowns_max = 24, normal_batch = 64 };

/// Of each sample that weighs something: its place, counted in halves of the symbol's side from its middle,
/// the photo's slopes there, what is left of it without the known picture, that picture, and its weight. Room
/// for `normal_batch` more behind the last one.
typedef struct {
    int count;
    float *a, *b, *across, *down, *rest, *wanted, *pull;
} NormalSamples;

/// The next step of Gauss and Newton: for the 8 parameters of the plane, with `bends` for the 14 of the bend,
/// then for the picture's gain and the mean. Returns 0, or −1 where there is none.
int normal_step(NormalSamples *samples, int unknowns, int bends, double *step);

#endif
