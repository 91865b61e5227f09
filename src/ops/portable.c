/* Kernels for devices whose backend has none of its own: written with copies between tensors and windows,
 * or carried out on the host. */
#include "../core/op.h"

#include <string.h>

/* ---- On the host ---------------------------------------------------------------------------------- */

static th_tensor *on_host(th_tensor *x)
{
    th_tensor *host = th_tensor_new(x->ndim, x->shape, (th_dtype)x->dtype, (th_device){TH_CPU, 0});
    th_copy_into(host, x);
    return host;
}

/* Copies the tensors that the row takes and makes to the host, runs the CPU's kernel, and copies the
 * results back: for small results, and for algorithms that are serial anyway. */
static void run_on_host(th_call *call)
{
    th_scope *scope = th_scope_open();
    th_value args[TH_MAX_ARGS];
    th_tensor *out[4];
    memcpy(args, call->args, (size_t)call->n_args * sizeof *args);
    for (int k = 0; k < call->n_out; k++) out[k] = on_host(call->out[k]);
    for (int k = 0; k < call->n_args; k++) {
        if (args[k].type != TH_ARG_TENSOR) continue;
        bool written = args[k].as.tensor == call->out[0];
        args[k].as.tensor = written ? out[0] : on_host(args[k].as.tensor);
    }
    th_call local = *call;
    local.args = args;
    local.out = out;
    th_cpu_backend.kernels[call->op->id](&local);
    for (int k = 0; k < call->n_out; k++) th_copy_into(call->out[k], out[k]);
    th_scope_close(scope);
}

/* ---- The table ------------------------------------------------------------------------------------ */

#define PORTABLE(name) void cpu_##name(th_call *call);
#define ON_HOST(name)
#define ROWS                                                                                        \
    PORTABLE(cast) PORTABLE(clone) PORTABLE(move) PORTABLE(copy_)                                   \
    PORTABLE(flip) PORTABLE(roll) PORTABLE(repeat) PORTABLE(repeat_interleave) PORTABLE(diag_embed) \
    PORTABLE(complex) PORTABLE(as_strided_scatter) PORTABLE(add_window) PORTABLE(read_window)       \
    PORTABLE(place) PORTABLE(orthonormal_)                                                          \
    PORTABLE(cholesky_factor) PORTABLE(lu_factor) PORTABLE(solve_by_lu) PORTABLE(det_by_lu)         \
    PORTABLE(slogdet_by_lu) PORTABLE(solve_triangle) PORTABLE(eigh_factor) PORTABLE(eig_factor)     \
    PORTABLE(svd_factor) PORTABLE(pseudo_solve) PORTABLE(linalg_qr) PORTABLE(geqrf)                 \
    ON_HOST(lu_positions)                                                                           \
    ON_HOST(tril_indices) ON_HOST(triu_indices) ON_HOST(combination_indices)
ROWS

#undef PORTABLE
#undef ON_HOST
#define PORTABLE(name) [TH_OP_##name] = cpu_##name,
#define ON_HOST(name) [TH_OP_##name] = run_on_host,
const th_kernel th_portable_kernels[TH_N_OPS] = {ROWS};
