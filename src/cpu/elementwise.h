/* Contiguous elementwise loops and the conversions around them, for the CPU's own files. */
#ifndef CPU_ELEMENTWISE_H
#define CPU_ELEMENTWISE_H

#include "../core/iter.h"
#include "../core/op.h"

#define CPU_BLOCK 512 /* elements that a loop takes at a time; its buffers stay in the first-level cache */

/* Tables of loops by op; NULL where a row has none for the type. */
extern const th_loop cpu_loops_f32[TH_N_OPS], cpu_loops_f64[TH_N_OPS], cpu_loops_i64[TH_N_OPS],
    cpu_loops_c64[TH_N_OPS], cpu_loops_c128[TH_N_OPS];

/* Converts n elements, stride in bytes, to or from the contiguous compute dtype. */
void cpu_load(void *to, th_dtype compute, const void *from, th_dtype dtype, int64_t stride, int64_t n);
void cpu_store(void *to, th_dtype dtype, int64_t stride, const void *from, th_dtype compute, int64_t n);

/* Asks for memory that is needed soon, while something else is computed. */
static inline void cpu_ask_for(const void *p, int64_t bytes)
{
    for (int64_t i = 0; i < bytes; i += 64) __builtin_prefetch((const char *)p + i);
}

/* Every elementwise row's kernel. */
void cpu_elementwise(th_call *call);
/* The same for a row and its loop, whatever call they belong to. */
void cpu_run_row(const th_iter *it, const th_op *row);
th_loop cpu_loop_of(th_dtype compute, int row); /* NULL where the row has none */
/* Of the rows that divide with a remainder: loops faster than those of the tables; NULL for other rows. */
th_loop cpu_remainder_loop(th_dtype compute, int row);
/* The loop of pow for the iterator's exponent; NULL where it is not one number, or one without a loop of its own. */
th_loop cpu_power_loop(const th_iter *it);
/* The loop of a row of logic whose operands are all Bool, in which it computes; NULL for all else. */
th_loop cpu_logic_loop(const th_iter *it, int row);
#define CPU_NUMBERS_BYTES 64 /* room for th_iter_numbers(): four of the largest */
/* Runs a loop over an iterator; result: the dtype in which the loop writes (compute or Bool). */
void cpu_run_loop(const th_iter *it, th_loop loop, th_dtype result, const void *params, double cost);

#endif
