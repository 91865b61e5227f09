/* Modes that scopes save and restore, failures, and scratch memory. */
#ifndef TH_SCOPE_H
#define TH_SCOPE_H

#include "core.h"
#include "autograd.h"

typedef struct { bool enabled; th_dtype dtype; } th_autocast_mode;

typedef struct {
    bool grad;    /* are operations recorded? */
    bool anomaly; /* does backward look for NaN? */
    bool autocasts; /* are inputs cast, on any device? */
    bool casts_anew; /* are parameters cast each time, not once per region of autocast? */
    th_autocast_mode autocast[TH_META];
    th_dtype default_dtype;
    th_device default_device;
} th_modes;

extern th_modes th_modes_now;

/* Where failures outside of any guard go; does not return. Without one the program ends. */
extern void (*th_unguarded_hook)(void);
bool th_is_guarded(void); /* does a failure land in a guard? */
/* Hands the failure that th_guard() reported on to the next guard, for who caught it only to let go of what no scope
 * owns. */
TH_NORETURN void th_fail_again(void);

void *th_scratch_copy(const void *from, size_t bytes); /* a copy that lives as long as the scope */

#endif
