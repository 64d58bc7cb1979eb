#include "hull.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct { double x, y; } Point;

static double turn(Point a, Point b, Point c) {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/// Least (or greatest) of 7 in a row and then in a column; outside counts as `outside`.
static void
spread(const uint8_t *source, uint8_t *out, uint8_t *room, int width, int height, int is_erosion) {
    const uint8_t neutral = is_erosion ? 1 : 0;
    for (int pass = 0; pass < 2; pass++) {
        const uint8_t *from = pass ? room : source;
        uint8_t *to = pass ? out : room;
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) {
                uint8_t value = neutral;
                for (int i = -3; i <= 3; i++) {
                    const int column = pass ? x : x + i, row = pass ? y + i : y;
                    if (column < 0 || row < 0 || column >= width || row >= height) continue;
                    const uint8_t near = from[(size_t)row * width + column];
                    value = is_erosion ? (value < near ? value : near) : (value > near ? value : near);
                }
                to[(size_t)y * width + x] = value;
            }
    }
}

/// Andrew's monotone chain over the outermost pixels of each row. Returns the corners, clockwise in a
/// picture.
static int hull_of(const uint8_t *mask, int width, int height, Point *hull) {
    int count = 0;
    for (int side = 0; side < 2; side++) {
        const int base = count;
        for (int i = 0; i < height; i++) {
            const int y = side ? height - 1 - i : i;
            int found = -1;
            for (int k = 0; k < width; k++) {
                const int x = side ? k : width - 1 - k;
                if (mask[(size_t)y * width + x]) { found = x; break; }
            }
            if (found < 0) continue;
            const Point point = {found, y};
            while (count - base >= 2 && turn(hull[count - 2], hull[count - 1], point) <= 0) count--;
            hull[count++] = point;
        }
    }
    // Where the right side begins and the left ends on one pixel.
    int kept = 0;
    for (int i = 0; i < count; i++) {
        const Point last = hull[kept ? kept - 1 : 0];
        if (kept && hull[i].x == last.x && hull[i].y == last.y) continue;
        hull[kept++] = hull[i];
    }
    while (kept > 1 && hull[kept - 1].x == hull[0].x && hull[kept - 1].y == hull[0].y) kept--;
    return kept;
}

static int meet(Point a, Point b, Point c, Point d, Point *at) {
    const double ux = b.x - a.x, uy = b.y - a.y, vx = d.x - c.x, vy = d.y - c.y, cross = ux * vy - uy * vx;
    if (fabs(cross) < 1e-9) return 0;
    const double t = ((c.x - a.x) * vy - (c.y - a.y) * vx) / cross;
    *at = (Point){a.x + t * ux, a.y + t * uy};
    return t > 0;
}

/// Takes off the edge whose neighbours' prolongation adds the least area, until four edges are left.
static int least_quad(const Point *hull, int count, Point quad[4]) {
    Point *left = malloc(sizeof *left * (size_t)count);
    if (!left) return 0;
    memcpy(left, hull, sizeof *left * (size_t)count);
    while (count > 4) {
        int best = -1;
        double least = INFINITY;
        Point corner = {0, 0};
        for (int i = 0; i < count; i++) {
            const Point before = left[(i + count - 1) % count], a = left[i], b = left[(i + 1) % count];
            const Point after = left[(i + 2) % count];
            Point at;
            if (!meet(before, a, after, b, &at) || turn(a, b, at) > 0) continue;
            const Point forth = {a.x - before.x, a.y - before.y}, back = {b.x - after.x, b.y - after.y};
            if ((at.x - a.x) * forth.x + (at.y - a.y) * forth.y < 0) continue;
            if ((at.x - b.x) * back.x + (at.y - b.y) * back.y < 0) continue;
            const double area = fabs(turn(a, b, at));
            if (area < least) { least = area; best = i; corner = at; }
        }
        if (best < 0) { free(left); return 0; }
        const int next = (best + 1) % count;
        left[best] = corner;
        memmove(left + next, left + next + 1, sizeof *left * (size_t)(count - next - 1));
        count--;
    }
    if (count == 4) memcpy(quad, left, sizeof *left * 4);
    free(left);
    return count == 4;
}

static int least_rectangle(const Point *hull, int count, Point corners[4]) {
    double least = INFINITY;
    for (int i = 0; i < count; i++) {
        const Point a = hull[i], b = hull[(i + 1) % count];
        const double length = hypot(b.x - a.x, b.y - a.y);
        if (length < 1e-9) continue;
        const double ux = (b.x - a.x) / length, uy = (b.y - a.y) / length;
        double low_u = INFINITY, high_u = -INFINITY, low_v = INFINITY, high_v = -INFINITY;
        for (int k = 0; k < count; k++) {
            const double u = hull[k].x * ux + hull[k].y * uy, v = -hull[k].x * uy + hull[k].y * ux;
            low_u = fmin(low_u, u); high_u = fmax(high_u, u);
            low_v = fmin(low_v, v); high_v = fmax(high_v, v);
        }
        const double area = (high_u - low_u) * (high_v - low_v);
        if (area >= least) continue;
        least = area;
        const double u[4] = {low_u, high_u, high_u, low_u}, v[4] = {low_v, low_v, high_v, high_v};
        for (int k = 0; k < 4; k++) corners[k] = (Point){u[k] * ux - v[k] * uy, u[k] * uy + v[k] * ux};
    }
    return least < INFINITY && least > 1;
}

static void store(const Point corners[4], float quad[8]) {
    for (int k = 0; k < 4; k++) {
        quad[2 * k] = (float)corners[k].x;
        quad[2 * k + 1] = (float)corners[k].y;
    }
}

/// The parallelogram of a tilted square: whatever way it is turned, its moments are those of this one.
static int moments_of(const uint8_t *mask, int width, int height, Point corners[4]) {
    double count = 0, x = 0, y = 0, xx = 0, xy = 0, yy = 0;
    for (int row = 0; row < height; row++)
        for (int column = 0; column < width; column++) {
            if (!mask[(size_t)row * width + column]) continue;
            count += 1;
            x += column; y += row;
            xx += (double)column * column; xy += (double)column * row; yy += (double)row * row;
        }
    if (count < 16) return 0;
    x /= count; y /= count;
    // A unit square's variance is a twelfth; the square root of the matrix makes the parallelogram.
    const double a = 12 * (xx / count - x * x), b = 12 * (xy / count - x * y), d = 12 * (yy / count - y * y);
    const double root = sqrt(fmax(0, a * d - b * b)), sum = sqrt(fmax(1e-9, a + d + 2 * root));
    const double p = (a + root) / sum / 2, q = b / sum / 2, r = (d + root) / sum / 2;
    const double u[4] = {-1, 1, 1, -1}, v[4] = {-1, -1, 1, 1};
    for (int k = 0; k < 4; k++) corners[k] = (Point){x + p * u[k] + q * v[k], y + q * u[k] + r * v[k]};
    return p * r - q * q > 1;
}

int quads_round(const uint8_t *mask, int width, int height, float quads[3][8]) {
    const size_t count = (size_t)width * height;
    uint8_t *opened = malloc(count), *room = malloc(count), *eroded = malloc(count);
    Point *hull = malloc(sizeof *hull * (2 * (size_t)height + 4));
    int found = 0;
    if (opened && room && eroded && hull) {
        spread(mask, eroded, room, width, height, 1);
        spread(eroded, opened, room, width, height, 0);
        const int corners = hull_of(opened, width, height, hull);
        Point four[4];
        if (corners >= 4 && least_quad(hull, corners, four)) store(four, quads[found++]);
        if (corners >= 3 && least_rectangle(hull, corners, four)) store(four, quads[found++]);
        if (moments_of(mask, width, height, four)) store(four, quads[found++]);
    }
    free(opened); free(room); free(eroded); free(hull);
    return found;
}
