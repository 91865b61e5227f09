/* Nodes of the autograd graph, and what a gradient function sees. */
#ifndef TH_AUTOGRAD_H
#define TH_AUTOGRAD_H

#include "op.h"

/* Where the gradient of one tensor input goes: output `nr` of `node`. node NULL: nobody wants it. */
typedef struct { th_node *node; int nr; } th_edge;

/* ---- For gradient functions ------------------------------------------------------------------ */

/* Gradient functions read what the row saved and give each input's gradient. They are written with
 * differentiable ops, so that a gradient can be differentiated again. Saved inputs that were only
 * "#shaped" come as meta tensors: ask them for shape and dtype, nothing else. */
th_tensor *th_incoming(th_grad_call *c, int k);       /* gradient of output k, zeros if there is none */
bool th_has_incoming(th_grad_call *c, int k);
th_tensor *th_saved(th_grad_call *c, int arg);        /* a tensor input */
th_value th_saved_value(th_grad_call *c, int arg);    /* any argument: numbers, axes, flags as given */
th_list th_saved_list(th_grad_call *c, int arg);
th_tensor *th_saved_output(th_grad_call *c, int k);
const th_op *th_node_op(th_grad_call *c);
th_tensor *th_as_tensor(th_value v, th_tensor *like);  /* a number operand as 0-d tensor of like's device */
bool th_wants(th_grad_call *c, int arg);              /* does anybody want this input's gradient? */
bool th_wants_at(th_grad_call *c, int arg, int k);    /* for lists */
void th_give(th_grad_call *c, int arg, th_tensor *gradient); /* NULL: no contribution */
void th_give_at(th_grad_call *c, int arg, int k, th_tensor *gradient);
/* Sums a gradient over the axes that broadcasting added, back to shape. */
th_tensor *th_unbroadcast(th_tensor *g, int ndim, const int64_t *shape);

void grad_none(th_grad_call *c); /* names a row that is not differentiable */

/* ---- For the door and the bridge --------------------------------------------------------------- */

/* Makes the node of a call. args: the inputs as given, for the edges; saved: the same with what an
 * in-place op has overwritten replaced by copies (th_save_self made them). */
void th_record(th_call *call, const th_value *args, const th_value *saved);
void th_save_self(th_call *call, th_value *saved);
void th_mark_view(th_tensor *view, th_tensor *of);
bool th_any_requires_grad(const th_value *args, int n);
/* Checks before an in-place change of x and bumps its version afterwards (views included). */
void th_check_in_place(const char *op, th_tensor *x);
void th_bump_version(th_tensor *x);
th_node *th_grad_fn(th_tensor *x);                    /* regenerated for views whose base changed */
const char *th_node_name(const th_node *node);        /* "MeanBackward0", in scratch memory */
int th_node_edges(const th_node *node, const th_edge **edges);
th_node *th_node_keep(th_node *node);
void th_node_release(th_node *node);

/* Hooks: callbacks on a gradient, owned by a tensor or node. call returns NULL to leave the
 * gradient as it is. drop is called when the hook goes away. */
typedef struct th_hook {
    th_tensor *(*call)(void *data, th_tensor *gradient);
    void (*drop)(void *data);
    void *data;
    int64_t id;
    struct th_hook *next;
} th_hook;
int64_t th_add_hook(th_tensor *x, th_tensor *(*call)(void *, th_tensor *), void (*drop)(void *), void *data);
void th_remove_hook(th_tensor *x, int64_t id);

/* $backward() of several tensors at once; inputs.n == -1: all leaves. */
void th_backward_all(th_list outputs, th_list gradients, th_list inputs, bool retain_graph, bool create_graph);

/* Custom functions: the bridge makes a node whose gradient is a callback. inputs: the tensors whose
 * gradients backward gives, in order; outputs: rewritten in place to have this node as grad_fn. */
void th_record_custom(const char *name, th_list inputs, th_list outputs,
                      void (*backward)(void *data, th_list gradients, th_tensor **results),
                      void (*drop)(void *data), void *data);
/* th_record_function() for outputs some of which are inputs, changed in place. */
void th_record_changing(const char *name, th_list inputs, th_list outputs, th_list saved, th_backward_function backward,
                        void (*drop)(void *data), void *data);

bool th_anomaly_enabled(void);
void th_set_anomaly_enabled(bool enabled);

#endif
