#ifndef CONFINEMENT_H
#define CONFINEMENT_H

#include <stdint.h>

// What a process gives up before it looks at files of strangers. prctl is variadic and the filter is built of macros:
// neither can be called from Swift.

typedef enum {
    confinement_ok = 0,
    /// A limit of setrlimit or a flag of prctl was refused; `errno` says why.
    confinement_limits_refused,
    /// Everything but the filter of system calls is in force: this kernel or processor has none.
    confinement_without_filter,
} ConfinementStatus;

/// For the rest of this process's life: no descriptor but 0 to 2, no core dump, no byte written to any file, no new descriptor beyond
/// `descriptors_max`, at most `memory_max` bytes of address space more than it has now, no privilege by any program, no
/// other process, program or connection.
ConfinementStatus confine_process(uint64_t memory_max, uint64_t descriptors_max);

/// Seconds of processor time that this process may use from now on; it is killed beyond them.
int confine_seconds(uint64_t seconds);

#endif
