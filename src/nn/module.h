/* The module tree behind torch.h: parameters, buffers and children by name, a training flag, and a forward. */
#ifndef TH_MODULE_H
#define TH_MODULE_H

#include "../core/op.h"

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

struct th_module {
    int32_t refs;
    bool training;
    const th_layer *layer;      /* NULL: a container, or forward is `call` */
    th_value args[TH_MAX_ARGS]; /* the layer's arguments in its signature's order; strings and sizes are the module's */
    th_slot *slots;
    int n_slots, capacity;
    th_forward call;            /* overrides the layer's forward */
    void (*drop)(void *data);   /* of data, when the module ends; may be NULL */
    void *data;                 /* for call */
};

/* A row of layers.def. */
struct th_layer {
    th_op row;    /* name and signature of the constructor */
    th_op inputs; /* name and signature of forward */
    void (*build)(th_module *module);
    th_tensor *(*forward)(th_module *module, th_list inputs);
    int (*activation)(const th_module *module); /* of an activation: the elementwise row that it applies */
    /* Of a layer that one row computes together with the activation behind it. */
    th_tensor *(*activated)(th_module *module, th_list inputs, const char *row, th_value numbers);
};

const th_layer *th_layer_find(const char *name); /* fails when there is none */

/* ---- Life ----------------------------------------------------------------------------------- */

/* Makes the module a layer: checks args (the signature's order), registers and draws parameters. */
void th_module_build(th_module *module, const char *layer, const th_value *args);
/* The same without registering anything: for a module whose slots are filled from a file. */
void th_module_set_layer(th_module *module, const char *layer, const th_value *args);
/* A copy of args, strings and sizes included, becomes the module's. */
void th_module_take_args(th_module *module, int n, const th_value *args);
/* The same module with other slots' owners: tensors and children are shared, names copied. */
th_module *th_module_copy(const th_module *module);

/* The layer and the activation behind it as one row; NULL where there is none, or where it cannot be recorded. */
th_tensor *th_layer_activated(th_module *module, const th_module *activation, th_list inputs);
/* The activation written over its input x, where nobody else holds that: the layer before made it, and no graph keeps
 * it; NULL where that is not so. */
th_tensor *th_layer_overwriting(const th_module *activation, th_tensor *x);

/* ---- Slots ---------------------------------------------------------------------------------- */

th_slot *th_module_slot(const th_module *module, const char *name); /* NULL if there is none */
void th_module_set_tensor(th_module *module, th_slot_kind kind, const char *name, th_tensor *x, bool persistent);

/* ---- Lists ---------------------------------------------------------------------------------- */

enum { TH_LIST_PARAMETERS = 1, TH_LIST_BUFFERS = 2, TH_LIST_PERSISTENT = 4 }; /* the last: buffers that persist */
/* Of the module and, if recursive, all below it, children first; each tensor once if unique. */
th_named_list th_module_tensors(th_module *module, int kinds, bool recursive, bool unique);

/* ---- Use ------------------------------------------------------------------------------------ */

th_tensor *th_module_run(th_module *module, th_list inputs); /* the layer, or a container's children in order */

#endif
