/* Operations whose gradient a caller brings along: th_record_function() of torch.h. */
#include "node.h"
#include "scope.h"

#include <stdlib.h>
#include <string.h>

/* A saved tensor, and which output of the node it is (-1: none of them). */
typedef struct { th_tensor *tensor; uint32_t version; int output; } kept;

typedef struct {
    th_backward_function backward;
    void (*drop)(void *data);
    void *data;
    const th_node *node; /* uncounted: it owns this */
    bool recorded;
    int n_saved;
    kept saved[];
} function;

static void drop_function(void *data)
{
    function *f = data;
    for (int k = 0; k < f->n_saved; k++) th_release(f->saved[k].tensor);
    if (f->drop) f->drop(f->data);
    free(f);
}

static void drop_unrecorded(void *data)
{
    if (!((function *)data)->recorded) drop_function(data);
}

static int position(th_list list, const th_tensor *x)
{
    for (int k = 0; k < list.n; k++)
        if (list.v[k] == x) return k;
    return -1;
}

/* An output is kept without its history, which would hold the node that keeps it. */
static void keep_saved(function *f, th_list saved, th_list outputs)
{
    for (int k = 0; k < saved.n; k++) {
        th_tensor *x = saved.v[k];
        int output = x ? position(outputs, x) : -1;
        th_tensor *to_keep = output >= 0 ? th_keep(th_tensor_alias(x)) : x ? th_node_save(x) : NULL;
        f->saved[f->n_saved++] = (kept){to_keep, x ? x->storage->version : 0, output};
    }
}

/* While a graph of the backward is recorded, an output needs its history back. */
static th_tensor *saved_tensor(const function *f, const kept *saved)
{
    if (!saved->tensor) return NULL;
    th_node_check_version(f->node, saved->tensor, saved->version);
    if (saved->output < 0 || !th_modes_now.grad) return saved->tensor;
    th_tensor *y = th_tensor_alias(saved->tensor);
    y->grad_fn = th_node_keep((th_node *)f->node);
    y->output_nr = (uint16_t)saved->output;
    return y;
}

static void run_backward(void *data, th_list gradients, th_tensor **results)
{
    function *f = data;
    th_list saved = {f->n_saved, th_scratch((size_t)f->n_saved * sizeof(th_tensor *) + 1)};
    for (int k = 0; k < f->n_saved; k++) saved.v[k] = saved_tensor(f, &f->saved[k]);
    f->backward(f->data, saved, gradients, results);
}

static bool any_requires_grad(th_list inputs)
{
    for (int k = 0; k < inputs.n; k++)
        if (inputs.v[k] && th_requires_grad(inputs.v[k])) return true;
    return false;
}

/* One that can have a gradient; NULL if there is none. */
static const th_tensor *first_differentiable(th_list outputs)
{
    for (int k = 0; k < outputs.n; k++) {
        th_dtype dtype = th_tensor_dtype(outputs.v[k]);
        if (th_dtype_is_floating(dtype) || th_dtype_is_complex(dtype)) return outputs.v[k];
    }
    return NULL;
}

static void check_outputs(const char *name, th_list inputs, th_list outputs)
{
    for (int k = 0; k < outputs.n; k++) {
        if (!outputs.v[k]) th_fail(TH_TYPE_ERROR, "%s: output %d is NULL, expected a tensor", name, k + 1);
        if (position(inputs, outputs.v[k]) >= 0)
            th_fail(TH_VALUE_ERROR, "%s: output %d is an input, expected a tensor made from the inputs", name, k + 1);
    }
}

static void record(const char *name, bool checked, th_list inputs, th_list outputs, th_list saved,
                   th_backward_function backward, void (*drop)(void *data), void *data)
{
    th_scope *scope = th_scope_open();
    function *f = calloc(1, sizeof *f + (size_t)(saved.n > 0 ? saved.n : 0) * sizeof *f->saved);
    if (!f) {
        if (drop) drop(data);
        th_fail(TH_MEMORY_ERROR, "no memory for the autograd graph");
    }
    *f = (function){.backward = backward, .drop = drop, .data = data};
    th_defer(drop_unrecorded, f);
    if (checked) check_outputs(name, inputs, outputs);
    const th_tensor *output = first_differentiable(outputs);
    if (th_modes_now.grad && output && any_requires_grad(inputs)) {
        keep_saved(f, saved, outputs);
        th_record_custom(name, inputs, outputs, run_backward, drop_function, f);
        f->recorded = true;
        f->node = output->grad_fn;
    }
    th_scope_close(scope);
}

void th_record_function(const char *name, th_list inputs, th_list outputs, th_list saved, th_backward_function backward,
                        void (*drop)(void *data), void *data)
{
    record(name, true, inputs, outputs, saved, backward, drop, data);
}

void th_record_changing(const char *name, th_list inputs, th_list outputs, th_list saved, th_backward_function backward,
                        void (*drop)(void *data), void *data)
{
    record(name, false, inputs, outputs, saved, backward, drop, data);
}
