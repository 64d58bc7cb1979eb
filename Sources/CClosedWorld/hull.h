#ifndef HULL_H
#define HULL_H

#include <stdint.h>

/// Quadrilaterals round what a mask shows, as x, y of four corners, clockwise in a picture: once strokes
/// thinner than 7 pixels are taken off, the least one round its hull and its least rectangle; and the
/// parallelogram that has its moments, which comes last. Returns how many there are.
int quads_round(const uint8_t *mask, int width, int height, float quads[3][8]);

#endif
