/* Casts of parameters under autocast: within a region a parameter is cast once, however often it is used, and its
 * gradients are summed in the narrow dtype before they are cast back, as in PyTorch. */
#include "autocast.h"

#include "node.h"
#include "scope.h"

#include <stdlib.h>

#define N_LISTS 1024

/* Nothing here is used again once either tensor was changed in place. */
typedef struct entry {
    th_tensor *x, *cast;
    th_storage *storage; /* that x had */
    uint32_t version, cast_version;
    struct entry *next;
} entry;

static entry *lists[N_LISTS];
static int n_entries;

static entry **list_of(const th_tensor *x) { return &lists[((uintptr_t)x >> 6) * UINT64_C(0x9e3779b97f4a7c15) >> 54]; }

static void free_entry(entry *e)
{
    th_release(e->cast);
    th_storage_release(e->storage);
    th_release(e->x);
    free(e);
    n_entries--;
}

void th_forget_casts(void)
{
    for (int k = 0; n_entries && k < N_LISTS; k++)
        for (entry *e; (e = lists[k]);) {
            lists[k] = e->next;
            free_entry(e);
        }
}

/* Is the cast that of x as it is now, and does it lead back to x where that is wanted? */
static bool is_valid(const entry *e)
{
    bool unchanged = e->storage == e->x->storage && e->version == e->storage->version &&
                     e->cast_version == e->cast->storage->version;
    return unchanged && (!th_modes_now.grad || (e->cast->grad_fn && !e->cast->grad_fn->released));
}

static void remember(th_tensor *x, th_tensor *cast)
{
    entry *e = malloc(sizeof *e), **list = list_of(x);
    if (!e) return; /* then it is cast again */
    *e = (entry){th_keep(x), th_keep(cast), x->storage, x->storage->version, cast->storage->version, *list};
    x->storage->refs++;
    *list = e;
    n_entries++;
}

/* Views of parameters are cast each time: what they show is changed through others. */
static bool is_kept(const th_tensor *x)
{
    return x->dtype == TH_FLOAT32 && x->requires_grad && !x->grad_fn && !(x->autograd && x->autograd->base);
}

th_tensor *th_cast_once(th_tensor *x, th_dtype dtype)
{
    if (th_modes_now.casts_anew || !is_kept(x)) return th_cast(x, dtype);
    for (entry **at = list_of(x), *e; (e = *at); at = &e->next) {
        if (e->x != x || e->cast->dtype != (int8_t)dtype) continue;
        if (is_valid(e)) return e->cast;
        *at = e->next;
        free_entry(e);
        break;
    }
    th_tensor *cast = th_cast(x, dtype);
    remember(x, cast);
    return cast;
}
