/* What this build can use. */
#include "bridge.h"

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
