/* Binary search in sorted sequences, and counting into bins. */
#include "lanes.h"

#include <string.h>

/* The first place in s[0..n) whose element is not less than x (right: is larger than x). Elements
 * are taken in the order that sorter gives, where there is one. NaN is larger than all numbers.
 * The halves are chosen without branches, which no processor could foresee. */
#define SEARCH(name, T)                                                                               \
    static inline bool name##_before(T m, T x, bool right)                                            \
    {                                                                                                 \
        return right ? (!(m > x)) & ((m == m) | (x != x)) : (!(m >= x)) & (m == m);                   \
    }                                                                                                 \
    static int64_t name(const void *sequence, const int64_t *sorter, int64_t n, const void *value, bool right) \
    {                                                                                                 \
        const T *s = sequence, x = *(const T *)value;                                                 \
        int64_t low = 0;                                                                              \
        for (int64_t half; n > 0; n -= half) {                                                        \
            half = n - n / 2;                                                                         \
            int64_t last = low + half - 1;                                                            \
            low += half * name##_before(s[sorter ? sorter[last] : last], x, right);                   \
        }                                                                                             \
        return low;                                                                                   \
    }

SEARCH(search_float, float)
SEARCH(search_double, double)
SEARCH(search_int, int64_t)

/* sorted_sequence self out_int32 right side sorter: both of one compute type and contiguous; the
 * sequence has one lane for all values, or one per lane of values. */
void cpu_searchsorted(th_call *call)
{
    const th_tensor *s = th_arg(call, 0), *x = th_arg(call, 1), *sorter = th_arg(call, 5), *out = call->out[0];
    int64_t n = s->shape[s->ndim - 1], per_lane = s->ndim == 1 ? x->numel : x->shape[x->ndim - 1];
    bool right = th_arg_bool(call, 3);
    int64_t size = (int64_t)th_dtype_size((th_dtype)s->dtype);
    const int64_t *order = sorter ? (const int64_t *)th_data(sorter) : NULL;
    int threads = th_threads_for(x->numel, 40);
#pragma omp parallel for num_threads(threads) if (threads > 1)
    for (int64_t i = 0; i < x->numel; i++) {
        int64_t start = i / per_lane * n, at;
        const int64_t *o = order ? order + start : NULL;
        const char *lane = th_data(s) + start * size, *value = th_data(x) + i * size;
        if (s->dtype == TH_FLOAT32) at = search_float(lane, o, n, value, right);
        else if (s->dtype == TH_INT64) at = search_int(lane, o, n, value, right);
        else at = search_double(lane, o, n, value, right);
        if (out->dtype == TH_INT64) ((int64_t *)th_data(out))[i] = at;
        else ((int32_t *)th_data(out))[i] = (int32_t)at;
    }
}

/* self weights minlength: self int64, weights of the output's dtype */
void cpu_bincount(th_call *call)
{
    const th_tensor *x = th_arg(call, 0), *weights = th_arg(call, 1), *out = call->out[0];
    const int64_t *bin = (const int64_t *)th_data(x);
    if (out->numel) memset(th_data(out), 0, (size_t)out->numel * th_dtype_size((th_dtype)out->dtype));
    for (int64_t i = 0; i < x->numel; i++) {
        if (!weights) ((int64_t *)th_data(out))[bin[i]]++;
        else if (out->dtype == TH_FLOAT32) ((float *)th_data(out))[bin[i]] += ((float *)th_data(weights))[i];
        else ((double *)th_data(out))[bin[i]] += ((double *)th_data(weights))[i];
    }
}

/* self bins min max: contiguous; the last bin includes max */
void cpu_histc(th_call *call)
{
    const th_tensor *x = th_arg(call, 0), *out = call->out[0];
    int64_t bins = th_arg_int(call, 1), bytes = (int64_t)th_dtype_size((th_dtype)x->dtype);
    double min = th_scalar_double(th_arg_scalar(call, 2)), max = th_scalar_double(th_arg_scalar(call, 3)), run[CPU_RUN];
    th_scope *scope = th_scope_open();
    int64_t *counts = th_scratch((size_t)bins * sizeof *counts);
    memset(counts, 0, (size_t)bins * sizeof *counts);
    for (int64_t first = 0; first < x->numel; first += CPU_RUN) {
        int64_t n = cpu_min(CPU_RUN, x->numel - first);
        cpu_load(run, TH_FLOAT64, th_data(x) + first * bytes, (th_dtype)x->dtype, bytes, n);
        for (int64_t i = 0; i < n; i++) {
            if (!(run[i] >= min && run[i] <= max)) continue;
            int64_t bin = (int64_t)((run[i] - min) / (max - min) * (double)bins);
            counts[bin < bins ? bin : bins - 1]++;
        }
    }
    cpu_store(th_data(out), (th_dtype)out->dtype, (int64_t)th_dtype_size((th_dtype)out->dtype), counts, TH_INT64, bins);
    th_scope_close(scope);
}
