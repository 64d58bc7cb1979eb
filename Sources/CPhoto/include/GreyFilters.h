#ifndef GREY_FILTERS_H
#define GREY_FILTERS_H

#include <stdint.h>

// Loops over pixels that Swift without optimisation would take seconds for. 8 bits a channel, rows without padding,
// sides of at least 1; source and destination never overlap.

/// Averages areas: each side of the destination is at most the source's. `channels` 1 or 3. Returns 0, or -1 where
/// there was no memory for two rows of sums.
int grey_shrink(
    const uint8_t *source, int width, int height, int channels, uint8_t *shrunk, int shrunk_width,
    int shrunk_height);

/// Fills the destination from the source by an affine map with bilinear weights; `outside` where the source ends.
///
/// `map`: the centre of destination pixel (x, y) shows the source at (m0·x + m1·y + m2, m3·x + m4·y + m5), both
/// counted with pixel (0, 0) centred at 0.5, 0.5.
void grey_warp(
    const uint8_t *source, int width, int height, uint8_t *warped, int warped_width, int warped_height,
    const double map[6], uint8_t outside);

void grey_invert(const uint8_t *source, int count, uint8_t *inverted);

/// Unsharp mask: adds `percent` of the difference from the mean of the square of 2·radius + 1 pixels around.
/// Returns 0, or -1 without memory for a row of sums.
int grey_sharpen(const uint8_t *source, int width, int height, int radius, int percent, uint8_t *sharpened);

/// 0 where a pixel is darker than the mean of the square of 2·radius + 1 pixels around, less `offset`; else 255.
/// Returns 0, or -1 without memory for a row of sums.
int grey_binarise(const uint8_t *source, int width, int height, int radius, int offset, uint8_t *binary);

/// The mean of the square of 2·radius + 1 pixels around. Returns 0, or -1 without memory for a row of sums.
int grey_blur(const uint8_t *source, int width, int height, int radius, uint8_t *blurred);

/// Adds the sum of two evenly distributed numbers, together -strength to strength, to each pixel.
void grey_grain(const uint8_t *source, int count, int strength, uint64_t seed, uint8_t *grained);

/// For each of `count` places (x, y, pixel (0, 0) centred at 0.5, 0.5): the mean of the pixels whose centres lie
/// within `radius`; of the nearest one where none does. Outside the picture is 255.
void grey_aperture_means(
    const uint8_t *source, int width, int height, const double *places, int count, double radius, double *means);

/// Sums of |horizontal| and |vertical| differences in squares of `cell` pixels, row by row; the smaller of the two,
/// divided by the square's area. A QR symbol has many of both; stripes, edges and plain walls lack one.
/// `energies` has (width / cell) × (height / cell) places.
void grey_cell_energies(const uint8_t *source, int width, int height, int cell, uint8_t *energies);

/// Turns a picture by its EXIF orientation, 1 to 8; `channels` 1 or 3. From 5 on the turned picture is `height` wide.
void photo_turn(
    const uint8_t *source, int width, int height, int channels, int orientation, uint8_t *turned);

#endif
