/* Indexing with several index tensors: x[i, , j], masks, gaps; reading and writing. */
#include "indexing.h"

#include <string.h>

/* ---- Masks -------------------------------------------------------------------------------------- */

static bool is_mask(const th_tensor *x) { return x->dtype == TH_BOOL || x->dtype == TH_UINT8; }

/* Replaces a mask by the coordinates of its true elements: one index per dimension that it covers. */
static int spread_mask(const char *op, th_tensor *self, th_tensor *mask, int at, th_tensor **entries)
{
    for (int d = 0; d < mask->ndim; d++)
        if (at + d >= self->ndim || mask->shape[d] != self->shape[at + d])
            th_fail(TH_INDEX_ERROR,
                    "%s: The shape of the mask [%s] at index %d does not match the shape of the indexed tensor "
                    "[%s] at index %d", op, th_shape_text(mask->ndim, mask->shape), d + 1,
                    th_shape_text(self->ndim, self->shape), at + d + 1);
    th_tensor *where = th_nonzero(mask); /* (found, ndim) */
    for (int d = 0; d < mask->ndim; d++)
        entries[d] = th_tensor_view(where, 1, where->shape, (int64_t[]){mask->ndim}, where->offset + d);
    return mask->ndim;
}

/* Indices on the CPU go along with tensors of every device. */
static th_tensor *beside(const char *op, th_tensor *index, const th_tensor *self)
{
    th_device there = th_device_of(self);
    if (th_same_device(th_device_of(index), there)) return index;
    if (th_device_of(index).type != TH_CPU)
        th_fail(TH_RUNTIME_ERROR, "%s: indices should be either on cpu or on the same device as the indexed tensor "
                "(%s)", op, th_device_text(there));
    th_tensor *copy = th_tensor_new(index->ndim, index->shape, (th_dtype)index->dtype, there);
    th_copy_into(copy, index);
    return copy;
}

/* One entry per dimension of self, NULL where it is taken whole. */
static int spread_indices(const char *op, th_tensor *self, th_list indices, th_tensor **entries)
{
    int n = 0;
    for (int k = 0; k < indices.n; k++) {
        th_tensor *index = indices.v[k];
        int covers = index && is_mask(index) ? index->ndim : 1;
        if (n + covers > self->ndim)
            th_fail(TH_INDEX_ERROR, "%s: too many indices for tensor of dimension %d (got %d)", op, self->ndim,
                    n + covers);
        if (!index) entries[n++] = NULL;
        else if (is_mask(index)) n += spread_mask(op, self, index, n, entries + n);
        else {
            entries[n] = th_index_tensor(op, index);
            th_check_index(op, entries[n], n, self->shape[n]);
            n++;
        }
    }
    for (int d = 0; d < n; d++) if (entries[d]) entries[d] = beside(op, entries[d], self);
    for (int d = n; d < self->ndim; d++) entries[d] = NULL;
    return n;
}

/* ---- The plan ------------------------------------------------------------------------------------ */

/* How a list of index tensors with gaps picks from a tensor. */
typedef struct {
    th_tensor *window;               /* (before.., indexed.., after..) on self's storage */
    int before, indexed;             /* numbers of dimensions */
    th_list positions;               /* `before` gaps, then one flat int64 tensor per indexed dimension */
    int ndim, n_index;               /* of the result; of the broadcast index */
    int64_t shape[TH_MAX_DIMS];      /* of the result: before, index, after */
} index_plan;

static th_tensor *broadcast_dense(th_tensor *x, int ndim, const int64_t *shape)
{
    int64_t stride[TH_MAX_DIMS];
    for (int d = 0; d < ndim; d++) {
        int from = d - (ndim - x->ndim);
        stride[d] = from < 0 || x->shape[from] == 1 ? 0 : x->stride[from];
    }
    return th_to_contiguous(th_tensor_view(x, ndim, shape, stride, x->offset));
}

/* Index tensors side by side leave their result where they stand; with gaps between them it goes
 * in front. order: self's dimensions as before, indexed, after. */
static void order_dims(index_plan *p, th_tensor *self, th_tensor **entries, int *order)
{
    int first = -1, last = -1, n = 0;
    for (int d = 0; d < self->ndim; d++) {
        if (!entries[d]) continue;
        if (first < 0) first = d;
        last = d;
        p->indexed++;
    }
    p->before = last - first + 1 == p->indexed ? first : 0;
    for (int d = 0; d < p->before; d++) order[n++] = d;
    for (int d = 0; d < self->ndim; d++)
        if (entries[d]) order[n++] = d;
    for (int d = p->before; d < self->ndim; d++)
        if (!entries[d]) order[n++] = d;
}

static index_plan plan_index(const char *op, th_tensor *self, th_list indices)
{
    index_plan p = {0};
    th_tensor *entries[TH_MAX_DIMS];
    int order[TH_MAX_DIMS];
    int64_t common[TH_MAX_DIMS], shape[TH_MAX_DIMS], stride[TH_MAX_DIMS];
    spread_indices(op, self, indices, entries);
    order_dims(&p, self, entries, order);
    if (p.indexed == 0) th_fail(TH_VALUE_ERROR, "%s: expected at least one index tensor", op);
    for (int d = 0; d < self->ndim; d++)
        if (entries[d]) th_broadcast_shapes(op, &p.n_index, common, entries[d]->ndim, entries[d]->shape);
    int ndim = self->ndim - p.indexed + p.n_index;
    if (ndim > TH_MOST_DIMS)
        th_fail(TH_VALUE_ERROR, "%s: tensors have at most %d dimensions, the result would have %d", op, TH_MOST_DIMS,
                ndim);

    th_tensor **list = th_scratch((size_t)(p.before + p.indexed) * sizeof *list);
    p.positions = (th_list){p.before + p.indexed, list};
    for (int i = 0; i < self->ndim; i++) {
        int d = order[i];
        shape[i] = self->shape[d], stride[i] = self->stride[d];
        if (i < p.positions.n) list[i] = entries[d] ? broadcast_dense(entries[d], p.n_index, common) : NULL;
        if (!entries[d]) p.shape[p.ndim++] = shape[i];
        if (i == p.positions.n - 1) {
            memcpy(p.shape + p.ndim, common, (size_t)p.n_index * sizeof *common);
            p.ndim += p.n_index;
        }
    }
    p.window = th_tensor_view(self, self->ndim, shape, stride, self->offset);
    return p;
}

static th_value list_value(th_list list) { return (th_value){.type = TH_ARG_LIST, .n = list.n, .as.list = list.v}; }

/* ---- Rules --------------------------------------------------------------------------------------- */

void shape_index(th_call *c)
{
    th_tensor *self = th_arg(c, 0);
    index_plan p = plan_index("index", self, th_arg_list(c, 1));
    c->args[0] = th_v_tensor(p.window);
    c->args[1] = list_value(p.positions);
    TH_OUT(c, 0, p.ndim, p.shape, (th_dtype)self->dtype);
}

/* values as dense rows of the picked shape, or one number */
static th_tensor *rows_of_values(th_tensor *values, const index_plan *p)
{
    int n = values->ndim;
    int64_t shape[TH_MAX_DIMS];
    if (values->numel == 1) return values;
    if (n) memcpy(shape, values->shape, (size_t)n * sizeof *shape);
    th_broadcast_shapes("index_put", &n, shape, p->ndim, p->shape);
    if (n != p->ndim || memcmp(shape, p->shape, (size_t)n * sizeof *shape))
        th_fail(TH_VALUE_ERROR,
                "index_put: shape mismatch: value tensor of shape [%s] cannot be broadcast to indexing result of "
                "shape [%s]", th_shape_text(values->ndim, values->shape), th_shape_text(p->ndim, p->shape));
    return broadcast_dense(values, n, shape);
}

void shape_index_put(th_call *c)
{
    th_tensor *self = th_arg(c, 0), *values = th_arg(c, 2);
    if (!values) th_fail(TH_TYPE_ERROR, "index_put: values must be a tensor");
    if (values->dtype != self->dtype)
        th_fail(TH_TYPE_ERROR,
                "index_put: Index put requires the source and destination dtypes match, got %s for the destination "
                "and %s for the source", th_dtype_name((th_dtype)self->dtype), th_dtype_name((th_dtype)values->dtype));
    th_tensor *out = th_start_from_self(c);
    index_plan p = plan_index("index_put", out, th_arg_list(c, 1));
    for (int k = p.before; k < p.positions.n; k++) p.positions.v[k] = th_apart_from_self(c, p.positions.v[k]);
    c->args[2] = th_v_tensor(rows_of_values(th_apart_from_self(c, values), &p));
    c->args[1] = list_value(p.positions);
    c->args[0] = th_v_tensor(p.window); /* last: th_apart_from_self() looks at self */
}
