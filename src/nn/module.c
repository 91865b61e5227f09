/* The module tree. */
#include "module.h"

#include "../core/autograd.h"
#include "../core/scope.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Life ----------------------------------------------------------------------------------- */

static void release(void *module) { th_module_release(module); }

th_module *th_module_new(void)
{
    th_module *module = calloc(1, sizeof *module);
    if (!module) th_fail(TH_MEMORY_ERROR, "no memory for a module");
    module->refs = 1;
    module->training = true;
    return th_module_borrow(module);
}

th_module *th_module_keep(th_module *module)
{
    if (module) module->refs++;
    return module;
}

th_module *th_module_borrow(th_module *module)
{
    if (module) th_defer(release, module);
    return module;
}

static bool owns_memory(const th_value *v)
{
    return v->type == TH_ARG_STRING || v->type == TH_ARG_INTS || v->type == TH_ARG_DOUBLES;
}

static void forget_args(th_module *module)
{
    for (int k = 0; k < TH_MAX_ARGS; k++) {
        if (owns_memory(&module->args[k])) free((void *)module->args[k].as.string);
        module->args[k].type = TH_ARG_NONE;
    }
}

static void *copy_of(const void *from, size_t bytes)
{
    void *copy = malloc(bytes + 1);
    if (!copy) th_fail(TH_MEMORY_ERROR, "no memory for a module");
    if (bytes) memcpy(copy, from, bytes);
    return copy;
}

void th_module_take_args(th_module *module, int n, const th_value *args)
{
    forget_args(module);
    for (int k = 0; k < n; k++) {
        th_value v = args[k];
        if (v.type == TH_ARG_STRING) v.as.string = copy_of(v.as.string, strlen(v.as.string) + 1);
        else if (owns_memory(&v)) v.as.ints = copy_of(v.as.ints, (size_t)v.n * sizeof *v.as.ints);
        module->args[k] = v;
    }
}

static void empty_slot(th_slot *slot)
{
    th_release(slot->tensor);
    if (slot->module) th_module_release(slot->module);
    free(slot->name);
}

void th_module_release(th_module *module)
{
    if (!module || --module->refs > 0) return;
    for (int k = 0; k < module->n_slots; k++) empty_slot(&module->slots[k]);
    if (module->drop) module->drop(module->data);
    forget_args(module);
    free(module->slots);
    free(module);
}

th_module *th_module_copy(const th_module *module)
{
    th_module *copy = th_module_new();
    copy->training = module->training;
    copy->layer = module->layer;
    th_module_take_args(copy, TH_MAX_ARGS, module->args);
    for (int k = 0; k < module->n_slots; k++) {
        const th_slot *slot = &module->slots[k];
        if (slot->kind == TH_CHILD) th_module_set_child(copy, slot->name, slot->module);
        else th_module_set_tensor(copy, slot->kind, slot->name, slot->tensor, slot->persistent);
    }
    return copy;
}

/* ---- Slots ---------------------------------------------------------------------------------- */

th_slot *th_module_slot(const th_module *module, const char *name)
{
    for (int k = 0; k < module->n_slots; k++)
        if (!strcmp(module->slots[k].name, name)) return &module->slots[k];
    return NULL;
}

/* The slot of that name, emptied for a new value, or a new one at the end. */
static th_slot *claim_slot(th_module *module, const char *name, th_slot_kind kind)
{
    th_slot *slot = th_module_slot(module, name);
    if (slot) {
        th_release(slot->tensor);
        if (slot->module) th_module_release(slot->module);
        slot->tensor = NULL, slot->module = NULL;
        slot->kind = kind;
        return slot;
    }
    if (module->n_slots == module->capacity) {
        int capacity = module->capacity ? 2 * module->capacity : 4;
        th_slot *slots = realloc(module->slots, (size_t)capacity * sizeof *slots);
        if (!slots) th_fail(TH_MEMORY_ERROR, "no memory for a module");
        module->slots = slots;
        module->capacity = capacity;
    }
    char *copy = malloc(strlen(name) + 1);
    if (!copy) th_fail(TH_MEMORY_ERROR, "no memory for a module");
    strcpy(copy, name);
    slot = &module->slots[module->n_slots++];
    *slot = (th_slot){.name = copy, .kind = kind};
    return slot;
}

void th_module_set_tensor(th_module *module, th_slot_kind kind, const char *name, th_tensor *x, bool persistent)
{
    th_keep(x); /* first: it may be what the slot holds now */
    th_slot *slot = claim_slot(module, name, kind);
    slot->tensor = x;
    slot->persistent = persistent;
    if (x && kind == TH_PARAMETER) x->is_parameter = true;
    if (x && kind == TH_BUFFER) x->is_buffer = true;
}

void th_module_set_parameter(th_module *module, const char *name, th_tensor *x)
{
    if (x && x->grad_fn)
        th_fail(TH_VALUE_ERROR, "module: parameter '%s' must be a leaf, got the result of an operation", name);
    if (x) th_set_requires_grad(x, true);
    th_module_set_tensor(module, TH_PARAMETER, name, x, true);
}

void th_module_set_buffer(th_module *module, const char *name, th_tensor *x, bool persistent)
{
    th_module_set_tensor(module, TH_BUFFER, name, x, persistent);
}

static bool reaches(const th_module *from, const th_module *to)
{
    if (from == to) return true;
    for (int k = 0; k < from->n_slots; k++)
        if (from->slots[k].module && reaches(from->slots[k].module, to)) return true;
    return false;
}

void th_module_set_child(th_module *module, const char *name, th_module *child)
{
    if (reaches(child, module))
        th_fail(TH_VALUE_ERROR, "add_module: '%s' holds the module that it shall become a part of", name);
    th_module_keep(child);
    claim_slot(module, name, TH_CHILD)->module = child;
}

void th_module_remove(th_module *module, const char *name)
{
    th_slot *slot = th_module_slot(module, name);
    if (!slot) return;
    empty_slot(slot);
    int after = module->n_slots - 1 - (int)(slot - module->slots);
    memmove(slot, slot + 1, (size_t)after * sizeof *slot);
    module->n_slots--;
}

void th_module_set_forward(th_module *module, th_forward forward, void (*drop)(void *data), void *data)
{
    if (module->drop) module->drop(module->data);
    module->call = forward;
    module->drop = drop;
    module->data = data;
}

th_module *th_nn_sequential(int n, th_module *const *children)
{
    th_module *sequential = th_module_new();
    for (int k = 0; k < n; k++) {
        char name[16];
        snprintf(name, sizeof name, "%d", k);
        th_module_set_child(sequential, name, children[k]);
    }
    return sequential;
}

/* ---- Paths ---------------------------------------------------------------------------------- */

/* The slot at "0.linear.weight"; fails when there is none. */
static const th_slot *slot_at(const th_module *module, const char *path, const char *what)
{
    const th_slot *slot = NULL;
    for (const char *at = path; module; module = slot ? slot->module : NULL) {
        size_t n = strcspn(at, ".");
        char *name = th_scratch(n + 1);
        memcpy(name, at, n);
        name[n] = 0;
        slot = th_module_slot(module, name);
        if (slot && !at[n]) return slot;
        at += n + 1;
    }
    th_fail(TH_VALUE_ERROR, "module: there is no %s '%s'", what, path);
}

th_tensor *th_module_tensor(const th_module *module, const char *path)
{
    th_scope *scope = th_scope_open();
    const th_slot *slot = slot_at(module, path, "parameter or buffer");
    if (slot->kind == TH_CHILD)
        th_fail(TH_VALUE_ERROR, "module: '%s' is a module, expected a parameter or buffer", path);
    th_scope_close(scope);
    return slot->tensor;
}

th_module *th_module_child(const th_module *module, const char *path)
{
    th_scope *scope = th_scope_open();
    const th_slot *slot = slot_at(module, path, "module");
    if (slot->kind != TH_CHILD) th_fail(TH_VALUE_ERROR, "module: '%s' is a tensor, expected a module", path);
    th_scope_close(scope);
    return slot->module;
}

const char *th_module_layer(const th_module *module) { return module->layer ? module->layer->row.name : NULL; }
bool th_module_training(const th_module *module) { return module->training; }

/* ---- Walking -------------------------------------------------------------------------------- */

typedef struct {
    th_module **seen;
    int n, capacity;
    bool recursive;
    void (*visit)(void *, const char *, th_module *);
    void *data;
} walk;

static bool seen_before(walk *w, th_module *module)
{
    for (int i = 0; i < w->n; i++)
        if (w->seen[i] == module) return true;
    if (w->n == w->capacity) {
        int capacity = w->capacity ? 2 * w->capacity : 32;
        th_module **seen = th_scratch((size_t)capacity * sizeof *seen);
        if (w->n) memcpy(seen, w->seen, (size_t)w->n * sizeof *seen);
        w->seen = seen;
        w->capacity = capacity;
    }
    w->seen[w->n++] = module;
    return false;
}

static void walk_from(walk *w, const char *prefix, th_module *module)
{
    if (seen_before(w, module)) return;
    for (int k = 0; k < module->n_slots && w->recursive; k++) {
        const th_slot *slot = &module->slots[k];
        if (!slot->module) continue;
        char *below = th_scratch(strlen(prefix) + strlen(slot->name) + 2);
        sprintf(below, "%s%s.", prefix, slot->name);
        walk_from(w, below, slot->module);
    }
    w->visit(w->data, prefix, module);
}

void th_module_walk(th_module *module, bool recursive, void (*visit)(void *, const char *, th_module *), void *data)
{
    walk w = {.recursive = recursive, .visit = visit, .data = data};
    walk_from(&w, "", module);
}

/* ---- Use ------------------------------------------------------------------------------------ */

static int next_child(const th_module *module, int k)
{
    for (k++; k < module->n_slots && module->slots[k].kind != TH_CHILD;) k++;
    return k;
}

/* Runs child k, and the next one where that is its activation; returns which one follows. */
static int run_child(th_module *module, int k, th_list inputs, bool first, th_tensor **y)
{
    th_module *child = module->slots[k].module;
    int next = next_child(module, k);
    *y = next < module->n_slots ? th_layer_activated(child, module->slots[next].module, inputs) : NULL;
    if (*y) return next_child(module, next);
    if (!first) *y = th_layer_overwriting(child, inputs.v[0]);
    if (!*y) *y = th_module_forward(child, inputs);
    return next;
}

/* What a child made is released when the next one has read it; then only the graph holds what it needs. */
static th_tensor *forward_children(th_module *module, th_list inputs)
{
    th_scope *scope = th_scope_open();
    th_tensor *x = inputs.v[0], *y;
    for (int k = next_child(module, -1), first = true; k < module->n_slots; first = false) {
        k = run_child(module, k, first ? inputs : (th_list){1, &x}, first, &y);
        th_keep(y);
        th_scope_close(scope);
        scope = th_scope_open();
        x = th_borrow(y);
    }
    return th_scope_return(scope, x);
}

th_tensor *th_module_run(th_module *module, th_list inputs)
{
    th_scope *scope = th_scope_open();
    const th_layer *layer = module->layer;
    if (inputs.n == 0) th_fail(TH_TYPE_ERROR, "%s: forward got no input", layer ? layer->row.name : "sequential");
    return th_scope_return(scope, layer ? layer->forward(module, inputs) : forward_children(module, inputs));
}

th_tensor *th_module_forward(th_module *module, th_list inputs)
{
    return module->call ? module->call(module->data, inputs) : th_module_run(module, inputs);
}

static void set_training(void *data, const char *prefix, th_module *module)
{
    (void)prefix;
    module->training = *(bool *)data;
}
void th_module_train(th_module *module, bool training)
{
    th_scope *scope = th_scope_open();
    th_module_walk(module, true, set_training, &training);
    th_scope_close(scope);
}

typedef struct { th_dtype dtype; th_device device; } target;

/* The tensor stays itself, for optimizers and R hold it: it takes over the storage of its new value. */
static void move_tensor(th_tensor *x, const target *to)
{
    bool floating = th_dtype_is_floating((th_dtype)x->dtype) || th_dtype_is_complex((th_dtype)x->dtype);
    th_tensor *y = x;
    if (to->dtype != TH_NO_DTYPE && floating) y = th_cast(y, to->dtype);
    if (to->device.type >= 0 && !th_same_device(to->device, th_device_of(x))) y = th_move(y, to->device);
    if (y != x) th_set_data(x, y);
}

static void move_slots(void *data, const char *prefix, th_module *module)
{
    (void)prefix;
    for (int k = 0; k < module->n_slots; k++) {
        th_tensor *x = module->slots[k].tensor;
        if (!x) continue;
        move_tensor(x, data);
        if (th_grad(x)) move_tensor(th_grad(x), data);
    }
}

void th_module_to(th_module *module, th_dtype dtype, th_device device)
{
    target to = {dtype, device};
    th_scope *scope = th_scope_open();
    th_set_grad_enabled(false);
    th_module_walk(module, true, move_slots, &to);
    th_scope_close(scope);
}

static void drop_grads(void *data, const char *prefix, th_module *module)
{
    (void)data, (void)prefix;
    for (int k = 0; k < module->n_slots; k++)
        if (module->slots[k].kind == TH_PARAMETER && module->slots[k].tensor)
            th_set_grad(module->slots[k].tensor, NULL);
}
void th_module_zero_grad(th_module *module)
{
    th_scope *scope = th_scope_open();
    th_module_walk(module, true, drop_grads, NULL);
    th_scope_close(scope);
}
