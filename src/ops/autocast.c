/* autocast.def as data: the class of each op on each kind of device. */
#include "../core/autocast.h"

#include <string.h>

static const struct { const char *name; th_cast_class cpu, cuda; } listed[] = {
#define AUTOCAST(name, cpu, cuda) {#name, TH_CAST_##cpu, TH_CAST_##cuda},
#include "autocast.def"
#undef AUTOCAST
};

th_cast_class th_cast_class_of(int op, th_device_type device)
{
    static uint8_t classes[2][TH_N_OPS]; /* CPU, CUDA */
    static bool filled;
    for (size_t k = 0; !filled && k < sizeof listed / sizeof *listed; k++) {
        const th_op *row = th_op_find(listed[k].name);
        if (!row) continue;
        classes[0][row->id] = (uint8_t)listed[k].cpu;
        classes[1][row->id] = (uint8_t)listed[k].cuda;
    }
    filled = true;
    return device == TH_META ? TH_CAST_AS_IS : (th_cast_class)classes[device == TH_CUDA][op];
}
