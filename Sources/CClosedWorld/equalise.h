#ifndef EQUALISE_H
#define EQUALISE_H

#include "crop.h"

/// What an equaliser made of a symbol's modules.
typedef struct {
    int mask;
    /// How far the known data modules, each judged without itself, are beyond chance.
    double known;
    /// Of every module: dark as plus, about −1 to 1; and how far off such a value is, squared.
    float soft[modules_max * modules_max], error[modules_max * modules_max];
} EqualisedSymbol;

/// Trains an equaliser on the known modules of this very photo, under one of the 8 masks or the likeliest of
/// them
/// (`mask` −1). Where the known modules are less than `least` beyond chance, nothing but that is told.
/// Returns 0, or −1 where nothing came of it.
int symbol_equalise(
    SymbolCrop *crop, const SymbolWorld *world, const SymbolWarp *warp, int mask, double least,
    EqualisedSymbol *symbol);

/// How far the known data modules are beyond chance under a mask, in a fifth of the time.
double symbol_judge(SymbolCrop *crop, const SymbolWorld *world, const SymbolWarp *warp, int mask);

#endif
