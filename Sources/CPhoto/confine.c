#define _GNU_SOURCE
#include "Confinement.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
enum { this_architecture = AUDIT_ARCH_X86_64 };
#elif defined(__aarch64__)
enum { this_architecture = AUDIT_ARCH_AARCH64 };
#else
enum { this_architecture = 0 };
#endif

static int limit(int resource, rlim_t most) {
    const struct rlimit both = {.rlim_cur = most, .rlim_max = most};
    return setrlimit(resource, &both);
}

/// Bytes of address space in use; 0 where the kernel doesn't say.
static uint64_t address_space(void) {
    FILE *file = fopen("/proc/self/statm", "re");
    unsigned long pages = 0;
    if (file == NULL) return 0;
    if (fscanf(file, "%lu", &pages) != 1) pages = 0;
    fclose(file);
    return (uint64_t)pages * (uint64_t)sysconf(_SC_PAGESIZE);
}

#define CALL_NUMBER BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr))
#define REFUSE(code) BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (code))
#define DENY(call, code) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##call, 0, 1), REFUSE(code)
#define ARGUMENT(index) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[index]))

/// Connections, other programs, other processes, changed files: all that a decoder has no business with.
static int install_filter(void) {
    static struct sock_filter rules[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, this_architecture, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        CALL_NUMBER,
        // Another numbering of the same calls (x32) would pass by every rule below.
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1), REFUSE(ENOSYS),
        DENY(socket, EACCES), DENY(socketpair, EACCES), DENY(connect, EACCES), DENY(bind, EACCES),
        DENY(listen, EACCES), DENY(accept4, EACCES), DENY(execve, EACCES), DENY(execveat, EACCES),
        DENY(ptrace, EACCES), DENY(process_vm_readv, EACCES), DENY(process_vm_writev, EACCES),
        DENY(kill, EACCES), DENY(tkill, EACCES), DENY(unlinkat, EACCES), DENY(renameat2, EACCES),
        DENY(mkdirat, EACCES), DENY(linkat, EACCES), DENY(symlinkat, EACCES), DENY(fchmodat, EACCES),
        DENY(fchownat, EACCES), DENY(truncate, EACCES), DENY(mount, EACCES), DENY(umount2, EACCES),
        DENY(setns, EACCES), DENY(unshare, EACCES), DENY(bpf, EACCES), DENY(perf_event_open, EACCES),
        DENY(keyctl, EACCES), DENY(add_key, EACCES), DENY(io_uring_setup, EACCES), DENY(userfaultfd, EACCES),
        DENY(openat2, ENOSYS), DENY(memfd_create, EACCES),
        // Its arguments lie in memory, where no filter looks: glibc then uses clone.
        DENY(clone3, ENOSYS),
#if defined(__x86_64__)
        DENY(fork, EACCES), DENY(vfork, EACCES), DENY(accept, EACCES), DENY(unlink, EACCES),
        DENY(rename, EACCES), DENY(renameat, EACCES), DENY(mkdir, EACCES), DENY(rmdir, EACCES),
        DENY(link, EACCES), DENY(symlink, EACCES), DENY(chmod, EACCES), DENY(chown, EACCES),
        DENY(lchown, EACCES), DENY(creat, EACCES),
        // open(path, flags): only reading.
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_open, 0, 4), ARGUMENT(1),
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, O_WRONLY | O_RDWR | O_CREAT | O_TRUNC, 0, 1), REFUSE(EACCES),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
#endif
        // openat(folder, path, flags).
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_openat, 0, 4), ARGUMENT(2),
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, O_WRONLY | O_RDWR | O_CREAT | O_TRUNC, 0, 1), REFUSE(EACCES),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        // clone(flags): threads of this process only.
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_clone, 0, 3), ARGUMENT(0),
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 1, 0), REFUSE(EACCES),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    static const struct sock_fprog program = {
        .len = sizeof rules / sizeof *rules, .filter = rules,
    };
    if (this_architecture == 0) return -1;
    // For threads too that the runtime has started already.
    return (int)syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program);
}

ConfinementStatus confine_process(uint64_t memory_max, uint64_t descriptors_max) {
    if (syscall(__NR_close_range, 3u, ~0u, 0u) != 0) return confinement_limits_refused;
    const uint64_t used = address_space();
    if (used == 0) return confinement_limits_refused;
    if (limit(RLIMIT_AS, used + memory_max) != 0) return confinement_limits_refused;
    if (limit(RLIMIT_CORE, 0) != 0 || limit(RLIMIT_FSIZE, 0) != 0) return confinement_limits_refused;
    if (limit(RLIMIT_NOFILE, descriptors_max) != 0) return confinement_limits_refused;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return confinement_limits_refused;
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return confinement_limits_refused;
    return install_filter() == 0 ? confinement_ok : confinement_without_filter;
}

int confine_seconds(uint64_t seconds) {
    struct rusage usage;
    if (getrusage(RUSAGE_SELF, &usage) != 0) return -1;
    const uint64_t used = (uint64_t)usage.ru_utime.tv_sec + (uint64_t)usage.ru_stime.tv_sec;
    struct rlimit both;
    if (getrlimit(RLIMIT_CPU, &both) != 0) return -1;
    // Only the lower one moves: the upper one can't be raised again.
    both.rlim_cur = used + seconds + 1;
    return setrlimit(RLIMIT_CPU, &both);
}
