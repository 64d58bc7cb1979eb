#ifndef RESPONSES_H
#define RESPONSES_H

#include "patterns.h"

/// A picture compared with what the turned patterns are made of, at each place of a pattern's top left
/// corner.
typedef struct {
    /// A multiple of 8.
    int width;
    int height;
    /// One divided by the root of the sum of squared differences from the mean; 0 where the picture is flat.
    float *inverse;
    float *mean, *waves[waves];
    void *memory;
} PatternField;

/// `width`: so that `width` − pattern_side + 1 is a multiple of 8. Returns 0, or −1 without memory.
int pattern_field_make(PatternField *field, const float *picture, int width, int height);

void pattern_field_free(PatternField *field);

/// The normalised correlation with the pattern turned by `turn` steps, dark as plus, about −1 to 1.
void pattern_responses(const PatternField *field, int turn, float *response);

/// For every second place of every second row the greatest of what lies within a module; 0 and above counts.
/// `room` holds two rows and two values more.
void spread_peaks(const float *source, float *peaks, float *room, int width, int height);

#endif
