/* The module tree: parameters, buffers and children by name, a training flag, and a forward. */
#ifndef TH_MODULE_H
#define TH_MODULE_H

#include "../core/op.h"

typedef struct th_module th_module;
typedef struct th_layer th_layer;

typedef enum { TH_PARAMETER, TH_BUFFER, TH_CHILD } th_slot_kind;

/* A named place in a module. Exactly one of tensor and module is used; a parameter or buffer that is
 * registered without a value has neither. */
typedef struct {
    char *name;
    th_slot_kind kind;
    bool persistent; /* of a buffer: is it part of the state? */
    th_tensor *tensor;
    th_module *module;
} th_slot;

/* What a module defined outside of the library does in forward: given its inputs, borrows a result. */
typedef th_tensor *(*th_forward)(void *data, th_list inputs);

struct th_module {
    int32_t refs;
    bool training;
    const th_layer *layer;      /* NULL: a container, or forward is `call` */
    th_value args[TH_MAX_ARGS]; /* the layer's numbers, in its signature's order */
    th_slot *slots;
    int n_slots, capacity;
    th_forward call;            /* overrides the layer's forward */
    void *data;                 /* for call, uncounted */
};

/* A row of layers.def. */
struct th_layer {
    th_op row;    /* name and signature of the constructor */
    th_op inputs; /* name and signature of forward */
    void (*build)(th_module *module);
    th_tensor *(*forward)(th_module *module, th_list inputs);
};

extern th_layer th_layers[];
const th_layer *th_layer_find(const char *name); /* fails when there is none */

/* ---- Life ----------------------------------------------------------------------------------- */

th_module *th_module_new(void);                              /* an empty container, one reference */
void th_module_keep(th_module *module);
void th_module_release(th_module *module);
/* Makes the module a layer: checks args (the signature's order), registers and draws parameters. */
void th_module_build(th_module *module, const char *layer, const th_value *args);
/* The same without registering anything: for a module whose slots are filled from a file. */
void th_module_set_layer(th_module *module, const char *layer, const th_value *args);
/* The same module with other slots' owners: tensors and children are shared, names copied. */
th_module *th_module_copy(const th_module *module);

/* ---- Slots ---------------------------------------------------------------------------------- */

th_slot *th_module_slot(const th_module *module, const char *name); /* NULL if there is none */
void th_module_set_tensor(th_module *module, th_slot_kind kind, const char *name, th_tensor *x, bool persistent);
void th_module_set_child(th_module *module, const char *name, th_module *child);
void th_module_remove(th_module *module, const char *name);

/* Visits the module and all below it, children first, with the prefix of their names ("0.linear.").
 * A module that is reached twice is visited once. */
void th_module_walk(th_module *module, bool recursive,
                    void (*visit)(void *data, const char *prefix, th_module *module), void *data);

/* ---- Use ------------------------------------------------------------------------------------ */

th_tensor *th_module_forward(th_module *module, th_list inputs); /* `call`, or what th_module_run() does */
th_tensor *th_module_run(th_module *module, th_list inputs);     /* the layer; a container's children in order */
void th_module_train(th_module *module, bool training);
/* Dtype and device of parameters and buffers, in place; TH_NO_DTYPE, type -1: as they are. */
void th_module_to(th_module *module, th_dtype dtype, th_device device);
void th_module_zero_grad(th_module *module);

#endif
