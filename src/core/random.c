/* Random numbers: generators, their seeds and states. The CPU stream is PyTorch's. */
#include "random.h"

#include "../config.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define DEFAULT_SEED 67280421310721u /* of generators that nobody has seeded, as in PyTorch */
#define MT_LAG 397
#define MAX_CUDA_DEVICES 64

static void mt_seed(th_generator *g, uint32_t seed);
TH_CLONES static void mt_next_block(th_generator *g);
static uint64_t random_seed(void);

/* ---- Generators ------------------------------------------------------------------------------- */

th_generator *th_generator_new(th_device device)
{
    th_generator *g = calloc(1, sizeof(*g));
    if (g == NULL) th_fail(TH_MEMORY_ERROR, "generator: out of memory");
    g->refs = 1;
    g->device = device;
    th_generator_seed(g, DEFAULT_SEED);
    return g;
}

th_generator *th_generator_keep(th_generator *g)
{
    if (g != NULL) g->refs++;
    return g;
}

void th_generator_release(th_generator *g)
{
    if (g != NULL && --g->refs == 0) free(g);
}

/* Seeds of the default generators made from now on; -1: each takes one from the system. */
static bool seeded_by_hand;
static uint64_t common_seed;
static th_generator *default_cpu, *default_cuda[MAX_CUDA_DEVICES];

th_generator *th_generator_default(th_device device)
{
    bool cuda = device.type == TH_CUDA;
    if (cuda && (device.index < 0 || device.index >= MAX_CUDA_DEVICES))
        th_fail(TH_VALUE_ERROR, "generator: got device %s, expected an index below %d", th_device_text(device),
                MAX_CUDA_DEVICES);
    th_generator **slot = cuda ? &default_cuda[device.index] : &default_cpu;
    if (*slot == NULL) {
        *slot = th_generator_new(cuda ? device : (th_device){TH_CPU, 0});
        th_generator_seed(*slot, seeded_by_hand ? common_seed : random_seed());
    }
    return *slot;
}

void th_manual_seed(uint64_t seed)
{
    seeded_by_hand = true;
    common_seed = seed;
    if (default_cpu) th_generator_seed(default_cpu, seed);
    for (int i = 0; i < MAX_CUDA_DEVICES; i++)
        if (default_cuda[i]) th_generator_seed(default_cuda[i], seed);
}

void th_generator_seed(th_generator *g, uint64_t seed)
{
    g->seed = seed;
    g->offset = 0;
    g->has_next_normal = g->has_next_float_normal = false;
    mt_seed(g, (uint32_t)seed);
}

uint64_t th_generator_seed_randomly(th_generator *g)
{
    th_generator_seed(g, random_seed());
    return g->seed;
}

uint64_t th_generator_initial_seed(const th_generator *g) { return g->seed; }

th_device th_generator_device(const th_generator *g) { return g->device; }

/* 53 bits from the system, so that the seed is exact as a double. */
static uint64_t random_seed(void)
{
    uint64_t seed = 0;
    FILE *source = fopen("/dev/urandom", "rb");
    bool read = source != NULL && fread(&seed, sizeof seed, 1, source) == 1;
    if (source != NULL) fclose(source);
    if (!read) seed = ((uint64_t)time(NULL) * 1000003u ^ (uint64_t)clock()) * 6364136223846793005u;
    return seed & ((UINT64_C(1) << 53) - 1);
}

/* ---- States ----------------------------------------------------------------------------------- */

/* The bytes of PyTorch's CPU generator state. */
typedef struct {
    uint64_t seed;
    int32_t left, seeded; /* left counts one more than the unused words */
    uint64_t next;
    uint64_t words[TH_MT_WORDS];
    double unused_x, next_normal, unused_rho;
    int32_t has_next_normal, padding;
    float next_float_normal;
    uint8_t has_next_float_normal, padding_end[3];
} cpu_state;
_Static_assert(sizeof(cpu_state) == TH_GENERATOR_STATE_BYTES, "the layout of PyTorch's generator state");

typedef struct { uint64_t seed, offset; } cuda_state;

size_t th_generator_state_bytes(const th_generator *g)
{
    return g->device.type == TH_CUDA ? sizeof(cuda_state) : sizeof(cpu_state);
}

void th_generator_state(const th_generator *g, void *bytes)
{
    if (g->device.type == TH_CUDA) {
        memcpy(bytes, &(cuda_state){g->seed, g->offset}, sizeof(cuda_state));
        return;
    }
    cpu_state state = {.seed = g->seed, .left = g->left + 1, .seeded = 1, .next = (uint64_t)g->next,
                       .next_normal = g->has_next_normal ? g->next_normal : 0, .has_next_normal = g->has_next_normal,
                       .next_float_normal = g->has_next_float_normal ? g->next_float_normal : 0,
                       .has_next_float_normal = g->has_next_float_normal};
    for (int i = 0; i < TH_MT_WORDS; i++) state.words[i] = g->words[i];
    memcpy(bytes, &state, sizeof state);
}

static void set_cpu_state(th_generator *g, const cpu_state *state)
{
    bool valid = state->seeded && state->left > 0 && state->left <= TH_MT_WORDS && state->next <= TH_MT_WORDS &&
                 state->left - 1 + (int64_t)state->next <= TH_MT_WORDS;
    if (!valid) th_fail(TH_VALUE_ERROR, "set_rng_state: got bytes that are no state of a CPU generator");
    g->seed = state->seed;
    g->left = state->left - 1;
    g->next = (int)state->next;
    for (int i = 0; i < TH_MT_WORDS; i++) g->words[i] = (uint32_t)state->words[i];
    g->has_next_normal = state->has_next_normal != 0;
    g->next_normal = state->next_normal;
    g->has_next_float_normal = state->has_next_float_normal != 0;
    g->next_float_normal = state->next_float_normal;
}

void th_generator_set_state(th_generator *g, const void *bytes, size_t n)
{
    if (n != th_generator_state_bytes(g))
        th_fail(TH_VALUE_ERROR, "set_rng_state: got a state of %zu bytes, expected %zu", n,
                th_generator_state_bytes(g));
    if (g->device.type == TH_CUDA) {
        cuda_state state;
        memcpy(&state, bytes, sizeof state);
        g->seed = state.seed;
        g->offset = state.offset;
    } else {
        cpu_state state;
        memcpy(&state, bytes, sizeof state);
        set_cpu_state(g, &state);
    }
}

/* ---- Draws ------------------------------------------------------------------------------------ */

static inline uint32_t temper(uint32_t y)
{
    y ^= y >> 11;
    y ^= (y << 7) & 0x9d2c5680u;
    y ^= (y << 15) & 0xefc60000u;
    return y ^ (y >> 18);
}

uint32_t th_random32(th_generator *g)
{
    if (g->left == 0) mt_next_block(g);
    g->left--;
    return temper(g->words[g->next++]);
}

uint64_t th_random64(th_generator *g)
{
    uint64_t high = th_random32(g);
    return high << 32 | th_random32(g);
}

TH_CLONES void th_random_draws(th_generator *g, uint32_t *draws, int64_t n)
{
    while (n > 0) {
        if (g->left == 0) mt_next_block(g);
        int take = n < g->left ? (int)n : g->left;
        const uint32_t *words = g->words + g->next;
#pragma omp simd
        for (int i = 0; i < take; i++) draws[i] = temper(words[i]);
        g->left -= take;
        g->next += take;
        draws += take;
        n -= take;
    }
}

double th_random_uniform(th_generator *g)
{
    return (double)(th_random64(g) & ((UINT64_C(1) << 53) - 1)) * 0x1p-53;
}

double th_random_normal(th_generator *g)
{
    if (g->has_next_normal) {
        g->has_next_normal = false;
        return g->next_normal;
    }
    double u1 = th_random_uniform(g), u2 = th_random_uniform(g);
    double radius = sqrt(-2.0 * log(1.0 - u2)), angle = 2.0 * 3.14159265358979323846 * u1;
    g->next_normal = radius * sin(angle);
    g->has_next_normal = true;
    return radius * cos(angle);
}

/* ---- MT19937 (Matsumoto and Nishimura, 1998) -------------------------------------------------- */

static void mt_seed(th_generator *g, uint32_t seed)
{
    g->words[0] = seed;
    for (uint32_t i = 1; i < TH_MT_WORDS; i++)
        g->words[i] = 1812433253u * (g->words[i - 1] ^ (g->words[i - 1] >> 30)) + i;
    g->next = g->left = 0;
}

static inline uint32_t twist(uint32_t u, uint32_t v)
{
    return (((u & 0x80000000u) | (v & 0x7fffffffu)) >> 1) ^ (-(v & 1u) & 0x9908b0dfu);
}

TH_CLONES static void mt_next_block(th_generator *g)
{
    uint32_t *w = g->words;
    /* Each loop reads words that it writes only MT_LAG or TH_MT_WORDS - MT_LAG steps later. */
#pragma omp simd safelen(64)
    for (int i = 0; i < TH_MT_WORDS - MT_LAG; i++) w[i] = w[i + MT_LAG] ^ twist(w[i], w[i + 1]);
#pragma omp simd safelen(64)
    for (int i = TH_MT_WORDS - MT_LAG; i < TH_MT_WORDS - 1; i++)
        w[i] = w[i + MT_LAG - TH_MT_WORDS] ^ twist(w[i], w[i + 1]);
    w[TH_MT_WORDS - 1] = w[MT_LAG - 1] ^ twist(w[TH_MT_WORDS - 1], w[0]);
    g->next = 0;
    g->left = TH_MT_WORDS;
}
