/*
 * torch.h: the public interface of the tensor library, readable from top to bottom.
 *
 * The library knows nothing of R. Dimensions and indices are 0-based here; the R package makes
 * them 1-based. It is single-threaded from the outside (kernels use threads inside).
 *
 * Ownership: the result of every operation belongs to the innermost scope and is released when
 * that scope closes. th_keep() takes a reference that outlives the scope, th_release() gives it
 * back. Errors: th_fail() unwinds to the innermost th_guard(); everything made since is released.
 *
 *     th_scope *scope = th_scope_open();
 *     th_tensor *y = th_exp(th_mul(x, -0.5));
 *     th_keep(y);
 *     th_scope_close(scope);
 */
#ifndef TORCH_H
#define TORCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- Types ---------------------------------------------------------------------------------- */

typedef struct th_tensor th_tensor;
typedef struct th_generator th_generator;
typedef struct th_scope th_scope;

/* DTYPE(id, C type, bytes, printed name, R spelling) in ascending PyTorch order of promotion. */
#define TH_DTYPES(DTYPE)                                          \
    DTYPE(BOOL, bool, 1, "Bool", "bool")                          \
    DTYPE(UINT8, uint8_t, 1, "Byte", "uint8")                     \
    DTYPE(INT8, int8_t, 1, "Char", "int8")                        \
    DTYPE(INT16, int16_t, 2, "Short", "int16")                    \
    DTYPE(INT32, int32_t, 4, "Int", "int32")                      \
    DTYPE(INT64, int64_t, 8, "Long", "int64")                     \
    DTYPE(FLOAT16, uint16_t, 2, "Half", "float16")                \
    DTYPE(BFLOAT16, uint16_t, 2, "BFloat16", "bfloat16")          \
    DTYPE(FLOAT32, float, 4, "Float", "float32")                  \
    DTYPE(FLOAT64, double, 8, "Double", "float64")                \
    DTYPE(COMPLEX64, th_complex64, 8, "ComplexFloat", "cfloat")   \
    DTYPE(COMPLEX128, th_complex128, 16, "ComplexDouble", "cdouble")

typedef enum {
#define DTYPE(id, type, bytes, name, r) TH_##id,
    TH_DTYPES(DTYPE)
#undef DTYPE
    TH_N_DTYPES,
    TH_NO_DTYPE = -1 /* "not given": the operation chooses */
} th_dtype;

typedef enum { TH_CPU, TH_CUDA, TH_META, TH_N_DEVICES } th_device_type;
typedef struct { int8_t type, index; } th_device; /* index: 0 on the CPU and on meta */

/* A number that takes part in an operation with the weak promotion of a bare number. */
typedef enum { TH_SCALAR_BOOL, TH_SCALAR_INT, TH_SCALAR_DOUBLE, TH_SCALAR_COMPLEX } th_scalar_kind;
typedef struct {
    th_scalar_kind kind;
    union { int64_t i; double d; } re; /* i for BOOL and INT, d for DOUBLE and COMPLEX */
    double im;                         /* COMPLEX only */
} th_scalar;

typedef struct { int n; const int64_t *v; } th_ints; /* n == -1: not given */
#define TH_NO_INTS ((th_ints){-1, NULL})
#define TH_INTS(...) ((th_ints){(int)(sizeof((int64_t[]){__VA_ARGS__}) / sizeof(int64_t)), (int64_t[]){__VA_ARGS__}})

typedef struct { int n; th_tensor **v; } th_list; /* an entry may be NULL where the op allows it */

/* One argument of an operation. */
typedef enum {
    TH_ARG_NONE, TH_ARG_TENSOR, TH_ARG_LIST, TH_ARG_SCALAR, TH_ARG_INT, TH_ARG_INTS, TH_ARG_BOOL,
    TH_ARG_DOUBLE, TH_ARG_DOUBLES, TH_ARG_DTYPE, TH_ARG_STRING, TH_ARG_GENERATOR, TH_ARG_DEVICE
} th_arg_type;
typedef struct {
    th_arg_type type;
    int n;          /* length of LIST, INTS, DOUBLES */
    bool temporary; /* TENSOR that nobody will look at again: its storage may be taken over */
    union {
        th_tensor *tensor; th_tensor **list; th_scalar scalar; int64_t i; const int64_t *ints;
        double d; const double *doubles; const char *string; th_generator *generator; th_device device;
    } as;
} th_value;

#define TH_NONE ((th_value){.type = TH_ARG_NONE}) /* "not given" */

const char *th_version(void); /* "0.17.0" */

/* ---- Scopes and errors ---------------------------------------------------------------------- */

th_scope *th_scope_open(void);
void th_scope_close(th_scope *scope);                         /* releases what was made since */
th_tensor *th_scope_return(th_scope *scope, th_tensor *result); /* closes; result moves outwards */
void *th_scratch(size_t bytes); /* 64-byte aligned memory, freed with the innermost scope */

th_tensor *th_keep(th_tensor *x);   /* takes a reference; NULL is passed through */
void th_release(th_tensor *x);      /* gives one back; NULL is allowed */
th_tensor *th_borrow(th_tensor *x); /* hands a kept reference over to the innermost scope */

typedef enum { TH_VALUE_ERROR, TH_TYPE_ERROR, TH_RUNTIME_ERROR, TH_INDEX_ERROR, TH_NOT_IMPLEMENTED,
               TH_MEMORY_ERROR, TH_INTERRUPT, TH_FOREIGN_ERROR } th_error_kind;

#if defined(__GNUC__)
#define TH_PRINTF(f, a) __attribute__((format(printf, f, a)))
#define TH_NORETURN __attribute__((noreturn))
#else
#define TH_PRINTF(f, a)
#define TH_NORETURN
#endif

TH_NORETURN void th_fail(th_error_kind kind, const char *format, ...) TH_PRINTF(2, 3);

/* Runs body(data). On failure closes the scopes that body opened, and returns false; what went
 * wrong is in th_error_message() and th_error_kind_of_last(). */
bool th_guard(void (*body)(void *data), void *data);
const char *th_error_message(void);
th_error_kind th_error_kind_of_last(void);

/* ---- Tensors -------------------------------------------------------------------------------- */

th_dtype th_tensor_dtype(const th_tensor *x);
th_device th_tensor_device(const th_tensor *x);
int th_tensor_ndim(const th_tensor *x);
const int64_t *th_tensor_shape(const th_tensor *x);
const int64_t *th_tensor_strides(const th_tensor *x); /* in elements */
int64_t th_tensor_offset(const th_tensor *x);         /* in elements, from the storage's start */
int64_t th_tensor_numel(const th_tensor *x);
bool th_tensor_is_contiguous(const th_tensor *x);
void *th_tensor_data(const th_tensor *x); /* first element, on the tensor's device; NULL on meta */

size_t th_dtype_size(th_dtype dtype);
const char *th_dtype_name(th_dtype dtype); /* "Float" */
bool th_dtype_is_floating(th_dtype dtype);
bool th_dtype_is_complex(th_dtype dtype);
bool th_dtype_is_integral(th_dtype dtype); /* integers and bool */
th_dtype th_promote_types(th_dtype a, th_dtype b);
th_dtype th_default_dtype(void);
void th_set_default_dtype(th_dtype dtype);
th_device th_default_device(void);
void th_set_default_device(th_device device);

/* Uninitialized; TH_NO_INTS as strides: row-major. */
th_tensor *th_new(th_ints shape, th_dtype dtype, th_device device);
/* A row-major CPU tensor holding a copy of numel(shape) elements at data. */
th_tensor *th_from_data(const void *data, th_ints shape, th_dtype dtype);
th_scalar th_item(th_tensor *x); /* the value of a tensor with one element */

int64_t th_live_tensors(void); /* how many tensors exist now */
int64_t th_live_bytes(void);   /* bytes held by their storages, all devices */

int th_get_num_threads(void);
void th_set_num_threads(int n);

/* ---- Autograd ------------------------------------------------------------------------------- */

bool th_requires_grad(const th_tensor *x);
void th_set_requires_grad(th_tensor *x, bool requires_grad); /* leaves only */
th_tensor *th_grad(const th_tensor *x);                      /* NULL while unset */
void th_set_grad(th_tensor *x, th_tensor *grad);
bool th_grad_enabled(void);
bool th_set_grad_enabled(bool enabled); /* returns the former mode; scopes restore it */

/* gradient may be NULL for a tensor of one element. */
void th_backward(th_tensor *x, th_tensor *gradient, bool retain_graph, bool create_graph);
/* Gradients of outputs for each input, borrowed by the scope; grad_outputs may hold NULLs. */
void th_gradients(th_list outputs, th_list inputs, th_list grad_outputs, bool retain_graph,
                  bool create_graph, bool allow_unused, th_tensor **results);

/* ---- Random numbers -------------------------------------------------------------------------- */

#define TH_GENERATOR_STATE_BYTES 5056 /* of a CPU generator, in PyTorch's layout */

th_generator *th_generator_new(th_device device);      /* one reference, with a fixed seed */
th_generator *th_generator_keep(th_generator *g);
void th_generator_release(th_generator *g);
th_generator *th_generator_default(th_device device);  /* one per device, never released */
th_device th_generator_device(const th_generator *g);
void th_manual_seed(uint64_t seed);                    /* of the default generators of all devices */
void th_generator_seed(th_generator *g, uint64_t seed);
uint64_t th_generator_seed_randomly(th_generator *g);  /* returns the seed, 53 bits */
uint64_t th_generator_initial_seed(const th_generator *g);
size_t th_generator_state_bytes(const th_generator *g);
void th_generator_state(const th_generator *g, void *bytes);
void th_generator_set_state(th_generator *g, const void *bytes, size_t n);

/* ---- Operations ----------------------------------------------------------------------------- */

static inline th_value th_v_tensor(th_tensor *x) { return (th_value){.type = x ? TH_ARG_TENSOR : TH_ARG_NONE, .as.tensor = x}; }
static inline th_scalar th_int(int64_t i) { return (th_scalar){.kind = TH_SCALAR_INT, .re.i = i}; }
static inline th_scalar th_double(double d) { return (th_scalar){.kind = TH_SCALAR_DOUBLE, .re.d = d}; }
static inline th_value th_v_scalar(th_scalar s) { return (th_value){.type = TH_ARG_SCALAR, .as.scalar = s}; }
static inline th_value th_v_int(int64_t i) { return th_v_scalar(th_int(i)); }
static inline th_value th_v_double(double d) { return th_v_scalar(th_double(d)); }
static inline th_value th_v_bool(bool b) { return th_v_scalar((th_scalar){.kind = TH_SCALAR_BOOL, .re.i = b}); }
static inline th_value th_v_value(th_value v) { return v; }

/* Lets an operand be a tensor, a number or a th_value: th_mul(x, 2). */
#define TH_V(x) _Generic((x), th_tensor *: th_v_tensor, th_value: th_v_value, th_scalar: th_v_scalar, \
                         bool: th_v_bool, int: th_v_int, long: th_v_int, long long: th_v_int, float: th_v_double, double: th_v_double)(x)
#define TH_S(x) _Generic((x), th_scalar: th_s_scalar, int: th_int, long: th_int, long long: th_int, float: th_double, double: th_double)(x)
static inline th_scalar th_s_scalar(th_scalar s) { return s; }

#include "torch_ops.h" /* generated from src/ops/ops.def: one prototype per operation */

#endif
