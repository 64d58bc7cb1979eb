#include "CPowerLoss.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A write or, without bytes, a truncation that was not synced yet. */
typedef struct Change {
    struct Change *next;
    sqlite3_int64 offset;
    int count;
    unsigned char bytes[];
} Change;

typedef struct Watched {
    struct Watched *next;
    char *path;
    unsigned char *synced;
    sqlite3_int64 size;
    sqlite3_int64 capacity;
    Change *first;
    Change **last;
    long syncs;
} Watched;

typedef struct Prefix {
    struct Prefix *next;
    char *text;
    int write_code;
    int sync_code;
} Prefix;

typedef struct ShimFile {
    sqlite3_file base;
    Watched *watched;
    /* The system's file follows. */
} ShimFile;

static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static Watched *watched_files;
static Prefix *prefixes;
static sqlite3_vfs *system_vfs;
static sqlite3_vfs shim_vfs;

static sqlite3_file *real(sqlite3_file *file) { return (sqlite3_file *)((ShimFile *)file + 1); }

static int begins_with(const char *text, const char *prefix) { return strncmp(text, prefix, strlen(prefix)) == 0; }

static int is_watched_path(const char *path) {
    for (Prefix *prefix = prefixes; prefix; prefix = prefix->next)
        if (begins_with(path, prefix->text)) return 1;
    return 0;
}

/* What a call on a watched file is answered with instead of being carried out; 0: nothing. */
static int failure(const Watched *file, int is_sync) {
    int code = 0;
    pthread_mutex_lock(&guard);
    for (Prefix *prefix = prefixes; prefix; prefix = prefix->next)
        if (begins_with(file->path, prefix->text)) code = is_sync ? prefix->sync_code : prefix->write_code;
    pthread_mutex_unlock(&guard);
    return code;
}

/* Makes an image at least so large, the new part zero. Returns 0, or -1 without memory. */
static int grow(unsigned char **image, sqlite3_int64 *capacity, sqlite3_int64 size) {
    if (size <= *capacity) return 0;
    sqlite3_int64 wanted = size * 2;
    unsigned char *larger = realloc(*image, (size_t)wanted);
    if (!larger) return -1;
    memset(larger + *capacity, 0, (size_t)(wanted - *capacity));
    *image = larger;
    *capacity = wanted;
    return 0;
}

static int apply(const Change *change, unsigned char **image, sqlite3_int64 *size, sqlite3_int64 *capacity) {
    if (change->count == 0) {
        if (change->offset < *size) memset(*image + change->offset, 0, (size_t)(*size - change->offset));
        if (grow(image, capacity, change->offset)) return -1;
        *size = change->offset;
        return 0;
    }
    sqlite3_int64 end = change->offset + change->count;
    if (grow(image, capacity, end)) return -1;
    memcpy(*image + change->offset, change->bytes, (size_t)change->count);
    if (end > *size) *size = end;
    return 0;
}

static void drop_changes(Watched *file) {
    while (file->first) {
        Change *next = file->first->next;
        free(file->first);
        file->first = next;
    }
    file->last = &file->first;
}

static void free_watched(Watched *file) {
    drop_changes(file);
    free(file->synced);
    free(file->path);
    free(file);
}

static Watched *find(const char *path) {
    for (Watched *file = watched_files; file; file = file->next)
        if (strcmp(file->path, path) == 0) return file;
    return NULL;
}

static int remember(Watched *file, const void *bytes, int count, sqlite3_int64 offset) {
    Change *change = malloc(sizeof(Change) + (size_t)count);
    if (!change) return SQLITE_NOMEM;
    change->next = NULL;
    change->offset = offset;
    change->count = count;
    if (count) memcpy(change->bytes, bytes, (size_t)count);
    pthread_mutex_lock(&guard);
    *file->last = change;
    file->last = &change->next;
    pthread_mutex_unlock(&guard);
    return SQLITE_OK;
}

static int shim_close(sqlite3_file *file) { return real(file)->pMethods->xClose(real(file)); }

static int shim_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
    return real(file)->pMethods->xRead(real(file), bytes, count, offset);
}

static int shim_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
    int code = failure(((ShimFile *)file)->watched, 0);
    if (code) return code;
    code = real(file)->pMethods->xWrite(real(file), bytes, count, offset);
    if (code != SQLITE_OK || count <= 0) return code;
    return remember(((ShimFile *)file)->watched, bytes, count, offset);
}

static int shim_truncate(sqlite3_file *file, sqlite3_int64 size) {
    int code = real(file)->pMethods->xTruncate(real(file), size);
    return code == SQLITE_OK ? remember(((ShimFile *)file)->watched, NULL, 0, size) : code;
}

static int shim_sync(sqlite3_file *file, int flags) {
    int code = failure(((ShimFile *)file)->watched, 1);
    if (code) return code;
    code = real(file)->pMethods->xSync(real(file), flags);
    if (code != SQLITE_OK) return code;
    Watched *watched = ((ShimFile *)file)->watched;
    pthread_mutex_lock(&guard);
    for (Change *change = watched->first; change && code == SQLITE_OK; change = change->next)
        if (apply(change, &watched->synced, &watched->size, &watched->capacity)) code = SQLITE_NOMEM;
    drop_changes(watched);
    watched->syncs++;
    pthread_mutex_unlock(&guard);
    return code;
}

static int shim_size(sqlite3_file *file, sqlite3_int64 *size) {
    return real(file)->pMethods->xFileSize(real(file), size);
}
static int shim_lock(sqlite3_file *file, int level) { return real(file)->pMethods->xLock(real(file), level); }
static int shim_unlock(sqlite3_file *file, int level) { return real(file)->pMethods->xUnlock(real(file), level); }
static int shim_reserved(sqlite3_file *file, int *result) {
    return real(file)->pMethods->xCheckReservedLock(real(file), result);
}
static int shim_control(sqlite3_file *file, int operation, void *argument) {
    return real(file)->pMethods->xFileControl(real(file), operation, argument);
}
static int shim_sector(sqlite3_file *file) { return real(file)->pMethods->xSectorSize(real(file)); }
static int shim_character(sqlite3_file *file) { return real(file)->pMethods->xDeviceCharacteristics(real(file)); }
static int shim_map(sqlite3_file *file, int page, int size, int extend, void volatile **memory) {
    return real(file)->pMethods->xShmMap(real(file), page, size, extend, memory);
}
static int shim_shm_lock(sqlite3_file *file, int offset, int count, int flags) {
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}
static void shim_barrier(sqlite3_file *file) { real(file)->pMethods->xShmBarrier(real(file)); }
static int shim_unmap(sqlite3_file *file, int delete) { return real(file)->pMethods->xShmUnmap(real(file), delete); }

/* Version 2: without xFetch, so that nothing is read past the shim. */
static const sqlite3_io_methods shim_methods = {
    2,          shim_close,    shim_read,      shim_write, shim_truncate, shim_sync,
    shim_size,  shim_lock,     shim_unlock,    shim_reserved, shim_control, shim_sector,
    shim_character, shim_map,  shim_shm_lock,  shim_barrier,  shim_unmap,   NULL, NULL,
};

/* What a file holds already when it is first opened is durable. */
static int load(Watched *watched, sqlite3_file *file) {
    sqlite3_int64 size = 0;
    if (file->pMethods->xFileSize(file, &size) != SQLITE_OK) return -1;
    if (grow(&watched->synced, &watched->capacity, size)) return -1;
    watched->size = size;
    if (size == 0) return 0;
    return file->pMethods->xRead(file, watched->synced, (int)size, 0) == SQLITE_OK ? 0 : -1;
}

static Watched *watch(const char *path, sqlite3_file *file) {
    Watched *watched = find(path);
    if (watched) return watched;
    watched = calloc(1, sizeof(Watched));
    if (!watched) return NULL;
    watched->last = &watched->first;
    watched->path = strdup(path);
    if (!watched->path || load(watched, file)) {
        free_watched(watched);
        return NULL;
    }
    watched->next = watched_files;
    watched_files = watched;
    return watched;
}

static int shim_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out_flags) {
    (void)vfs;
    pthread_mutex_lock(&guard);
    int is_watched = path && is_watched_path(path);
    pthread_mutex_unlock(&guard);
    /* A file that nobody watches is the system's own, without the shim in front. */
    if (!is_watched) return system_vfs->xOpen(system_vfs, path, file, flags, out_flags);
    int code = system_vfs->xOpen(system_vfs, path, real(file), flags, out_flags);
    if (code != SQLITE_OK) {
        file->pMethods = NULL;
        return code;
    }
    pthread_mutex_lock(&guard);
    ((ShimFile *)file)->watched = watch(path, real(file));
    pthread_mutex_unlock(&guard);
    if (!((ShimFile *)file)->watched) {
        real(file)->pMethods->xClose(real(file));
        file->pMethods = NULL;
        return SQLITE_NOMEM;
    }
    file->pMethods = &shim_methods;
    return SQLITE_OK;
}

static int shim_delete(sqlite3_vfs *vfs, const char *path, int sync_folder) {
    (void)vfs;
    int code = system_vfs->xDelete(system_vfs, path, sync_folder);
    if (code != SQLITE_OK) return code;
    pthread_mutex_lock(&guard);
    Watched *file = find(path);
    if (file) {
        drop_changes(file);
        file->size = 0;
        if (file->capacity) memset(file->synced, 0, (size_t)file->capacity);
    }
    pthread_mutex_unlock(&guard);
    return SQLITE_OK;
}

int power_loss_install(void) {
    pthread_mutex_lock(&guard);
    int code = SQLITE_OK;
    if (!system_vfs) {
        system_vfs = sqlite3_vfs_find(NULL);
        if (system_vfs) {
            shim_vfs = *system_vfs;
            shim_vfs.szOsFile = (int)sizeof(ShimFile) + system_vfs->szOsFile;
            shim_vfs.zName = "power-loss";
            shim_vfs.pNext = NULL;
            shim_vfs.xOpen = shim_open;
            shim_vfs.xDelete = shim_delete;
            code = sqlite3_vfs_register(&shim_vfs, 1);
        } else {
            code = SQLITE_ERROR;
        }
    }
    pthread_mutex_unlock(&guard);
    return code;
}

int power_loss_watch(const char *text) {
    Prefix *prefix = calloc(1, sizeof(Prefix));
    if (!prefix || !(prefix->text = strdup(text))) {
        free(prefix);
        return -1;
    }
    pthread_mutex_lock(&guard);
    prefix->next = prefixes;
    prefixes = prefix;
    pthread_mutex_unlock(&guard);
    return 0;
}

void power_loss_forget(const char *text) {
    pthread_mutex_lock(&guard);
    for (Prefix **link = &prefixes; *link;) {
        Prefix *prefix = *link;
        if (strcmp(prefix->text, text) == 0) {
            *link = prefix->next;
            free(prefix->text);
            free(prefix);
        } else {
            link = &prefix->next;
        }
    }
    for (Watched **link = &watched_files; *link;) {
        Watched *file = *link;
        if (begins_with(file->path, text)) {
            *link = file->next;
            free_watched(file);
        } else {
            link = &file->next;
        }
    }
    pthread_mutex_unlock(&guard);
}

void power_loss_fail(const char *text, int write_code, int sync_code) {
    pthread_mutex_lock(&guard);
    for (Prefix *prefix = prefixes; prefix; prefix = prefix->next) {
        if (strcmp(prefix->text, text) != 0) continue;
        prefix->write_code = write_code;
        prefix->sync_code = sync_code;
    }
    pthread_mutex_unlock(&guard);
}

long power_loss_sync_count(const char *prefix) {
    long count = 0;
    pthread_mutex_lock(&guard);
    for (Watched *file = watched_files; file; file = file->next)
        if (begins_with(file->path, prefix)) count += file->syncs;
    pthread_mutex_unlock(&guard);
    return count;
}

/* A generator of its own, so that a seed means the same everywhere (Marsaglia, xorshift32). */
static unsigned next_random(unsigned *state) {
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static long cut_file(const Watched *file, const char *to, unsigned *state, int kept_percent) {
    sqlite3_int64 size = file->size, capacity = file->capacity;
    unsigned char *image = malloc(capacity ? (size_t)capacity : 1);
    if (!image) return -1;
    if (capacity) memcpy(image, file->synced, (size_t)capacity);
    long lost = 0;
    for (const Change *change = file->first; change; change = change->next) {
        if ((int)(next_random(state) % 100) >= kept_percent) {
            lost++;
        } else if (apply(change, &image, &size, &capacity)) {
            free(image);
            return -1;
        }
    }
    const char *slash = strrchr(file->path, '/');
    char name[4096];
    int length = snprintf(name, sizeof name, "%s/%s", to, slash ? slash + 1 : file->path);
    FILE *out = length > 0 && length < (int)sizeof name ? fopen(name, "wb") : NULL;
    size_t written = out ? fwrite(image, 1, (size_t)size, out) : 0;
    free(image);
    if (!out || fclose(out) != 0 || written != (size_t)size) return -1;
    return lost;
}

long power_loss_cut(const char *prefix, const char *to, unsigned seed, int kept_percent) {
    unsigned state = seed * 2654435761u | 1u;
    long lost = 0;
    pthread_mutex_lock(&guard);
    for (Watched *file = watched_files; file && lost >= 0; file = file->next) {
        if (!begins_with(file->path, prefix) || (file->size == 0 && !file->first)) continue;
        long here = cut_file(file, to, &state, kept_percent);
        lost = here < 0 ? -1 : lost + here;
    }
    pthread_mutex_unlock(&guard);
    return lost;
}
