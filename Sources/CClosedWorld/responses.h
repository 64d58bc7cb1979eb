#ifndef RESPONSES_H
#define RESPONSES_H

// A finder pattern with its light border is looked for at two pixels a module, turned in steps of 10 degrees.
enum { pitch = 2, pattern_side = 11 * pitch, turns = 9, turn_step = 10 };

/// The root of the sum of squared differences from the mean, at each place of the pattern's top left corner;
/// 0 where the picture is flat. Returns 0, or −1 without memory.
int pattern_deviations(const float *picture, int width, int height, float *deviation);

/// The normalised correlation with the pattern turned by `turn` steps, dark as plus, −1 to 1, at the same
/// places.
void pattern_responses(
    const float *picture, int width, int height, int turn, const float *deviation, float *response);

/// The greatest of what lies within a module; `room` holds as many values.
void spread_peaks(const float *source, float *out, float *room, int width, int height);

#endif
