/* Autocast: while it is on for a kind of device, the door casts the inputs of some ops. */
#ifndef TH_AUTOCAST_H
#define TH_AUTOCAST_H

#include "op.h"

/* AS_IS: no cast; NARROW: to the dtype that was asked for; WIDE: to float; WIDEST: to the widest input. */
typedef enum { TH_CAST_AS_IS, TH_CAST_NARROW, TH_CAST_WIDE, TH_CAST_WIDEST } th_cast_class;

th_cast_class th_cast_class_of(int op, th_device_type device); /* ops/autocast.c: the lists */

/* x in another dtype. Of a parameter the cast is kept until autocast ends, and made anew when the parameter was
 * changed. */
th_tensor *th_cast_once(th_tensor *x, th_dtype dtype);
void th_forget_casts(void); /* when autocast ends */

/* Puts cast inputs into args, which holds the call's arguments. Recorded, so that gradients are cast back. True where
 * the op has a class: what it is made of then is not cast once more. */
bool th_autocast_inputs(const th_op *op, th_value *args, int n);

#endif
