#ifndef VECTORISED_H
#define VECTORISED_H

// Loops that are compiled twice on x86, the second time for processors with AVX2; which one runs is settled
// at start.
#if defined(__x86_64__) && defined(__GLIBC__)
#define VECTORISED __attribute__((target_clones("arch=x86-64-v3", "default")))
#else
#define VECTORISED
#endif

#endif
