/* Copies of module trees. */
#include "module.h"

#include "../core/autograd.h"

#include <string.h>

/* What has been copied so far: tensors and modules that occur twice are copied once. */
typedef struct { const void **from; void **to; int n, capacity; } memory;

static void *recall(const memory *m, const void *from)
{
    for (int i = 0; i < m->n; i++)
        if (m->from[i] == from) return m->to[i];
    return NULL;
}

static void *grown(const void *array, int n, int capacity)
{
    void *larger = th_scratch((size_t)capacity * sizeof(void *));
    if (n) memcpy(larger, array, (size_t)n * sizeof(void *));
    return larger;
}

static void remember(memory *m, const void *from, void *to)
{
    if (m->n == m->capacity) {
        int capacity = m->capacity ? 2 * m->capacity : 64;
        m->from = grown(m->from, m->n, capacity);
        m->to = grown(m->to, m->n, capacity);
        m->capacity = capacity;
    }
    m->from[m->n] = from;
    m->to[m->n++] = to;
}

static th_tensor *clone_tensor(memory *m, th_tensor *x)
{
    th_tensor *copy = x ? recall(m, x) : NULL;
    if (copy || !x) return copy;
    copy = th_clone(x);
    if (x->requires_grad) th_set_requires_grad(copy, true);
    remember(m, x, copy);
    return copy;
}

static th_module *clone_module(memory *m, const th_module *module)
{
    th_module *copy = recall(m, module);
    if (copy) return copy;
    if (module->call)
        th_fail(TH_NOT_IMPLEMENTED, "clone: a module whose forward is not the library's cannot be cloned");
    copy = th_module_copy(module);
    for (int k = 0; k < module->n_slots; k++) {
        const th_slot *slot = &module->slots[k];
        if (slot->kind == TH_CHILD) th_module_set_child(copy, slot->name, clone_module(m, slot->module));
        else th_module_set_tensor(copy, slot->kind, slot->name, clone_tensor(m, slot->tensor), slot->persistent);
    }
    remember(m, module, copy);
    return copy;
}

th_module *th_module_clone(th_module *module)
{
    th_scope *scope = th_scope_open();
    th_set_grad_enabled(false);
    memory m = {0};
    th_module *copy = th_module_keep(clone_module(&m, module));
    th_scope_close(scope);
    return th_module_borrow(copy);
}
