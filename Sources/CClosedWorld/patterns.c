#include "patterns.h"

#include <math.h>
#include <pthread.h>
#include <string.h>

#include "plane.h"

enum { pattern_count = pattern_side * pattern_side };

static const double tau = 6.283185307179586;

/// Blurred and without its mean; dark as minus.
static void draw(float *pattern, double degrees) {
    const int fine = 4;
    const double angle = degrees * tau / 360, c = cos(angle), s = sin(angle);
    float room[pattern_count];
    for (int y = 0; y < pattern_side; y++)
        for (int x = 0; x < pattern_side; x++) {
            double sum = 0;
            for (int k = 0; k < fine * fine; k++) {
                const double px = (x + (k % fine + .5) / fine) / pitch - 5.5,
                             py = (y + (k / fine + .5) / fine) / pitch - 5.5;
                const double u = fabs(c * px + s * py), v = fabs(c * py - s * px), far = u > v ? u : v;
                sum -= far < 1.5 || (far > 2.5 && far < 3.5) ? 1 : far < 4.5 ? -1 : 0;
            }
            pattern[y * pattern_side + x] = (float)(sum / (fine * fine));
        }
    plane_blur(pattern, pattern, room, pattern_side, pattern_side, .6 * pitch);
    double mean = 0;
    for (int i = 0; i < pattern_count; i++) mean += pattern[i];
    for (int i = 0; i < pattern_count; i++) pattern[i] -= (float)(mean / pattern_count);
}

/// Takes the largest product of a row and a column out of a picture, by the power method.
static PatternProduct largest_product(double *picture) {
    double across[pattern_side], down[pattern_side];
    for (int x = 0; x < pattern_side; x++) across[x] = 1 + .37 * x * (x % 3);
    for (int round = 0; round < 100; round++) {
        double square = 1e-30;
        for (int x = 0; x < pattern_side; x++) square += across[x] * across[x];
        for (int x = 0; x < pattern_side; x++) across[x] /= sqrt(square);
        memset(down, 0, sizeof down);
        for (int i = 0; i < pattern_count; i++)
            down[i / pattern_side] += picture[i] * across[i % pattern_side];
        if (round == 99) break;
        memset(across, 0, sizeof across);
        for (int i = 0; i < pattern_count; i++)
            across[i % pattern_side] += picture[i] * down[i / pattern_side];
    }
    PatternProduct product;
    for (int i = 0; i < pattern_side; i++) {
        product.across[i] = (float)across[i];
        product.down[i] = (float)down[i];
    }
    for (int i = 0; i < pattern_count; i++)
        picture[i] -= down[i / pattern_side] * across[i % pattern_side];
    return product;
}

static FinderPatterns patterns;
static pthread_once_t are_drawn = PTHREAD_ONCE_INIT;

static double wave(int number, int turn) {
    const double angle = tau * ((number + 1) / 2) * turn / turns;
    return number == 0 ? 1 : number % 2 ? cos(angle) : sin(angle);
}

static void draw_all(void) {
    static const int counts[waves] = {4, 4, 4, 2, 2};
    static float drawn[turns][pattern_count];
    for (int turn = 0; turn < turns; turn++) draw(drawn[turn], turn * turn_step);
    memcpy(patterns.product_counts, counts, sizeof counts);
    for (int number = 0; number < waves; number++) {
        double picture[pattern_count];
        for (int i = 0; i < pattern_count; i++) {
            picture[i] = 0;
            for (int turn = 0; turn < turns; turn++)
                picture[i] += (number ? 2.0 : 1.0) / turns * wave(number, turn) * drawn[turn][i];
        }
        for (int k = 0; k < counts[number]; k++) patterns.products[number][k] = largest_product(picture);
    }
    for (int turn = 0; turn < turns; turn++) {
        double sum = 0, square = 0;
        for (int i = 0; i < pattern_count; i++) {
            double value = 0;
            for (int number = 0; number < waves; number++)
                for (int k = 0; k < counts[number]; k++) {
                    const PatternProduct *product = &patterns.products[number][k];
                    value += wave(number, turn) * product->across[i % pattern_side] *
                        product->down[i / pattern_side];
                }
            sum += value;
            square += value * value;
        }
        for (int number = 0; number < waves; number++)
            patterns.factors[turn][number] = (float)wave(number, turn);
        patterns.sums[turn] = (float)sum;
        patterns.norms[turn] = (float)sqrt(square - sum * sum / pattern_count);
    }
}

const FinderPatterns *finder_patterns(void) {
    pthread_once(&are_drawn, draw_all);
    return &patterns;
}
