/* Activations along a dimension that are composites: sparsemax and Gumbel softmax. */
#include "../core/autograd.h"

/* The Euclidean projection onto the simplex (Martins and Astudillo 2016): what exceeds a threshold tau,
 * where tau is such that the k largest elements that exceed it sum to one beyond it. */
void composite_contrib_sparsemax(th_call *c)
{
    th_tensor *x = th_arg(c, 0);
    int dim = th_axis("sparsemax", th_arg_int(c, 1), x->ndim);
    if (x->ndim == 0) x = th_reshape(x, TH_INTS(1));
    int64_t n = x->shape[dim], shape[TH_MAX_DIMS];
    for (int d = 0; d < x->ndim; d++) shape[d] = d == dim ? n : 1;
    th_tensor *sorted[2];
    th_sort_with(x, dim, true, TH_NONE, sorted);
    th_tensor *sums = th_cumsum(sorted[0], dim);
    th_tensor *k = th_cast(th_arange(th_int(1), th_int(n + 1)), (th_dtype)x->dtype);
    k = th_reshape(th_device_of(x).type == TH_CPU ? k : th_move(k, th_device_of(x)), (th_ints){x->ndim, shape});
    th_tensor *exceeds = th_gt(th_add(th_mul(sorted[0], k), 1), sums);
    th_tensor *count = th_sum_with(exceeds, TH_INTS(dim), true, TH_NO_DTYPE);
    th_tensor *tau = th_div(th_sub(th_gather(sums, dim, th_sub(count, 1)), 1), count);
    c->out[0] = th_relu(th_sub(x, tau));
}

/* softmax((logits + G) / tau) with Gumbel noise G (Jang, Gu and Poole 2017); hard: one-hot in the forward
 * pass, the soft sample's gradient in the backward pass. */
void composite_gumbel_softmax(th_call *c)
{
    th_tensor *logits = th_arg(c, 0);
    double tau = th_arg_double(c, 1);
    int64_t dim = th_axis("gumbel_softmax", th_arg_int(c, 3), logits->ndim);
    th_tensor *noise = th_tensor_new(logits->ndim, logits->shape, (th_dtype)logits->dtype, th_device_of(logits));
    noise = th_neg(th_log(th_exponential_(noise)));
    th_tensor *soft = th_softmax(th_div(th_add(logits, noise), tau), dim);
    c->out[0] = soft;
    if (!th_arg_bool(c, 2)) return;
    th_tensor *index = th_argmax_with(soft, TH_INTS(dim), true);
    th_tensor *hard = th_scatter(th_mul(th_detach(soft), 0), dim, index, 1);
    c->out[0] = th_add(th_sub(hard, th_detach(soft)), soft);
}
