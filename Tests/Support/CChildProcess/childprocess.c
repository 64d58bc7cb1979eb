#define _GNU_SOURCE
#include "CChildProcess.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

int child_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }

int child_memory_file(void) { return memfd_create("input", MFD_CLOEXEC); }

int child_close_from(posix_spawn_file_actions_t *actions, int first) {
    return posix_spawn_file_actions_addclosefrom_np(actions, first);
}
