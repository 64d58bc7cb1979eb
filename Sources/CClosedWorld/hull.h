#ifndef HULL_H
#define HULL_H

#include <stdint.h>

/// Quadrilaterals round what a mask shows, once strokes thinner than 7 pixels are taken off: the least one round its
/// hull, and its least rectangle, as x, y of four corners, clockwise in a picture. Returns how many there are.
int quads_round(const uint8_t *mask, int width, int height, float quads[2][8]);

#endif
