/* The ceiling: the rows that reports make, written straight to SQLite in transactions of 32 with synchronous=FULL.
 *
 * ceiling DATABASE REPORTS SECONDS
 *
 * DATABASE is a copy of a site whose last REPORTS tickets were just made by the gateway. Their rows are read once as
 * templates; each further report is a copy of one of them in turn under new keys and instants, so that tables,
 * indexes, sizes and places are the real ones. Prints the reports a second and how many rows the templates are. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { GROUP = 32, COLUMNS_MAX = 32, ROWS_MAX = 64, REPORTS_MAX = 1000, TABLES_MAX = 16, INSTANT_STEP = 100 };

static sqlite3 *db;
static unsigned long long random_state = 88172645463325252ULL;

static void fail(const char *what) {
    fprintf(stderr, "ceiling: %s: %s\n", what, db ? sqlite3_errmsg(db) : "no database");
    exit(1);
}

static void run(const char *sql) {
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) fail(sql);
}

static sqlite3_stmt *prepare(const char *sql) {
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) fail(sql);
    return statement;
}

/* How a column's value differs from copy to copy. */
enum change { SAME, NEXT_KEY, NEXT_POSITION, NEXT_INSTANT, NEXT_COMMAND };

/* One table: where a ticket's rows are (?1), and how to write one. */
struct table {
    const char *name, *where;
    int columns;
    enum change changes[COLUMNS_MAX];
    sqlite3_stmt *select, *insert;
};

static struct table tables[] = {
    { .name = "person_keys", .where = "person = (SELECT reporter FROM reports WHERE ticket = ?1)" },
    { .name = "events", .where = "stream_kind = 'ticket' AND stream_number = ?1" },
    { .name = "commands",
      .where = "command IN (SELECT command FROM events WHERE stream_kind = 'ticket' AND stream_number = ?1)" },
    { .name = "tickets", .where = "id = ?1" },
    { .name = "deadlines", .where = "ticket = ?1" },
    { .name = "reports", .where = "ticket = ?1" },
    { .name = "contact_index", .where = "report IN (SELECT id FROM reports WHERE ticket = ?1)" },
    { .name = "outbox", .where = "ticket = ?1" },
};
enum { TABLES = sizeof tables / sizeof tables[0] };

struct row {
    struct table *table;
    sqlite3_value *values[COLUMNS_MAX];
};

static struct { int count; struct row rows[ROWS_MAX]; } templates[REPORTS_MAX];

/* Keys of any kind move on by the same step, so that rows of different tables still belong together. */
static enum change change_of(const char *column) {
    static const struct { const char *column; enum change change; } known[] = {
        { "position", NEXT_POSITION }, { "command", NEXT_COMMAND },
        { "stream_number", NEXT_KEY }, { "id", NEXT_KEY }, { "ticket", NEXT_KEY }, { "report", NEXT_KEY },
        { "reporter", NEXT_KEY }, { "person", NEXT_KEY },
        { "recorded_at", NEXT_INSTANT }, { "reported_at", NEXT_INSTANT }, { "opened_at", NEXT_INSTANT },
        { "changed_at", NEXT_INSTANT }, { "response_due", NEXT_INSTANT }, { "resolution_due", NEXT_INSTANT },
        { "due", NEXT_INSTANT },
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(known[i].column, column) == 0) return known[i].change;
    return SAME;
}

static void prepare_table(struct table *table) {
    char sql[1024];
    snprintf(sql, sizeof sql, "SELECT * FROM %s WHERE site = 1 AND %s", table->name, table->where);
    table->select = prepare(sql);
    table->columns = sqlite3_column_count(table->select);
    if (table->columns > COLUMNS_MAX) fail("too many columns");
    snprintf(sql, sizeof sql, "INSERT INTO %s VALUES (", table->name);
    for (int i = 0; i < table->columns; i++) {
        strcat(sql, i ? ",?" : "?");
        table->changes[i] = change_of(sqlite3_column_name(table->select, i));
    }
    strcat(sql, ")");
    table->insert = prepare(sql);
}

/* Reads a ticket's rows. */
static void read_template(int number, long ticket) {
    for (int t = 0; t < TABLES; t++) {
        struct table *table = &tables[t];
        sqlite3_bind_int64(table->select, 1, ticket);
        while (sqlite3_step(table->select) == SQLITE_ROW) {
            if (templates[number].count == ROWS_MAX) fail("too many rows");
            struct row *row = &templates[number].rows[templates[number].count++];
            row->table = table;
            for (int i = 0; i < table->columns; i++)
                row->values[i] = sqlite3_value_dup(sqlite3_column_value(table->select, i));
        }
        sqlite3_reset(table->select);
    }
}

static unsigned long long next_random(void) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    return random_state ^= random_state << 17;
}

/* A UUID of version 7: ten to the millisecond, the rest random. */
static void new_command(unsigned char command[16], long copy) {
    unsigned long long milliseconds = 2000000000000ULL + (unsigned long long)copy / 10;
    unsigned long long high = milliseconds << 16 | 0x7000 | (next_random() >> 20 & 0xFFF);
    unsigned long long low = 0x8000000000000000ULL | next_random() >> 2;
    for (int i = 0; i < 8; i++) {
        command[i] = (unsigned char)(high >> (56 - 8 * i));
        command[8 + i] = (unsigned char)(low >> (56 - 8 * i));
    }
}

static long position;

static void bind(const struct row *row, int column, long step, const unsigned char command[16]) {
    sqlite3_stmt *insert = row->table->insert;
    sqlite3_value *value = row->values[column];
    enum change change = sqlite3_value_type(value) == SQLITE_NULL ? SAME : row->table->changes[column];
    sqlite3_int64 number = sqlite3_value_int64(value);
    switch (change) {
    case SAME: sqlite3_bind_value(insert, column + 1, value); break;
    case NEXT_KEY: sqlite3_bind_int64(insert, column + 1, number + step); break;
    case NEXT_POSITION: sqlite3_bind_int64(insert, column + 1, position); break;
    case NEXT_INSTANT: sqlite3_bind_int64(insert, column + 1, number + step * INSTANT_STEP); break;
    case NEXT_COMMAND: sqlite3_bind_blob(insert, column + 1, command, 16, SQLITE_TRANSIENT); break;
    }
}

static void write_copy(long copy, int reports) {
    unsigned char command[16];
    new_command(command, copy);
    /* Each round over the templates begins behind the keys of the round before. */
    int number = (int)(copy % reports);
    long step = (copy / reports + 1) * reports;
    for (int r = 0; r < templates[number].count; r++) {
        const struct row *row = &templates[number].rows[r];
        if (strcmp(row->table->name, "events") == 0) position++;
        for (int i = 0; i < row->table->columns; i++) bind(row, i, step, command);
        if (sqlite3_step(row->table->insert) != SQLITE_DONE) fail(row->table->name);
        sqlite3_reset(row->table->insert);
    }
}

static long number_of(const char *sql) {
    sqlite3_stmt *statement = prepare(sql);
    if (sqlite3_step(statement) != SQLITE_ROW) fail(sql);
    long number = (long)sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return number;
}

/* As the storage sets them. */
static void set_up(void) {
    run("PRAGMA journal_mode = WAL");
    run("PRAGMA synchronous = FULL");
    run("PRAGMA mmap_size = 0");
    run("PRAGMA secure_delete = ON");
    run("PRAGMA wal_autocheckpoint = 4000");
    run("PRAGMA cache_size = -32000");
    if (number_of("PRAGMA synchronous") != 2) fail("synchronous isn't FULL");
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* One transaction of 32 reports. */
static void write_group(long *copies, int reports, sqlite3_stmt *head) {
    run("BEGIN IMMEDIATE");
    for (int i = 0; i < GROUP; i++) write_copy((*copies)++, reports);
    sqlite3_bind_int64(head, 1, position);
    if (sqlite3_step(head) != SQLITE_DONE) fail("site_heads");
    sqlite3_reset(head);
    run("COMMIT");
}

int main(int count, char **arguments) {
    if (count != 4) return fprintf(stderr, "usage: ceiling DATABASE REPORTS SECONDS\n"), 2;
    int reports = atoi(arguments[2]), rows = 0;
    if (reports < 1 || reports > REPORTS_MAX) fail("REPORTS");
    if (sqlite3_open(arguments[1], &db) != SQLITE_OK) fail(arguments[1]);
    set_up();
    for (int t = 0; t < TABLES; t++) prepare_table(&tables[t]);
    long last = number_of("SELECT max(id) FROM tickets");
    for (int i = 0; i < reports; i++) read_template(i, last - reports + 1 + i), rows += templates[i].count;
    position = number_of("SELECT position FROM site_heads");
    sqlite3_stmt *head = prepare("UPDATE site_heads SET position = ?1, recorded_at = recorded_at + 1, hash = hash");
    double seconds = atof(arguments[3]), began = now();
    long copies = 0;
    while (now() - began < seconds) write_group(&copies, reports, head);
    printf("%.0f %d\n", (double)copies / (now() - began), rows);
    return 0;
}
