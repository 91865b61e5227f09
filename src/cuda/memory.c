#include "memory.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define KB ((size_t)1024)
#define MB (1024 * KB)
#define UNIT 512                 /* blocks are multiples of this, and aligned to it */
#define SMALL MB                 /* up to this much, blocks share small segments */
#define SMALL_SEGMENT (2 * MB)
#define LARGE_SEGMENT (20 * MB)  /* blocks below half of this share large segments */
#define LARGE_UNIT (2 * MB)      /* larger segments hold one block at first, and are multiples of this */
#define N_CLASSES 160            /* four per octave */

typedef struct block {
    char *data;
    size_t bytes;
    bool used, small;               /* small: of a small segment */
    struct block *before, *after;   /* neighbours in the segment */
    struct block *previous, *next;  /* in the list of free blocks of a class */
    struct block *chain;            /* in the table of used blocks */
} block;

struct cuda_pool {
    cuda_memory_source source;
    block *free[2][N_CLASSES];      /* large, small */
    block **table;                  /* used blocks by address */
    size_t n_table;                 /* a power of two */
    block *spare;                   /* structs to be used again */
    block **segments;               /* first blocks */
    size_t n_segments, room;
    th_memory_stats stats;
    th_memory_event *history;       /* (n_history) a ring: event k is at k % n_history */
    size_t n_history, n_events;     /* n_events: ever */
};

static block *find(cuda_pool *pool, size_t bytes, bool small);
static block *new_segment(cuda_pool *pool, size_t bytes, bool small);
static void cut(cuda_pool *pool, block *b, size_t bytes);
static void put(cuda_pool *pool, block *b);
static block *merge(cuda_pool *pool, block *b);
static bool remember(cuda_pool *pool, block *b);
static block *forget(cuda_pool *pool, void *data);
static void count(th_memory_stats *s, int64_t bytes);
static void tell(cuda_pool *pool, th_memory_action action, void *data, size_t bytes);

/* ---- Blocks -------------------------------------------------------------------------------------- */

void *cuda_pool_alloc(cuda_pool *pool, size_t bytes)
{
    if (bytes > SIZE_MAX / 4) return NULL;
    size_t rounded = (bytes + UNIT - 1) / UNIT * UNIT;
    if (rounded == 0) rounded = UNIT;
    bool small = rounded <= SMALL;
    block *b = find(pool, rounded, small);
    if (!b && !(b = new_segment(pool, rounded, small))) {
        pool->stats.retries++;
        cuda_pool_trim(pool);
        if (!(b = new_segment(pool, rounded, small))) {
            pool->stats.ooms++;
            tell(pool, TH_OOM, NULL, rounded);
            return NULL;
        }
    }
    cut(pool, b, rounded);
    b->used = true;
    if (!remember(pool, b)) {
        b->used = false;
        put(pool, merge(pool, b));
        return NULL;
    }
    count(&pool->stats, (int64_t)b->bytes);
    tell(pool, TH_ALLOC, b->data, b->bytes);
    return b->data;
}

bool cuda_pool_free(cuda_pool *pool, void *data)
{
    block *b = forget(pool, data);
    if (!b) return false;
    pool->stats.allocated -= (int64_t)b->bytes;
    pool->stats.allocations--;
    tell(pool, TH_FREE, b->data, b->bytes);
    b->used = false;
    put(pool, merge(pool, b));
    return true;
}

static void raise(int64_t value, int64_t *peak) { if (value > *peak) *peak = value; }

static void count(th_memory_stats *s, int64_t bytes)
{
    s->allocated += bytes;
    s->allocated_ever += bytes;
    s->allocations++;
    s->allocations_ever++;
    raise(s->allocated, &s->allocated_peak);
    raise(s->allocations, &s->allocations_peak);
}

static block *block_struct(cuda_pool *pool)
{
    block *b = pool->spare;
    if (b) pool->spare = b->next;
    else if (!(b = malloc(sizeof *b))) return NULL;
    memset(b, 0, sizeof *b);
    return b;
}

static void drop_struct(cuda_pool *pool, block *b)
{
    b->next = pool->spare;
    pool->spare = b;
}

/* Splits what is too much off b, which is not in a list. Small rests of large blocks stay with them. */
static void cut(cuda_pool *pool, block *b, size_t bytes)
{
    size_t rest = b->bytes - bytes;
    if (rest < (b->small ? UNIT : SMALL + UNIT)) return;
    block *other = block_struct(pool);
    if (!other) return;
    *other = (block){.data = b->data + bytes, .bytes = rest, .small = b->small, .before = b, .after = b->after};
    if (b->after) b->after->before = other;
    b->after = other;
    b->bytes = bytes;
    put(pool, other);
}

/* ---- Lists of free blocks --------------------------------------------------------------------------- */

static int class_of(size_t bytes)
{
    size_t units = bytes / UNIT;
    int octave = 0;
    for (size_t u = units; u >= 8; u >>= 1) octave++; /* 4 to 7 remain: the class within the octave */
    int c = octave * 4 + (int)(units >> octave);
    return c < N_CLASSES ? c : N_CLASSES - 1;
}

static void put(cuda_pool *pool, block *b)
{
    block **list = &pool->free[b->small][class_of(b->bytes)];
    b->previous = NULL;
    b->next = *list;
    if (*list) (*list)->previous = b;
    *list = b;
}

static void take(cuda_pool *pool, block *b)
{
    if (b->previous) b->previous->next = b->next;
    else pool->free[b->small][class_of(b->bytes)] = b->next;
    if (b->next) b->next->previous = b->previous;
}

/* A block above 20 MB is not given to requests that would leave most of it unused for long: whole
 * segments are better kept for requests of their size. */
static bool suits(const block *b, size_t bytes)
{
    if (b->bytes < bytes) return false;
    return b->small || bytes >= LARGE_SEGMENT / 2 || b->bytes <= 2 * LARGE_SEGMENT || b->before || b->after;
}

#define LOOKED_AT 64 /* of a class's blocks that fit, which may be thousands */

/* The smallest block that is large enough; of equal ones that with the lowest address. */
static block *find(cuda_pool *pool, size_t bytes, bool small)
{
    for (int c = class_of(bytes); c < N_CLASSES; c++) {
        block *best = NULL;
        int seen = 0;
        for (block *b = pool->free[small][c]; b && seen < LOOKED_AT; b = b->next) {
            if (!suits(b, bytes)) continue;
            seen++;
            if (!best || b->bytes < best->bytes || (b->bytes == best->bytes && b->data < best->data)) best = b;
        }
        if (!best) continue;
        take(pool, best);
        return best;
    }
    return NULL;
}

/* b swallows b->after. */
static void swallow(cuda_pool *pool, block *b)
{
    block *gone = b->after;
    b->bytes += gone->bytes;
    b->after = gone->after;
    if (b->after) b->after->before = b;
    drop_struct(pool, gone);
}

/* Joins b, which is free and in no list, with free neighbours. */
static block *merge(cuda_pool *pool, block *b)
{
    if (b->after && !b->after->used) {
        take(pool, b->after);
        swallow(pool, b);
    }
    if (b->before && !b->before->used) {
        b = b->before;
        take(pool, b);
        swallow(pool, b);
    }
    return b;
}

/* ---- Segments ----------------------------------------------------------------------------------------- */

static size_t segment_bytes(size_t bytes, bool small)
{
    if (small) return SMALL_SEGMENT;
    if (bytes < LARGE_SEGMENT / 2) return LARGE_SEGMENT;
    return (bytes + LARGE_UNIT - 1) / LARGE_UNIT * LARGE_UNIT;
}

static bool make_room(cuda_pool *pool)
{
    if (pool->n_segments < pool->room) return true;
    size_t room = pool->room ? 2 * pool->room : 64;
    block **segments = realloc(pool->segments, room * sizeof *segments);
    if (!segments) return false;
    pool->segments = segments;
    pool->room = room;
    return true;
}

static block *new_segment(cuda_pool *pool, size_t bytes, bool small)
{
    block *b = block_struct(pool);
    if (!b || !make_room(pool)) {
        if (b) drop_struct(pool, b);
        return NULL;
    }
    b->small = small;
    b->bytes = segment_bytes(bytes, small);
    b->data = pool->source.get(pool->source.self, b->bytes);
    if (!b->data) {
        drop_struct(pool, b);
        return NULL;
    }
    pool->segments[pool->n_segments++] = b;
    th_memory_stats *s = &pool->stats;
    s->reserved += (int64_t)b->bytes;
    s->reserved_ever += (int64_t)b->bytes;
    s->segments++;
    s->segments_ever++;
    raise(s->reserved, &s->reserved_peak);
    raise(s->segments, &s->segments_peak);
    tell(pool, TH_SEGMENT_ALLOC, b->data, b->bytes);
    return b;
}

static void give_back(cuda_pool *pool, block *b)
{
    pool->source.give(pool->source.self, b->data, b->bytes);
    pool->stats.reserved -= (int64_t)b->bytes;
    pool->stats.segments--;
    tell(pool, TH_SEGMENT_FREE, b->data, b->bytes);
    drop_struct(pool, b);
}

void cuda_pool_trim(cuda_pool *pool)
{
    size_t kept = 0;
    for (size_t i = 0; i < pool->n_segments; i++) {
        block *b = pool->segments[i];
        if (b->used || b->after) { /* a free block without neighbours is a whole segment */
            pool->segments[kept++] = b;
            continue;
        }
        take(pool, b);
        give_back(pool, b);
    }
    pool->n_segments = kept;
}

/* ---- Used blocks by address ----------------------------------------------------------------------------- */

static size_t slot_of(const cuda_pool *pool, const void *data)
{
    return (size_t)((uintptr_t)data / UNIT * UINT64_C(0x9e3779b97f4a7c15) >> 20) & (pool->n_table - 1);
}

static bool grow_table(cuda_pool *pool)
{
    size_t n = pool->n_table ? 4 * pool->n_table : 1024, former = pool->n_table;
    block **table = calloc(n, sizeof *table), **old = pool->table;
    if (!table) return former > 0; /* longer chains will do */
    pool->table = table;
    pool->n_table = n;
    for (size_t i = 0; i < former; i++)
        for (block *b = old[i], *next; b; b = next) {
            next = b->chain;
            b->chain = table[slot_of(pool, b->data)];
            table[slot_of(pool, b->data)] = b;
        }
    free(old);
    return true;
}

static bool remember(cuda_pool *pool, block *b)
{
    if ((size_t)pool->stats.allocations >= pool->n_table && !grow_table(pool)) return false;
    block **slot = &pool->table[slot_of(pool, b->data)];
    b->chain = *slot;
    *slot = b;
    return true;
}

static block *forget(cuda_pool *pool, void *data)
{
    if (!pool->n_table) return NULL;
    block **link = &pool->table[slot_of(pool, data)];
    while (*link && (*link)->data != data) link = &(*link)->chain;
    block *b = *link;
    if (b) *link = b->chain;
    return b;
}

/* ---- History ------------------------------------------------------------------------------------------- */

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static void tell(cuda_pool *pool, th_memory_action action, void *data, size_t bytes)
{
    if (pool->n_history)
        pool->history[pool->n_events++ % pool->n_history] = (th_memory_event){data, (int64_t)bytes, now(), action};
}

bool cuda_pool_record(cuda_pool *pool, size_t n)
{
    free(pool->history);
    pool->history = n ? calloc(n, sizeof *pool->history) : NULL;
    pool->n_history = pool->history ? n : 0;
    pool->n_events = 0;
    return pool->n_history == n;
}

int64_t cuda_pool_events(const cuda_pool *pool, th_memory_event *events, int64_t room)
{
    size_t n = pool->n_events < pool->n_history ? pool->n_events : pool->n_history;
    for (size_t i = 0; i < n && (int64_t)i < room; i++)
        events[i] = pool->history[(pool->n_events - n + i) % pool->n_history];
    return (int64_t)n;
}

/* ---- The pool ------------------------------------------------------------------------------------------- */

cuda_pool *cuda_pool_new(cuda_memory_source source)
{
    cuda_pool *pool = calloc(1, sizeof *pool);
    if (pool) pool->source = source;
    return pool;
}

void cuda_pool_delete(cuda_pool *pool)
{
    for (size_t i = 0; i < pool->n_segments; i++) {
        block *first = pool->segments[i];
        while (first->after) swallow(pool, first);
        give_back(pool, first);
    }
    for (block *b = pool->spare, *next; b; b = next) {
        next = b->next;
        free(b);
    }
    free(pool->segments);
    free(pool->history);
    free(pool->table);
    free(pool);
}

void cuda_pool_stats(const cuda_pool *pool, th_memory_stats *stats)
{
    *stats = pool->stats;
    stats->inactive = 0;
    for (size_t i = 0; i < pool->n_segments; i++)
        for (const block *b = pool->segments[i]; b; b = b->after)
            if (!b->used && (b->before || b->after)) stats->inactive += (int64_t)b->bytes;
}

int64_t cuda_pool_blocks(const cuda_pool *pool, th_memory_block *blocks, int64_t room)
{
    int64_t n = 0;
    for (size_t i = 0; i < pool->n_segments; i++)
        for (const block *b = pool->segments[i]; b; b = b->after, n++)
            if (n < room) blocks[n] = (th_memory_block){b->data, (int64_t)b->bytes, b->used, !b->before};
    return n;
}
