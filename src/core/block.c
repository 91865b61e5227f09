/*
 * The cache of CPU memory blocks. A fresh page costs more than most operations do, so blocks are
 * kept in free lists, one per size class, 8 classes per octave. Blocks below 2 MB are carved from
 * shared regions; larger ones are mappings of their own. Nothing here locks: the library is used
 * by one thread at a time, and a forked child may go on with its copy.
 */
#if !defined(_DEFAULT_SOURCE)
#define _DEFAULT_SOURCE /* for MAP_ANONYMOUS and madvise() */
#endif
#include "core.h"

#include <stdlib.h>
#if defined(__unix__) || defined(__APPLE__)
#define HAVE_MMAP 1
#include <sys/mman.h>
#if !defined(MAP_ANONYMOUS) && defined(MAP_ANON)
#define MAP_ANONYMOUS MAP_ANON
#endif
#else
#include <malloc.h>
#endif
#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(start, bytes) ((void)0)
#define ASAN_UNPOISON_MEMORY_REGION(start, bytes) ((void)0)
#endif

#define UNIT 64                          /* alignment, and the smallest block */
#define MB ((size_t)1 << 20)
#define HUGE_PAGE (2 * MB)
#define MAX_BYTES ((size_t)1 << 47)      /* what a process can address; larger requests are absurd */
#define N_CLASSES 320
#define SMALL_BYTES (8 * (size_t)1024)   /* blocks up to this share regions of their own kind */
#define CARVED_BYTES (2 * MB - 1)        /* blocks up to this share regions */
#define KEEP_BYTES (64 * MB)             /* a cache this large is never trimmed by itself */
#define KEEP_PEAK_BYTES (256 * MB)       /* how much of a recent peak is kept for the next one */

typedef struct block { struct block *next; } block;

/* A free list. idle: the fewest blocks it held since the last trim, so blocks that nobody missed. */
typedef struct { block *first; size_t count, idle; } free_list;

/* A mapping from which blocks of several classes are carved. free: only used while trimming. */
typedef struct { char *base; size_t bytes, carved, free; } region;

static free_list lists[N_CLASSES];
static region *regions;
static size_t n_regions, cap_regions;
static region *open_region[2];           /* the region being carved: small blocks, other blocks */
static size_t live, cached;              /* bytes handed out, bytes in the lists */
static size_t cached_after_trim;
/* The highest live bytes of this period and the one before; a period is some volume of requests. */
static size_t peak, former_peak, period_volume;

static int class_of(size_t bytes);
static size_t class_bytes(int class);
static block *carve(int class);
static block *map(size_t bytes);
static void unmap(void *base, size_t bytes);
static void trim_to(size_t target);
static void trim_if_large(void);
static void note_live(size_t bytes);

void *th_block_alloc(size_t bytes)
{
    if (bytes > MAX_BYTES) return NULL;
    int class = class_of(bytes);
    size_t size = class_bytes(class);
    free_list *list = &lists[class];
    block *b = list->first;
    if (b) {
        list->first = b->next;
        if (--list->count < list->idle) list->idle = list->count;
        cached -= size;
    } else {
        b = size > CARVED_BYTES ? map(size) : carve(class);
        if (!b) {
            th_block_trim();
            b = size > CARVED_BYTES ? map(size) : carve(class);
        }
        if (!b) return NULL;
    }
    note_live(size);
    ASAN_UNPOISON_MEMORY_REGION(b, bytes);
    return b;
}

void th_block_free(void *data, size_t bytes)
{
    if (!data) return;
    int class = class_of(bytes);
    size_t size = class_bytes(class);
    block *b = data;
    ASAN_UNPOISON_MEMORY_REGION(b, sizeof *b);
    b->next = lists[class].first;
    ASAN_POISON_MEMORY_REGION(b + 1, size - sizeof *b);
    lists[class].first = b;
    lists[class].count++;
    live -= size;
    cached += size;
    if (cached > KEEP_BYTES) trim_if_large();
}

void th_block_trim(void) { trim_to(0); }

size_t th_block_cached(void) { return cached; }

/* ---- Size classes ------------------------------------------------------------------------------ */

static int highest_bit(size_t n)
{
#if defined(__GNUC__)
    return 63 - __builtin_clzll((unsigned long long)n);
#else
    int bit = -1;
    while (n) { n >>= 1; bit++; }
    return bit;
#endif
}

/* Up to 8 units each count is a class; above, 3 bits below the highest tell the class. */
static int class_of(size_t bytes)
{
    size_t last = bytes ? (bytes - 1) / UNIT : 0;
    if (last < 8) return (int)last;
    int octave = highest_bit(last);
    return 8 * (octave - 3) + (int)(last >> (octave - 3));
}

static size_t class_bytes(int class)
{
    if (class < 8) return (size_t)(class + 1) * UNIT;
    int octave = class / 8 - 1; /* above the first one */
    return ((size_t)(class % 8 + 9) << octave) * UNIT;
}

/* ---- Carving ----------------------------------------------------------------------------------- */

static bool new_region(bool small);
static void give_tail(region *r);

static block *carve(int class)
{
    size_t size = class_bytes(class);
    bool small = size <= SMALL_BYTES;
    region *r = open_region[small];
    if (!r || r->bytes - r->carved < size) {
        if (!new_region(small)) return NULL;
        r = open_region[small];
    }
    block *b = (block *)(r->base + r->carved);
    r->carved += size;
    return b;
}

static bool grow_regions(void)
{
    if (n_regions < cap_regions) return true;
    size_t cap = cap_regions ? 2 * cap_regions : 64;
    ptrdiff_t at[2];
    for (int i = 0; i < 2; i++) at[i] = open_region[i] ? open_region[i] - regions : -1;
    region *grown = realloc(regions, cap * sizeof *grown);
    if (!grown) return false;
    for (int i = 0; i < 2; i++) open_region[i] = at[i] < 0 ? NULL : grown + at[i];
    regions = grown;
    cap_regions = cap;
    return true;
}

static bool new_region(bool small)
{
    size_t bytes = small ? HUGE_PAGE : 4 * HUGE_PAGE;
    if (!grow_regions()) return false;
    char *base = (char *)map(bytes);
    if (!base) return false;
    if (open_region[small]) give_tail(open_region[small]);
    regions[n_regions] = (region){.base = base, .bytes = bytes};
    open_region[small] = &regions[n_regions++];
    return true;
}

/* The rest of a region that is too full goes to the lists, in blocks as large as fit. */
static void give_tail(region *r)
{
    while (r->bytes - r->carved >= UNIT) {
        int class = class_of(r->bytes - r->carved);
        if (class_bytes(class) > r->bytes - r->carved) class--;
        size_t size = class_bytes(class);
        block *b = (block *)(r->base + r->carved);
        r->carved += size;
        b->next = lists[class].first;
        lists[class].first = b;
        lists[class].count++;
        cached += size;
    }
}

/* ---- Trimming ---------------------------------------------------------------------------------- */

static void release_mappings(size_t target, bool only_idle);
static void release_regions(void);

/* Blocks that nobody missed since the last trim go first, then the largest, then whole regions. */
static void trim_to(size_t target)
{
    release_mappings(target, true);
    release_mappings(target, false);
    if (cached > target) release_regions();
    for (int c = 0; c < N_CLASSES; c++) lists[c].idle = lists[c].count;
    cached_after_trim = cached;
}

/* Half of what lives may lie idle, or what a recent peak needed, since loops come back to it, and a
 * little more. What the last trim could not give back is no reason to try again at once. */
static void trim_if_large(void)
{
    size_t highest = peak > former_peak ? peak : former_peak;
    size_t limit = highest > live ? highest - live : 0;
    if (limit > KEEP_PEAK_BYTES) limit = KEEP_PEAK_BYTES;
    if (limit < live / 2) limit = live / 2;
    limit += KEEP_BYTES;
    if (cached > limit && cached > cached_after_trim + KEEP_BYTES / 4) trim_to(limit - limit / 4);
}

static void note_live(size_t bytes)
{
    live += bytes;
    period_volume += bytes;
    if (live > peak) peak = live;
    if (period_volume > 8 * peak + KEEP_BYTES) {
        former_peak = peak;
        peak = live;
        period_volume = 0;
    }
}

static void release_mappings(size_t target, bool only_idle)
{
    for (int c = N_CLASSES - 1; c >= 0 && class_bytes(c) > CARVED_BYTES; c--) {
        size_t size = class_bytes(c), n = only_idle ? lists[c].idle : lists[c].count;
        for (; n > 0 && cached > target; n--) {
            block *b = lists[c].first;
            lists[c].first = b->next;
            lists[c].count--;
            cached -= size;
            unmap(b, size);
        }
    }
}

static int compare_regions(const void *a, const void *b)
{
    const char *x = ((const region *)a)->base, *y = ((const region *)b)->base;
    return (x > y) - (x < y);
}

static region *region_of(const void *p)
{
    size_t low = 0, high = n_regions;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if ((const char *)p >= regions[middle].base) low = middle; else high = middle;
    }
    return &regions[low];
}

static bool is_free(const region *r) { return r->free == r->carved; }

static void forget_free_regions(int class)
{
    block **link = &lists[class].first;
    while (*link) {
        if (!is_free(region_of(*link))) { link = &(*link)->next; continue; }
        *link = (*link)->next;
        lists[class].count--;
        cached -= class_bytes(class);
    }
}

/* Gives back the regions all of whose blocks are in the lists. */
static void release_regions(void)
{
    const char *open_base[2];
    for (int i = 0; i < 2; i++) open_base[i] = open_region[i] ? open_region[i]->base : NULL;
    qsort(regions, n_regions, sizeof *regions, compare_regions);
    for (size_t i = 0; i < n_regions; i++) regions[i].free = 0;
    for (int c = 0; c < N_CLASSES && class_bytes(c) <= CARVED_BYTES; c++)
        for (block *b = lists[c].first; b; b = b->next) region_of(b)->free += class_bytes(c);
    for (int c = 0; c < N_CLASSES && class_bytes(c) <= CARVED_BYTES; c++) forget_free_regions(c);
    size_t kept = 0;
    for (size_t i = 0; i < n_regions; i++)
        if (is_free(&regions[i])) unmap(regions[i].base, regions[i].bytes);
        else regions[kept++] = regions[i];
    n_regions = kept;
    for (int i = 0; i < 2; i++) {
        region *r = n_regions && open_base[i] ? region_of(open_base[i]) : NULL;
        open_region[i] = r && r->base == open_base[i] ? r : NULL;
    }
}

/* ---- The system -------------------------------------------------------------------------------- */

#ifdef HAVE_MMAP
/* Aligned to huge pages, so that one page fault brings 2 MB where the system can. */
static block *map(size_t bytes)
{
    size_t padded = bytes + HUGE_PAGE; /* every size mapped is a multiple of 256 KB, whole pages */
    char *base = mmap(NULL, padded, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (base == MAP_FAILED) return NULL;
    size_t before = (HUGE_PAGE - (uintptr_t)base % HUGE_PAGE) % HUGE_PAGE;
    if (before) munmap(base, before);
    munmap(base + before + bytes, padded - before - bytes);
#ifdef MADV_HUGEPAGE
    madvise(base + before, bytes, MADV_HUGEPAGE);
#endif
    return (block *)(base + before);
}

static void unmap(void *base, size_t bytes)
{
    ASAN_UNPOISON_MEMORY_REGION(base, bytes);
    munmap(base, bytes);
}
#else
static block *map(size_t bytes) { return _aligned_malloc(bytes, UNIT); }
static void unmap(void *base, size_t bytes) { (void)bytes; _aligned_free(base); }
#endif
