/* The optimizers' steps: one pass over parameter, gradient and states, all contiguous, for many parameters in one
 * kernel. Half types run through float. */
#include "convert.cuh"
#include "launch.cuh"

#include <string.h>

#define STEP_TENSORS 5
#define STEP_NUMBERS 7
#define STEP_PIECES 48  /* tensors of one launch, whose arguments are 4 KB at most */
#define STEP_BLOCKS 8192 /* of one tensor */

/* A step of elements T: its numbers, and its body for element i of arrays in registers. */
enum { STATES_none = 0, STATES_a = 1, STATES_ab = 3, STATES_ac = 5, STATES_abc = 7 };
#define F(name) name
#define NUMBER(name, value) const T name = (T)(value);
#define STEP(op, given, numbers, ...)                                                                    \
    template <typename T> struct op##given {                                                             \
        static const int states = STATES_##given;                                                        \
        const double *o; /* read on the host, by what follows */                                         \
        numbers                                                                                          \
        explicit op##given(const double *options) : o(options) {}                                        \
        __device__ __forceinline__ void apply(int i, T *p, const T *g, T *a, T *b, T *c) const { __VA_ARGS__ } \
    };
namespace {
#include "../ops/steps.def"
}
#undef STEP
#undef NUMBER
#undef F

/* One tensor. data: parameter, gradient, states; NULL where the step has none. fours: groups of four that are read at
 * once. first: of the blocks that work on it. */
struct step_piece {
    char *data[STEP_TENSORS];
    int64_t numel, fours;
    int first;
};

/* Of one dtype, with the same states and numbers. */
struct step_job {
    int n, dtype, size, blocks;
    step_piece piece[STEP_PIECES];
};

template <template <typename> class Step, typename T> static __device__ __forceinline__ constexpr bool takes(int k)
{
    return k < 2 || Step<T>::states >> (k - 2) & 1;
}

static __device__ __forceinline__ int piece_of_block(const step_job &j, int block)
{
    int low = 0, high = j.n - 1;
    while (low < high) {
        int middle = (low + high + 1) / 2;
        if (j.piece[middle].first <= block) low = middle;
        else high = middle - 1;
    }
    return low;
}

template <template <typename> class Step, typename T>
__global__ void __launch_bounds__(CUDA_THREADS)
take_step(const __grid_constant__ step_job j, const __grid_constant__ Step<T> step)
{
    int which = piece_of_block(j, blockIdx.x), next = which + 1 < j.n ? j.piece[which + 1].first : j.blocks;
    const step_piece &p = j.piece[which];
    int64_t thread = (int64_t)(blockIdx.x - p.first) * CUDA_THREADS + threadIdx.x;
    int64_t threads = (int64_t)(next - p.first) * CUDA_THREADS;
    T x[STEP_TENSORS][4];
    for (int64_t n = thread; n < p.fours; n += threads) {
        int64_t at = n * 4 * j.size;
#pragma unroll
        for (int k = 0; k < STEP_TENSORS; k++)
            if (takes<Step, T>(k)) load_four<T>(x[k], p.data[k] + at, j.dtype, j.size);
#pragma unroll
        for (int i = 0; i < 4; i++) step.apply(i, x[0], x[1], x[2], x[3], x[4]);
#pragma unroll
        for (int k = 0; k < STEP_TENSORS; k++)
            if (k != 1 && takes<Step, T>(k)) store_four<T>(p.data[k] + at, j.dtype, j.size, x[k]);
    }
    for (int64_t n = p.fours * 4 + thread; n < p.numel; n += threads) {
        int64_t at = n * j.size;
#pragma unroll
        for (int k = 0; k < STEP_TENSORS; k++)
            if (takes<Step, T>(k)) x[k][0] = load_one<T>(p.data[k] + at, j.dtype);
        step.apply(0, x[0], x[1], x[2], x[3], x[4]);
#pragma unroll
        for (int k = 0; k < STEP_TENSORS; k++)
            if (k != 1 && takes<Step, T>(k)) store_one<T>(p.data[k] + at, j.dtype, x[k][0]);
    }
}

/* ---- Launching --------------------------------------------------------------------------------------------- */

/* The pieces noted so far, and what their steps have in common. on: a tensor of theirs, which is there until they are
 * queued. */
static struct {
    bool held;
    const th_op *op;
    const th_tensor *on;
    int states;
    double numbers[STEP_NUMBERS];
    step_job job;
} noted;

template <template <typename> class Step> static void launch(void)
{
    const step_job &j = noted.job;
    const char *name = noted.op->name;
    if (j.dtype == TH_FLOAT64)
        cuda_launch(noted.on, name, take_step<Step, double>, j.blocks, CUDA_THREADS, j, Step<double>(noted.numbers));
    else cuda_launch(noted.on, name, take_step<Step, float>, j.blocks, CUDA_THREADS, j, Step<float>(noted.numbers));
}

static void queue_noted(void)
{
    if (noted.job.n == 0) return;
    cuda_queue_zeros(); /* of new states */
#define STEP(name, given, ...) \
    if (noted.op->id == TH_OP_##name && noted.states == STATES_##given) launch<name##given>();
#include "../ops/steps.def"
#undef STEP
    noted.job.n = 0;
}

extern "C" void cuda_hold_steps(bool on)
{
    noted.held = on;
    if (!on) queue_noted();
}

/* ---- Steps --------------------------------------------------------------------------------------------------- */

/* A row's arguments: tensors as the step takes them, its numbers. Returns which states are given. */
static int read_arguments(step_piece *p, double *numbers, const th_call *call)
{
    int states = 0;
    p->data[0] = th_data(call->out[0]);
    for (int k = 1, n = 0; k < call->n_args; k++) {
        th_sig_type type = call->op->params[k].type;
        th_tensor *x = th_arg(call, k);
        if (type != TH_SIG_T) numbers[n++] = type == TH_SIG_B ? th_arg_bool(call, k) : th_arg_double(call, k);
        else if (x) {
            p->data[k] = th_data(x);
            if (k > 1) states |= 1 << (k - 2);
        }
    }
    return states;
}

static bool in_fours(const step_piece &p, int size)
{
    uintptr_t alignment = size * 4 < 16 ? size * 4 : 16, all = 0;
    for (int k = 0; k < STEP_TENSORS; k++) all |= (uintptr_t)p.data[k];
    return all % alignment == 0;
}

/* A parameter that is there twice takes one step after the other. */
static bool is_noted(const step_piece &p)
{
    for (int k = 0; k < noted.job.n; k++) if (noted.job.piece[k].data[0] == p.data[0]) return true;
    return false;
}

static bool goes_along(const th_call *call, const th_tensor *param, int states, const double *numbers)
{
    const step_job &j = noted.job;
    return j.n < STEP_PIECES && noted.op == call->op && noted.states == states && j.dtype == param->dtype &&
           th_same_device(th_device_of(noted.on), th_device_of(param)) &&
           !memcmp(noted.numbers, numbers, sizeof noted.numbers);
}

static void note(const th_call *call, step_piece p, int states, const double *numbers)
{
    th_tensor *param = call->out[0];
    step_job *j = &noted.job;
    if (j->n == 0) {
        j->dtype = param->dtype;
        j->size = (int)th_dtype_size((th_dtype)param->dtype);
        j->blocks = 0;
        noted.op = call->op;
        noted.on = param;
        noted.states = states;
        memcpy(noted.numbers, numbers, sizeof noted.numbers);
    }
    p.numel = param->numel;
    p.fours = in_fours(p, j->size) ? p.numel / 4 : 0;
    p.first = j->blocks;
    int64_t wanted = (p.fours + p.numel - p.fours * 4 + CUDA_THREADS - 1) / CUDA_THREADS;
    j->blocks += (int)(wanted < STEP_BLOCKS ? wanted : STEP_BLOCKS);
    j->piece[j->n++] = p;
}

static void run_step(th_call *call)
{
    double numbers[STEP_NUMBERS] = {};
    step_piece p = {};
    if (call->out[0]->numel == 0) return;
    int states = read_arguments(&p, numbers, call);
    if (noted.job.n && (is_noted(p) || !goes_along(call, call->out[0], states, numbers))) queue_noted();
    note(call, p, states, numbers);
    if (!noted.held) queue_noted();
}

extern "C" void cuda_sgd_(th_call *c) { run_step(c); }
extern "C" void cuda_adam_(th_call *c) { run_step(c); }
extern "C" void cuda_rmsprop_(th_call *c) { run_step(c); }
extern "C" void cuda_adagrad_(th_call *c) { run_step(c); }
extern "C" void cuda_adadelta_(th_call *c) { run_step(c); }
extern "C" void cuda_asgd_(th_call *c) { run_step(c); }
extern "C" void cuda_rprop_(th_call *c) { run_step(c); }
