/* What the fused normalizations share. The shape rules hand over contiguous float32 or float64 tensors; 16-bit results
 * are made in the converted copy of the input or the gradient. */
#ifndef CPU_NORMALIZATION_H
#define CPU_NORMALIZATION_H

#include "lanes.h"

/* Where y is made: in its own memory, or in a float copy that is at hand. */
static inline void *cpu_place_of(const th_tensor *out, const th_tensor *copy)
{
    return out->dtype == copy->dtype ? th_data(out) : th_data(copy);
}

static inline void cpu_store_narrow(const th_tensor *out, const void *from)
{
    if (from != th_data(out))
        cpu_store(th_data(out), (th_dtype)out->dtype, (int64_t)th_dtype_size((th_dtype)out->dtype), from, TH_FLOAT32,
                  out->numel);
}

static inline void *cpu_data_or_null(const th_tensor *x) { return x ? th_data(x) : NULL; }

#endif
