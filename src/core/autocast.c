#include "autocast.h"

#include "scope.h"

#include <string.h>

/* ---- Modes ---------------------------------------------------------------------------------------- */

void th_set_autocast(th_device_type device, bool enabled, th_dtype dtype)
{
    if (device != TH_CPU && device != TH_CUDA)
        th_fail(TH_VALUE_ERROR, "autocast: expected cpu or cuda as device type, got %s",
                th_device_text((th_device){(int8_t)device, 0}));
    if (dtype != TH_FLOAT16 && dtype != TH_BFLOAT16)
        th_fail(TH_VALUE_ERROR, "autocast: expected Half or BFloat16 as dtype, got %s", th_dtype_name(dtype));
    th_modes_now.autocast[device] = (th_autocast_mode){enabled, dtype};
    th_modes_now.autocasts = th_modes_now.autocast[TH_CPU].enabled || th_modes_now.autocast[TH_CUDA].enabled;
    if (!th_modes_now.autocasts) th_forget_casts();
}

bool th_autocast_cache(void) { return !th_modes_now.casts_anew; }

void th_set_autocast_cache(bool enabled)
{
    th_modes_now.casts_anew = !enabled;
    if (!enabled) th_forget_casts();
}

bool th_autocast(th_device_type device, th_dtype *dtype)
{
    th_autocast_mode mode = device == TH_META ? (th_autocast_mode){false, TH_NO_DTYPE} : th_modes_now.autocast[device];
    bool chosen = mode.dtype != TH_BOOL; /* the dtype of a zeroed mode */
    if (dtype) *dtype = chosen ? mode.dtype : device == TH_CUDA ? TH_FLOAT16 : TH_BFLOAT16;
    return mode.enabled;
}

/* ---- Inputs ------------------------------------------------------------------------------------------ */

/* double takes no part, nor do integers and complex numbers. */
static bool takes_part(const th_tensor *x, th_device_type device)
{
    th_dtype dtype = (th_dtype)x->dtype;
    return th_device_of(x).type == (int8_t)device && th_dtype_is_floating(dtype) && dtype != TH_FLOAT64;
}

static th_tensor *cast_to(th_tensor *x, th_dtype dtype)
{
    return x->dtype == (int8_t)dtype ? x : th_cast_once(x, dtype);
}

/* Calls visit for every tensor among the arguments, those in lists included; lists are copied first. */
static void each_tensor(th_value *args, int n, void (*visit)(th_tensor **x, void *data), void *data)
{
    for (int k = 0; k < n; k++) {
        if (args[k].type == TH_ARG_TENSOR) {
            th_tensor *former = args[k].as.tensor;
            visit(&args[k].as.tensor, data);
            if (args[k].as.tensor != former) args[k].temporary = false;
        }
        if (args[k].type != TH_ARG_LIST) continue;
        args[k].as.list = th_scratch_copy(args[k].as.list, (size_t)args[k].n * sizeof *args[k].as.list);
        for (int i = 0; i < args[k].n; i++)
            if (args[k].as.list[i]) visit(&args[k].as.list[i], data);
    }
}

typedef struct { th_device_type device; th_dtype dtype; } casting;

static void find_device(th_tensor **x, void *data)
{
    th_device_type *device = data;
    if (*device == TH_META) *device = (th_device_type)th_device_of(*x).type;
}

static void find_widest(th_tensor **x, void *data)
{
    casting *c = data;
    th_dtype dtype = (th_dtype)(*x)->dtype;
    if (takes_part(*x, c->device)) c->dtype = c->dtype == TH_NO_DTYPE ? dtype : th_promote_types(c->dtype, dtype);
}

static void cast_one(th_tensor **x, void *data)
{
    casting *c = data;
    if (takes_part(*x, c->device)) *x = cast_to(*x, c->dtype);
}

bool th_autocast_inputs(const th_op *op, th_value *args, int n)
{
    casting c = {TH_META, TH_FLOAT32};
    each_tensor(args, n, find_device, &c.device);
    th_cast_class class = th_cast_class_of(op->id, c.device);
    if (class == TH_CAST_AS_IS || !th_autocast(c.device, class == TH_CAST_NARROW ? &c.dtype : NULL)) return false;
    if (class == TH_CAST_WIDEST) {
        c.dtype = TH_NO_DTYPE;
        each_tensor(args, n, find_widest, &c);
        if (c.dtype == TH_NO_DTYPE) return true;
    }
    each_tensor(args, n, cast_one, &c);
    return true;
}
