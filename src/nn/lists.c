/* Tensors of a module tree as lists with names, and the state read back from one. */
#include "module.h"

#include "../core/autograd.h"

#include <string.h>

typedef struct { th_named_list list; int capacity, kinds; bool unique; } listing;

static bool listed(const listing *l, const th_tensor *x)
{
    for (int i = 0; i < l->list.n; i++)
        if (l->list.v[i].tensor == x) return true;
    return false;
}

static void add(listing *l, const char *prefix, const th_slot *slot)
{
    if (l->unique && listed(l, slot->tensor)) return;
    if (l->list.n == l->capacity) {
        int capacity = l->capacity ? 2 * l->capacity : 64;
        th_named_tensor *v = th_scratch((size_t)capacity * sizeof *v);
        if (l->list.n) memcpy(v, l->list.v, (size_t)l->list.n * sizeof *v);
        l->list.v = v;
        l->capacity = capacity;
    }
    char *name = th_scratch(strlen(prefix) + strlen(slot->name) + 1);
    l->list.v[l->list.n++] = (th_named_tensor){strcat(strcpy(name, prefix), slot->name), slot->tensor};
}

/* The module's own tensors, parameters before buffers. */
static void add_slots(void *data, const char *prefix, th_module *module)
{
    listing *l = data;
    for (int pass = TH_PARAMETER; pass <= TH_BUFFER; pass++)
        for (int k = 0; k < module->n_slots; k++) {
            const th_slot *slot = &module->slots[k];
            bool parameter = slot->kind == TH_PARAMETER && l->kinds & TH_LIST_PARAMETERS;
            bool buffer = slot->kind == TH_BUFFER &&
                          (l->kinds & TH_LIST_BUFFERS || (l->kinds & TH_LIST_PERSISTENT && slot->persistent));
            if ((int)slot->kind == pass && (parameter || buffer) && slot->tensor) add(l, prefix, slot);
        }
}

th_named_list th_module_tensors(th_module *module, int kinds, bool recursive, bool unique)
{
    listing l = {.kinds = kinds, .unique = unique};
    th_module_walk(module, recursive, add_slots, &l);
    return l.list;
}

th_named_list th_module_named_parameters(th_module *module)
{
    return th_module_tensors(module, TH_LIST_PARAMETERS, true, true);
}

th_named_list th_module_named_buffers(th_module *module)
{
    return th_module_tensors(module, TH_LIST_BUFFERS, true, true);
}

th_list th_module_parameters(th_module *module)
{
    th_named_list named = th_module_named_parameters(module);
    th_list list = {named.n, th_scratch((size_t)named.n * sizeof(th_tensor *) + 1)};
    for (int k = 0; k < named.n; k++) list.v[k] = named.v[k].tensor;
    return list;
}

/* ---- State ---------------------------------------------------------------------------------- */

/* A module before its children; what is reached twice is listed under both names. */
static void add_state(listing *l, const char *prefix, th_module *module)
{
    add_slots(l, prefix, module);
    for (int k = 0; k < module->n_slots; k++) {
        const th_slot *slot = &module->slots[k];
        if (!slot->module) continue;
        char *below = th_scratch(strlen(prefix) + strlen(slot->name) + 2);
        add_state(l, strcat(strcat(strcpy(below, prefix), slot->name), "."), slot->module);
    }
}

th_named_list th_module_state(th_module *module)
{
    listing l = {.kinds = TH_LIST_PARAMETERS | TH_LIST_PERSISTENT};
    add_state(&l, "", module);
    return l.list;
}

/* The entry for own, of its shape. */
static th_tensor *entry_for(th_named_list state, const th_named_tensor *own)
{
    for (int k = 0; k < state.n; k++) {
        th_tensor *x = state.v[k].tensor, *to = own->tensor;
        if (strcmp(state.v[k].name, own->name)) continue;
        if (!x) th_fail(TH_TYPE_ERROR, "load_state: '%s' is NULL, expected a tensor", own->name);
        if (!th_same_shape(x, to))
            th_fail(TH_VALUE_ERROR, "load_state: size mismatch for '%s': expected [%s], got [%s]", own->name,
                    th_shape_text(to->ndim, to->shape), th_shape_text(x->ndim, x->shape));
        return x;
    }
    th_fail(TH_VALUE_ERROR, "load_state: the state has no tensor named '%s'", own->name);
}

void th_module_load_state(th_module *module, th_named_list state)
{
    th_scope *scope = th_scope_open();
    th_set_grad_enabled(false);
    th_named_list own = th_module_state(module);
    th_tensor **values = th_scratch((size_t)own.n * sizeof *values + 1);
    for (int k = 0; k < own.n; k++) values[k] = entry_for(state, &own.v[k]); /* all of it fits, or nothing changes */
    for (int k = 0; k < own.n; k++) th_copy_(own.v[k].tensor, values[k]);
    th_scope_close(scope);
}
