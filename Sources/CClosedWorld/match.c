#include "match.h"

#include <math.h>
#include <stdlib.h>

struct RegisterMatcher {
    int bytes;
    int64_t seen, index;
    float best, second;
    double norm;
    /// For each byte of a symbol what each of its values adds.
    float tables[][256];
};

RegisterMatcher *matcher_make(const SymbolWorld *world, int mask, const float *soft) {
    const int count = world->varying_count, bytes = (count + 7) / 8;
    RegisterMatcher *matcher = malloc(sizeof *matcher + sizeof *matcher->tables * (size_t)bytes);
    if (!matcher) return NULL;
    double square = 0;
    for (int byte = 0; byte < bytes; byte++) {
        float values[8] = {0}, all = 0;
        for (int bit = 0; bit < 8 && byte * 8 + bit < count; bit++) {
            const int module = byte * 8 + bit;
            values[bit] = soft[module] * world->unmasking[(size_t)mask * count + module];
            all += values[bit];
            square += (double)soft[module] * soft[module];
        }
        float *table = matcher->tables[byte];
        table[0] = -all;
        // Each value is another one with its lowest bit put on.
        for (int value = 1; value < 256; value++)
            table[value] = table[value & (value - 1)] + 2 * values[7 - __builtin_ctz((unsigned)value)];
    }
    matcher->bytes = bytes;
    matcher->seen = 0;
    matcher->index = -1;
    matcher->best = matcher->second = -INFINITY;
    matcher->norm = sqrt(square) + 1e-9;
    return matcher;
}

void matcher_compare(RegisterMatcher *matcher, const uint8_t *symbols, int64_t count, int64_t without) {
    const int bytes = matcher->bytes;
    float best = matcher->best, second = matcher->second;
    for (int64_t i = 0; i < count; i++) {
        const uint8_t *symbol = symbols + i * bytes;
        // Three sums at once: additions don't wait for each other.
        float one = 0, two = 0, three = 0;
        int byte = 0;
        for (; byte + 3 <= bytes; byte += 3) {
            one += matcher->tables[byte][symbol[byte]];
            two += matcher->tables[byte + 1][symbol[byte + 1]];
            three += matcher->tables[byte + 2][symbol[byte + 2]];
        }
        for (; byte < bytes; byte++) one += matcher->tables[byte][symbol[byte]];
        const float sum = one + two + three;
        if (sum <= second || i == without) continue;
        if (sum > best) {
            second = best;
            best = sum;
            matcher->index = matcher->seen + i;
        } else {
            second = sum;
        }
    }
    matcher->seen += count;
    matcher->best = best;
    matcher->second = second;
}

RegisterMatch matcher_end(RegisterMatcher *matcher) {
    const RegisterMatch match = {
        matcher->best / matcher->norm, matcher->second / matcher->norm, matcher->index};
    free(matcher);
    return match;
}
