#ifndef CCHILDPROCESS_H
#define CCHILDPROCESS_H

#include <spawn.h>

// What Swift's Glibc doesn't show, since the C library declares it for _GNU_SOURCE only.

/// Both ends close when another program starts. Returns 0, or -1 with errno.
int child_pipe(int ends[2]);

/// An empty file in memory that closes when another program starts; -1 with errno.
int child_memory_file(void);

/// Closes every file from this one on before the program starts. Returns 0 or an errno.
int child_close_from(posix_spawn_file_actions_t *actions, int first);

#endif
