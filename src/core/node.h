/* The inside of autograd nodes, shared by autograd.c, backward.c and function.c only. */
#ifndef TH_NODE_H
#define TH_NODE_H

#include "autograd.h"

/* Shape and dtype of an output, to which incoming gradients are fitted. */
typedef struct {
    int8_t dtype;
    uint8_t ndim;
    th_device device;
    int64_t *shape;
} th_outline;

/* A gradient hook of one output of a node. */
typedef struct th_node_hook {
    th_hook hook;
    int nr;
    struct th_node_hook *next;
} th_node_hook;

typedef struct {
    void (*backward)(void *data, th_list gradients, th_tensor **results);
    void (*drop)(void *data);
    void *data;
    char name[64];
} th_custom;

struct th_node {
    int32_t refs;
    bool released;           /* what was saved is gone */
    uint16_t n_out;
    int n_edges;
    int64_t sequence;        /* nodes made later run earlier in backward */
    const th_op *op;         /* NULL: an accumulator (leaf) or a custom function */
    th_tensor *leaf;         /* accumulator: the tensor whose grad grows */
    th_custom *custom;
    th_edge *edges;          /* one per tensor input, lists flattened */
    th_outline *outlines;    /* (n_out) */
    int32_t *first_edge;     /* (op->n_params + 1) where each argument's edges begin */
    th_value *saved;         /* (op->n_params) tensors not needed are NONE */
    uint32_t *versions;      /* (n_edges) storage versions of saved tensors */
    th_tensor **outputs;     /* (n_out) aliases of saved outputs, NULL where not saved */
    uint32_t *output_versions;
    th_node_hook *hooks;
    int64_t pass;            /* the backward that visits this node now, and where it keeps its state */
    int slot;
    size_t bytes;            /* of this allocation */
    th_node *next_dead;      /* while it waits to be freed, or to be used again */
};

struct th_grad_call {
    th_node *node;
    th_tensor **incoming;    /* (n_out) entries may be NULL */
    th_tensor **given;       /* (n_edges) results */
    const bool *wanted;      /* (n_edges) */
};

void th_node_release_saved(th_node *node);
th_tensor *th_node_check_version(const th_node *node, th_tensor *x, uint32_t saved_at); /* x, or fails */
th_tensor *th_node_save(th_tensor *x); /* what a node keeps to read x in its gradient: a kept reference */
th_edge th_edge_to(th_tensor *x); /* the edge to a tensor input, with a reference to its node */

#endif
