/* Starts an elementwise row's loop in the type that it computes in. */
#include "cuda.h"

#define MAX_BYTES 16 /* of one element of a compute dtype */

static cuda_loop loop_for(th_dtype compute, int op)
{
    switch (compute) {
    case TH_FLOAT32: return cuda_loops_f32[op] ? cuda_loops_f32[op] : cuda_loops_f32_several[op];
    case TH_FLOAT64: return cuda_loops_f64[op] ? cuda_loops_f64[op] : cuda_loops_f64_several[op];
    case TH_INT64: return cuda_loops_i64[op];
    case TH_COMPLEX64: return cuda_loops_c64[op];
    default: return cuda_loops_c128[op];
    }
}

void cuda_elementwise(th_call *call) { cuda_run_row(call->iter, call->op->id, call->op->name, cuda_stream_of(call->out[0])); }

void cuda_run_row(const th_iter *it, int row, const char *name, cudaStream_t stream)
{
    _Alignas(16) char numbers[4 * MAX_BYTES] = {0};
    cuda_loop loop = loop_for(it->compute, row);
    if (row == TH_OP_positive && it->dtype[0] == it->dtype[1]) { /* a copy */
        cuda_copy_window(it, stream);
        return;
    }
    if (!loop) return; /* the door refuses what a row has no loop for */
    th_iter_numbers(it, numbers);
    loop(it, stream, numbers);
    cuda_launched(name);
}
