/* Which version of the library this is; configure reads it from DESCRIPTION. */
#include "torch.h"

#include "config.h"

const char *th_version(void) { return TH_VERSION; }

int th_api_version(void) { return TH_API_VERSION; }
