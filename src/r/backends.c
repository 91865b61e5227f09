/* What this build can use. */
#include "bridge.h"

#include <string.h>

/* The library opens devices through one struct per kind; without its shared object there is no CUDA. */
SEXP C_device_count(SEXP type)
{
    const char *name = r_string(type, R_PLACE("device_count", "type"));
    return Rf_ScalarInteger(!strcmp(name, "cpu"));
}

SEXP C_has_openmp(void)
{
#ifdef _OPENMP
    return Rf_ScalarLogical(TRUE);
#else
    return Rf_ScalarLogical(FALSE);
#endif
}

SEXP C_cache_flush(void)
{
    th_block_trim();
    return R_NilValue;
}
