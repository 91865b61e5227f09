/* The engine's functions under their own names, as calls of what the library handed over. */
#include "../core/engine.h"

#include "../config.h"

#include <string.h>

static const th_engine *engine;

bool cuda_take_engine(const th_engine *given);
bool cuda_take_engine(const th_engine *given)
{
    bool fits = !strcmp(given->version, TH_VERSION) && given->n_ops == TH_N_OPS &&
                given->tensor_bytes == sizeof(th_tensor) && given->call_bytes == sizeof(th_call) &&
                given->iter_bytes == sizeof(th_iter);
    if (fits) engine = given;
    return fits;
}

#define FUNCTION(result, name, parameters, arguments) result name parameters { return engine->name arguments; }
TH_ENGINE_FUNCTIONS(FUNCTION)

/* A table of constants, which no pointer can stand for. */
const uint8_t th_dtype_bytes[TH_N_DTYPES] = {
#define DTYPE(id, type, bytes, name, r) bytes,
    TH_DTYPES(DTYPE)
#undef DTYPE
};
