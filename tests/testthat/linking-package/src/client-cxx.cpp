// The same headers in C++. No object with a destructor may be alive where a th_ function fails.
#define R_NO_REMAP
#include <torch_r.h>

static th_tensor *standardize(void *data)
{
    th_tensor *x = static_cast<th_tensor *>(data);
    th_tensor *centered = th_sub(x, th_mean_with(x, TH_INTS(0), true, TH_NO_DTYPE));
    return th_div(centered, th_sqrt(th_add(th_mean_with(th_square(centered), TH_INTS(0), true, TH_NO_DTYPE), 1e-6)));
}

extern "C" SEXP C_cxx(SEXP x) { return torch_call(standardize, torch_tensor_of(x, "client_cxx", "x")); }
