#ifndef CPOWERLOSS_H
#define CPOWERLOSS_H

/* A SQLite VFS for tests, over the system's own: it counts xSync, and for each file that it watches it knows what a
 * power failure would leave, which is what was synced, and perhaps some of the writes that weren't. */

/* Makes the shim the default VFS of this process. Files that nobody watches pass through. SQLITE_OK or an error code. */
int power_loss_install(void);

/* Watches every file whose path begins with the prefix and that is opened from now on. What a file holds when it is
 * first opened counts as durable. Returns 0, or -1 without memory. */
int power_loss_watch(const char *prefix);

/* Forgets the prefix's files; they must be closed. */
void power_loss_forget(const char *prefix);

/* How often the prefix's files were synced since they were watched. */
long power_loss_sync_count(const char *prefix);

/* From now on each write to the prefix's files is answered with `write_code` and does nothing, and each sync with
 * `sync_code`: SQLite's codes, such as SQLITE_FULL; 0 lets them through again. The prefix must be watched. */
void power_loss_fail(const char *prefix, int write_code, int sync_code);

/* Cuts the power at this moment: writes each watched file, as it would be found afterwards, into the folder `to`, which
 * must exist, under its own last name. Of the writes that were not synced, each is there with a probability of
 * `kept_percent` (0 to 100), drawn from the seed: a disk may carry them out in any order.
 * Returns how many writes were lost, or -1 where a file can't be written. */
long power_loss_cut(const char *prefix, const char *to, unsigned seed, int kept_percent);

#endif
