/* Sorting and selecting items of one type; included by order.c once per type with NAME(f), ITEM,
 * LESS(a, b), LEADING_BITS(item) of the key, DIGIT(item, pass), PLACE_PASSES and PASSES defined. Items are all
 * different: places tell apart those with equal keys, their digits come before the keys'. */

static void NAME(insert)(ITEM *items, int64_t n)
{
    for (int64_t i = 1; i < n; i++) {
        ITEM x = items[i];
        int64_t j = i;
        for (; j > 0 && LESS(x, items[j - 1]); j--) items[j] = items[j - 1];
        items[j] = x;
    }
}

/* Least significant digit first; digits that all items share cost nothing, nor do those of places unless the items
 * were shuffled. */
static void NAME(sort)(ITEM *items, ITEM *spare, int64_t n, bool shuffled)
{
    int first_pass = shuffled ? 0 : PLACE_PASSES;
    int64_t counts[PASSES][256];
    ITEM *from = items, *to = spare;
    if (n <= 64) {
        NAME(insert)(items, n);
        return;
    }
    memset(counts, 0, sizeof counts);
    for (int64_t i = 0; i < n; i++)
        for (int pass = first_pass; pass < PASSES; pass++) counts[pass][DIGIT(items[i], pass)]++;
    for (int pass = first_pass; pass < PASSES; pass++) {
        int64_t *count = counts[pass], at = 0;
        if (count[DIGIT(items[0], pass)] == n) continue;
        for (int d = 0; d < 256; d++) {
            int64_t c = count[d];
            count[d] = at;
            at += c;
        }
        for (int64_t i = 0; i < n; i++) to[count[DIGIT(from[i], pass)]++] = from[i];
        ITEM *swap = from;
        from = to;
        to = swap;
    }
    if (from != items) memcpy(items, from, (size_t)n * sizeof *items);
}

static ITEM NAME(middle)(ITEM a, ITEM b, ITEM c)
{
    if (LESS(b, a)) { ITEM t = a; a = b; b = t; }
    return LESS(c, a) ? a : LESS(c, b) ? c : b;
}

/* Brings the k smallest items (0 < k < n) to the front. Sorts when pivots keep being bad. */
static void NAME(select)(ITEM *items, ITEM *spare, int64_t n, int64_t k)
{
    int64_t low = 0, high = n - 1;
    for (int tries = 0; low < high; tries++) {
        if (tries > 100) {
            NAME(sort)(items + low, spare, high - low + 1, true);
            return;
        }
        ITEM pivot = NAME(middle)(items[low], items[low + (high - low) / 2], items[high]);
        int64_t i = low, j = high;
        while (i <= j) {
            while (LESS(items[i], pivot)) i++;
            while (LESS(pivot, items[j])) j--;
            if (i > j) break;
            ITEM t = items[i];
            items[i++] = items[j];
            items[j--] = t;
        }
        if (k - 1 <= j) high = j;
        else if (k - 1 >= i) low = i;
        else return;
    }
}

static ITEM NAME(largest)(const ITEM *items, int64_t n)
{
    ITEM largest = items[0];
    for (int64_t i = 1; i < n; i++) if (LESS(largest, items[i])) largest = items[i];
    return largest;
}

#define FEW_SMALLEST 16
#define LOOK 64 /* items that are looked at together */

/* Most items are not among the smallest: whether any is can be seen without branches. */
TH_CLONES static bool NAME(any_below)(const ITEM *items, int64_t n, ITEM bound)
{
    int below = 0;
#pragma omp simd reduction(|:below)
    for (int64_t i = 0; i < n; i++) below |= LESS(items[i], bound);
    return below;
}

/* Puts x into its place among the k smallest, of which `held` are there; returns how many are then. */
static int64_t NAME(hold)(ITEM *items, int64_t held, int64_t k, ITEM x)
{
    if (held == k && !LESS(x, items[k - 1])) return held;
    int64_t j = held < k ? held++ : k - 1;
    for (; j > 0 && LESS(x, items[j - 1]); j--) items[j] = items[j - 1];
    items[j] = x;
    return held;
}

/* Few are kept in order: most items of a lane are compared with the last of them and no more. */
static void NAME(few_smallest)(const cpu_lane *lane, int64_t k, ITEM *items)
{
    int64_t held = 0;
    ITEM run[CPU_RUN];
    for (int64_t first = 0; first < lane->n && k > 0; first += CPU_RUN) {
        int64_t n = cpu_min(CPU_RUN, lane->n - first);
        NAME(load)(lane, first, n, run);
        for (int64_t from = 0; from < n; from += LOOK) {
            int64_t end = cpu_min(from + LOOK, n);
            if (held == k && !NAME(any_below)(run + from, end - from, items[k - 1])) continue;
            for (int64_t i = from; i < end; i++) held = NAME(hold)(items, held, k, run[i]);
        }
    }
}

/* Of many items, the leading bits of the key tell nearly all that are in from those that are out: what is left to
 * select from are the items that share the bits of the k-th. */
#define MANY_ITEMS 8192
#define BUCKETS 2048
static void NAME(smallest_of_many)(const cpu_lane *lane, int64_t k, ITEM *items, ITEM *spare)
{
    int64_t counts[BUCKETS] = {0}, below = 0, level = 0;
    uint64_t bucket = 0;
    ITEM run[CPU_RUN];
    for (int64_t first = 0, n; first < lane->n; first += n) {
        n = cpu_min(CPU_RUN, lane->n - first);
        NAME(load)(lane, first, n, run);
        for (int64_t i = 0; i < n; i++) counts[LEADING_BITS(run[i])]++;
    }
    for (int64_t passed = 0; passed + counts[bucket] < k; bucket++) passed += counts[bucket];
    for (int64_t first = 0, n; first < lane->n; first += n) {
        n = cpu_min(CPU_RUN, lane->n - first);
        NAME(load)(lane, first, n, run);
        for (int64_t i = 0; i < n; i++) {
            uint64_t bits = LEADING_BITS(run[i]);
            items[below] = spare[level] = run[i];
            below += bits < bucket;
            level += bits == bucket;
        }
    }
    NAME(select)(spare, items + below, level, k - below);
    memcpy(items + below, spare, (size_t)(k - below) * sizeof *items);
}

/* Leaves the k smallest items of a lane in front, in any order: candidates gather until there are
 * enough to drop the larger ones, so that small k need little memory traffic. */
static void NAME(smallest)(const cpu_lane *lane, int64_t k, ITEM *items, ITEM *spare)
{
    if (k <= FEW_SMALLEST) {
        NAME(few_smallest)(lane, k, items);
        return;
    }
    if (lane->n >= MANY_ITEMS && k < lane->n) {
        NAME(smallest_of_many)(lane, k, items, spare);
        return;
    }
    int64_t room = k < lane->n / 4 ? cpu_min(lane->n, 2 * k + 64) : lane->n, held = 0;
    bool dropped = false;
    ITEM run[CPU_RUN], worst = {0};
    for (int64_t first = 0; first < lane->n; first += CPU_RUN) {
        int64_t n = cpu_min(CPU_RUN, lane->n - first);
        NAME(load)(lane, first, n, run);
        for (int64_t i = 0; i < n; i++) {
            if (dropped && !LESS(run[i], worst)) continue;
            items[held++] = run[i];
            if (held < room || held == k) continue;
            NAME(select)(items, spare, held, k);
            held = k;
            dropped = true;
            worst = NAME(largest)(items, k);
        }
    }
    if (held > k) NAME(select)(items, spare, held, k);
}
