#ifndef MENDMARK_CPANGOCAIRO_SHIM_H
#define MENDMARK_CPANGOCAIRO_SHIM_H

// cairo with its PDF and SVG surfaces, and Pango on it. No inline wrapper is needed: GObject's casting macros
// (PANGO_CAIRO_FONT_MAP and the like) aren't imported by Swift, but every type they cast between is opaque
// there, so pointers pass as they are, and g_object_unref takes a raw pointer.
#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <pango/pangocairo.h>

#endif
