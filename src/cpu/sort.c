/* Sorting, top k, k-th value, median and mode along a dimension. The shape rules hand over
 * contiguous tensors and checked arguments. */
#include "order.h"

#include <string.h>

/* One lane of the input, and where its results go: result i lies i * step elements after the first. */
typedef struct {
    cpu_lane lane;
    char *values;     /* NULL: not wanted */
    int64_t *places, step, k;
    void *work;       /* memory for cpu_order() */
    int64_t *order;   /* memory for the places in order, if the job asked for it */
} lane_job;

static void copy_element(const lane_job *j, int64_t place, int64_t i)
{
    size_t bytes = th_dtype_size(j->lane.dtype);
    j->places[i * j->step] = place;
    if (!j->values) return;
    char *to = j->values + i * j->step * (int64_t)bytes;
    const char *from = j->lane.data + place * j->lane.stride;
    switch (bytes) {
    case 1: *to = *from; break;
    case 2: memcpy(to, from, 2); break;
    case 4: memcpy(to, from, 4); break;
    default: memcpy(to, from, 8); break;
    }
}

static void first_in_order(lane_job *j)
{
    cpu_order(&j->lane, j->k, j->order, j->work);
    for (int64_t i = 0; i < j->k; i++) copy_element(j, j->order[i], i);
}

static void kth(lane_job *j) { copy_element(j, cpu_order_nth(&j->lane, j->k, j->work), 0); }

/* The lower of two middle elements; a NaN where there is one. */
static void median(lane_job *j)
{
    int64_t first;
    if (cpu_order_nans(&j->lane, &first) > 0) copy_element(j, first, 0);
    else copy_element(j, cpu_order_nth(&j->lane, (j->lane.n - 1) / 2, j->work), 0);
}

static void nanmedian(lane_job *j)
{
    int64_t first, numbers = j->lane.n - cpu_order_nans(&j->lane, &first);
    copy_element(j, numbers > 0 ? cpu_order_nth(&j->lane, (numbers - 1) / 2, j->work) : first, 0);
}

/* The smallest of the most frequent elements, in its last place. */
static void mode(lane_job *j)
{
    int64_t n = j->lane.n, most = 0, best = 0;
    cpu_order(&j->lane, n, j->order, j->work);
    for (int64_t start = 0, i = 1; i <= n; i++) {
        if (i < n && cpu_order_key(&j->lane, j->order[i]) == cpu_order_key(&j->lane, j->order[start])) continue;
        if (i - start > most) {
            most = i - start;
            best = j->order[i - 1];
        }
        start = i;
    }
    copy_element(j, best, 0);
}

/* ---- Lanes ------------------------------------------------------------------------------------------ */

typedef struct {
    const th_tensor *x;
    th_tensor *values, *places;
    int64_t k, n_results; /* of a lane */
    bool descending, keeps_order;
    cpu_lanes shape;
} jobs;

static void prepare(lane_job *j, const jobs *all, int64_t lane)
{
    const cpu_lanes *s = &all->shape;
    th_dtype dtype = (th_dtype)all->x->dtype;
    int64_t bytes = (int64_t)th_dtype_size(dtype), outer = lane / s->inner, column = lane % s->inner;
    int64_t result = outer * all->n_results * s->inner + column;
    j->lane = (cpu_lane){th_data(all->x) + (outer * s->n * s->inner + column) * bytes, dtype, s->n, s->inner * bytes,
                         all->descending};
    j->values = all->values ? th_data(all->values) + result * bytes : NULL;
    j->places = (int64_t *)th_data(all->places) + result;
    j->step = s->inner;
    j->k = all->k;
}

/* Each thread takes a range of lanes and works in memory of its own. */
static void each_lane(jobs *all, int64_t dim, void (*job)(lane_job *))
{
    all->shape = cpu_lanes_of(all->x, dim);
    int64_t n = all->shape.n, lanes = all->shape.outer * all->shape.inner;
    if (all->x->numel == 0 || all->places->numel == 0) return;
    int threads = th_threads_for(all->x->numel, 20);
    th_scope *scope = th_scope_open();
    size_t room = (cpu_order_bytes(&(cpu_lane){.n = n}) + 63) & ~(size_t)63;
    size_t order = all->keeps_order ? ((size_t)n * 8 + 63) & ~(size_t)63 : 0;
    char *work = th_scratch((size_t)threads * (room + order));
#pragma omp parallel for num_threads(threads) if (threads > 1)
    for (int t = 0; t < threads; t++) {
        lane_job j = {.work = work + (size_t)t * (room + order)};
        j.order = (int64_t *)((char *)j.work + room);
        for (int64_t i = lanes * t / threads; i < lanes * (t + 1) / threads; i++) {
            prepare(&j, all, i);
            job(&j);
        }
    }
    th_scope_close(scope);
}

/* ---- Kernels ------------------------------------------------------------------------------------------ */

/* self dim descending stable */
void cpu_sort(th_call *call)
{
    const th_tensor *x = th_arg(call, 0);
    int64_t n = x->ndim ? x->shape[th_arg_int(call, 1)] : 1;
    jobs all = {x, call->out[0], call->out[1], n, n, th_arg_bool(call, 2), true, {0}};
    each_lane(&all, th_arg_int(call, 1), first_in_order);
}

/* self k dim largest sorted */
void cpu_topk(th_call *call)
{
    int64_t k = th_arg_int(call, 1);
    jobs all = {th_arg(call, 0), call->out[0], call->out[1], k, k, th_arg_bool(call, 3), true, {0}};
    each_lane(&all, th_arg_int(call, 2), first_in_order);
}

/* self k dim keepdim; k counts from 1 */
void cpu_kthvalue(th_call *call)
{
    jobs all = {th_arg(call, 0), call->out[0], call->out[1], th_arg_int(call, 1) - 1, 1, false, false, {0}};
    each_lane(&all, th_arg_int(call, 2), kth);
}

static void one_per_lane(th_call *call, bool keeps_order, void (*job)(lane_job *))
{
    jobs all = {th_arg(call, 0), call->out[0], call->out[1], 0, 1, false, keeps_order, {0}};
    each_lane(&all, th_arg_int(call, 1), job);
}

void cpu_median_dim(th_call *call) { one_per_lane(call, false, median); }
void cpu_nanmedian_dim(th_call *call) { one_per_lane(call, false, nanmedian); }
void cpu_mode(th_call *call) { one_per_lane(call, true, mode); }
