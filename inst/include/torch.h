/*
 * torch.h: the public interface of the tensor library, readable from top to bottom.
 *
 * The library knows nothing of R. Dimensions and indices are 0-based here; the R package makes
 * them 1-based. It is single-threaded from the outside (kernels use threads inside).
 *
 * Ownership: whatever is made (the result of an operation, a module) belongs to the innermost scope
 * and is released when that scope closes. th_keep() takes a reference that outlives the scope,
 * th_release() gives it back. Errors: th_fail() unwinds to the innermost th_guard(); everything made
 * since is released. A program calls th_init(), then works in functions that th_guard() runs:
 *
 *     static void body(void *data)
 *     {
 *         th_scope *scope = th_scope_open();
 *         th_tensor *x = th_randn(TH_INTS(3, 2)), *y = th_sum(th_exp(th_mul(x, -0.5)));
 *         *(double *)data = th_item(y).re.d;
 *         th_scope_close(scope);
 *     }
 *     ...
 *     if (!th_guard(body, &value)) fprintf(stderr, "%s\n", th_error_message());
 *
 * A failure leaves functions by longjmp(): in C++ no object with a destructor may be alive in between.
 * The folder examples/ of the installed package has whole programs. R packages include torch_r.h.
 */
#ifndef TORCH_H
#define TORCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
#include <initializer_list>
#define TH_STRUCT(type) type
extern "C" {
#else
#define TH_STRUCT(type) (type)
#endif

#define TH_API_VERSION 1 /* grows when a program compiled before would go wrong */

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
typedef struct { int n; th_tensor **v; } th_list; /* an entry may be NULL where the op allows it */

/* TH_INTS(3, 2), TH_LIST(x, y): arguments. What they hold lasts until the end of the block in C, of the
 * whole expression in C++. */
#define TH_NO_INTS (TH_STRUCT(th_ints){-1, NULL})
#ifdef __cplusplus
#define TH_INTS(...) th_ints_of({__VA_ARGS__})
#define TH_LIST(...) th_list_of({__VA_ARGS__})
extern "C++" {
static inline th_ints th_ints_of(std::initializer_list<int64_t> v) { return th_ints{(int)v.size(), v.begin()}; }
static inline th_list th_list_of(std::initializer_list<th_tensor *> v)
{ return th_list{(int)v.size(), const_cast<th_tensor **>(v.begin())}; }
}
#else
#define TH_COUNT(type, ...) ((int)(sizeof((type[]){__VA_ARGS__}) / sizeof(type)))
#define TH_INTS(...) ((th_ints){TH_COUNT(int64_t, __VA_ARGS__), (int64_t[]){__VA_ARGS__}})
#define TH_LIST(...) ((th_list){TH_COUNT(th_tensor *, __VA_ARGS__), (th_tensor *[]){__VA_ARGS__}})
#endif

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

#define TH_NONE (TH_STRUCT(th_value){TH_ARG_NONE, 0, false, {NULL}}) /* "not given" */

void th_init(void);           /* starts the library; may be called again */
const char *th_version(void); /* "0.17.0" */

/* ---- Scopes and errors ---------------------------------------------------------------------- */

th_scope *th_scope_open(void);
void th_scope_close(th_scope *scope);                         /* releases what was made since */
th_tensor *th_scope_return(th_scope *scope, th_tensor *result); /* closes; result moves outwards */
void *th_scratch(size_t bytes); /* 64-byte aligned memory, freed with the innermost scope */

th_tensor *th_keep(th_tensor *x);   /* takes a reference; NULL is passed through */
void th_release(th_tensor *x);      /* gives one back; NULL is allowed */
th_tensor *th_borrow(th_tensor *x); /* hands a kept reference over to the innermost scope */

/* Calls release(data) when the innermost scope closes, after failures too: for files, memory, handles.
 * release() must not fail. */
void th_defer(void (*release)(void *data), void *data);

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
 * wrong is in th_error_message() and th_error_kind_of_last(). What fails outside of any guard is a
 * mistake of the program and ends it (in R, it becomes a condition). */
bool th_guard(void (*body)(void *data), void *data);
const char *th_error_message(void);
th_error_kind th_error_kind_of_last(void);

/* What an operation that went well wants to be known; NULL if nothing. Asking forgets it. */
const char *th_take_warning(void);

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

/* A copy of a CPU tensor in pinned (page-locked) memory, x itself if it lies there; fails where there is no CUDA.
 * Copies between it and a device that are asked not to block (th_move_with(), th_copy_with_()) return at once: the
 * tensor must not be changed, or read, before the device has been waited for. */
th_tensor *th_pin_memory(th_tensor *x);
bool th_is_pinned(const th_tensor *x);

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
void th_retain_grad(th_tensor *x); /* have backward keep the gradient of x, though it is no leaf */

/* An operation of one's own. outputs were computed from inputs with recording off; backward() will be
 * given the gradient of each output (zeros where there is none) and sets results[k], NULL at first, to
 * the gradient of inputs.v[k], of its shape. It may use the tensors of saved (inputs, outputs or others),
 * which fails when they were changed in place meanwhile. Written with operations it can be
 * differentiated again. drop(data), unless NULL, is called when data is no longer needed: at once where
 * recording is off or no input requires gradients.
 *
 *     static void cube_backward(void *data, th_list saved, th_list gradients, th_tensor **results)
 *     {
 *         (void)data;
 *         results[0] = th_mul(gradients.v[0], th_mul(th_square(saved.v[0]), 3));
 *     }
 *     th_tensor *cube(th_tensor *x)
 *     {
 *         bool recording = th_set_grad_enabled(false);
 *         th_tensor *y = th_pow(x, 3);
 *         th_set_grad_enabled(recording);
 *         th_record_function("Cube", TH_LIST(x), TH_LIST(y), TH_LIST(x), cube_backward, NULL, NULL);
 *         return y;
 *     }
 */
typedef void (*th_backward_function)(void *data, th_list saved, th_list gradients, th_tensor **results);
void th_record_function(const char *name, th_list inputs, th_list outputs, th_list saved,
                        th_backward_function backward, void (*drop)(void *data), void *data);

/* ---- Autocast ---------------------------------------------------------------------------------- */

/* While it is enabled for the CPU or CUDA, operations there cast their float inputs: products to dtype
 * (TH_FLOAT16 or TH_BFLOAT16), sums, exponentials and losses to float. Scopes restore the former mode. */
void th_set_autocast(th_device_type device, bool enabled, th_dtype dtype);
bool th_autocast(th_device_type device, th_dtype *dtype); /* dtype may be NULL */
/* Is a parameter cast once until autocast ends (unless it is changed), or each time it is used? On at first. */
void th_set_autocast_cache(bool enabled);
bool th_autocast_cache(void);

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

static inline th_scalar th_s_scalar(th_scalar s) { return s; }
static inline th_scalar th_int(int64_t i) { th_scalar s = {TH_SCALAR_INT, {0}, 0}; s.re.i = i; return s; }
static inline th_scalar th_bool(bool b) { th_scalar s = th_int(b); s.kind = TH_SCALAR_BOOL; return s; }
static inline th_scalar th_double(double d) { th_scalar s = {TH_SCALAR_DOUBLE, {0}, 0}; s.re.d = d; return s; }
static inline th_value th_v_value(th_value v) { return v; }
static inline th_value th_v_tensor(th_tensor *x)
{ th_value v = TH_NONE; if (x) v.type = TH_ARG_TENSOR; v.as.tensor = x; return v; }
static inline th_value th_v_scalar(th_scalar s)
{ th_value v = TH_NONE; v.type = TH_ARG_SCALAR; v.as.scalar = s; return v; }
static inline th_value th_v_int(int64_t i) { return th_v_scalar(th_int(i)); }
static inline th_value th_v_double(double d) { return th_v_scalar(th_double(d)); }
static inline th_value th_v_bool(bool b) { return th_v_scalar(th_bool(b)); }

/* Lets an operand be a tensor, a number or a th_value: th_mul(x, 2). */
#ifdef __cplusplus
#define TH_V(x) th_v(x)
#define TH_S(x) th_s(x)
extern "C++" {
static inline th_scalar th_s(th_scalar s) { return s; }
static inline th_scalar th_s(int i) { return th_int(i); }
static inline th_scalar th_s(long i) { return th_int(i); }
static inline th_scalar th_s(long long i) { return th_int(i); }
static inline th_scalar th_s(float d) { return th_double(d); }
static inline th_scalar th_s(double d) { return th_double(d); }
static inline th_value th_v(th_tensor *x) { return th_v_tensor(x); }
static inline th_value th_v(th_value v) { return v; }
static inline th_value th_v(bool b) { return th_v_bool(b); }
template <typename number> static inline th_value th_v(number x) { return th_v_scalar(th_s(x)); }
}
#else
#define TH_V(x) _Generic((x), th_tensor *: th_v_tensor, th_value: th_v_value, th_scalar: th_v_scalar, \
                         bool: th_v_bool, int: th_v_int, long: th_v_int, long long: th_v_int, \
                         float: th_v_double, double: th_v_double)(x)
#define TH_S(x) _Generic((x), th_scalar: th_s_scalar, int: th_int, long: th_int, long long: th_int, \
                         float: th_double, double: th_double)(x)
#endif

/* th_op(required arguments), th_op_with(all arguments), th_op_(changes its first argument). Generated
 * from src/ops/ops.def. */
#include "torch_ops.h"

/* ---- Modules --------------------------------------------------------------------------------- */

/* A module holds parameters, buffers and children under names, and has a forward pass. The functions of
 * torch_nn.h make layers, TH_SEQUENTIAL() puts them in a row, and th_module_new() with a forward of one's
 * own does the rest:
 *
 *     th_module *net = TH_SEQUENTIAL(th_nn_linear(3, 32), th_nn_relu(), th_nn_linear(32, 1));
 *     th_tensor *y = th_module_forward(net, TH_LIST(x));     (n, 3) to (n, 1)
 *
 * Ownership is that of tensors: a new module belongs to the innermost scope, th_module_keep() takes a
 * reference that outlives it. A module keeps its children and tensors. */
typedef struct th_module th_module;

th_module *th_module_keep(th_module *module);   /* takes a reference; NULL is passed through */
void th_module_release(th_module *module);      /* gives one back; NULL is allowed */
th_module *th_module_borrow(th_module *module); /* hands a kept reference over to the innermost scope */

/* A tensor under its name in a tree of modules: "0.weight". Lists live in scratch memory of the
 * innermost scope; their tensors are the module's. */
typedef struct { const char *name; th_tensor *tensor; } th_named_tensor;
typedef struct { int n; th_named_tensor *v; } th_named_list;

/* -- Making -- */

#include "torch_nn.h" /* th_nn_layer(required arguments), th_nn_layer_with(all): from src/nn/layers.def */

th_module *th_module_new(void); /* empty; without a forward of its own it runs its children in order */
th_module *th_nn_sequential(int n, th_module *const *children); /* children are named "0", "1", ... */
#ifdef __cplusplus
#define TH_SEQUENTIAL(...) th_sequential_of({__VA_ARGS__})
extern "C++" {
static inline th_module *th_sequential_of(std::initializer_list<th_module *> v)
{ return th_nn_sequential((int)v.size(), v.begin()); }
}
#else
#define TH_SEQUENTIAL(...) th_nn_sequential(TH_COUNT(th_module *, __VA_ARGS__), (th_module *[]){__VA_ARGS__})
#endif

/* What forward(data, inputs) returns belongs to the scope. drop(data), unless NULL, is called with the end of
 * the module, which must not be a part of data (it would keep itself). */
typedef th_tensor *(*th_forward)(void *data, th_list inputs);
void th_module_set_forward(th_module *module, th_forward forward, void (*drop)(void *data), void *data);

/* Under a new name, or instead of what had that name. x may be NULL: a place without a value. */
void th_module_set_parameter(th_module *module, const char *name, th_tensor *x); /* x comes to require gradients */
void th_module_set_buffer(th_module *module, const char *name, th_tensor *x, bool persistent); /* part of the state? */
void th_module_set_child(th_module *module, const char *name, th_module *child); /* fails for a cycle */
void th_module_remove(th_module *module, const char *name);

/* Parameters, buffers and children of its own below it; tensors that occur twice still do. Fails for modules
 * with a forward of one's own. */
th_module *th_module_clone(th_module *module);

/* -- Looking -- */

const char *th_module_layer(const th_module *module); /* "linear"; NULL: no layer of the library */
bool th_module_training(const th_module *module);
/* By path, "0.weight" and "0": NULL for a place without a value; fails when there is no such place. */
th_tensor *th_module_tensor(const th_module *module, const char *path);
th_module *th_module_child(const th_module *module, const char *path);
/* Of the module and all below, children first, each tensor once. */
th_list th_module_parameters(th_module *module);
th_named_list th_module_named_parameters(th_module *module);
th_named_list th_module_named_buffers(th_module *module);
/* Parameters and persistent buffers as PyTorch's state_dict() lists them. */
th_named_list th_module_state(th_module *module);
/* Visits the module and all below it, children first, with the prefix of their names ("0.linear."). A module that
 * is reached twice is visited once. */
void th_module_walk(th_module *module, bool recursive,
                    void (*visit)(void *data, const char *prefix, th_module *module), void *data);

/* -- Using -- */

th_tensor *th_module_forward(th_module *module, th_list inputs);
void th_module_train(th_module *module, bool training); /* true at first; false: evaluation */
/* Dtype of floating tensors and device, in place; TH_NO_DTYPE, type -1: as they are. */
void th_module_to(th_module *module, th_dtype dtype, th_device device);
void th_module_zero_grad(th_module *module);
/* Copies the values of the same names; fails, and changes nothing, when a name is missing or has another shape. Names
 * that the module does not have are passed over. */
void th_module_load_state(th_module *module, th_named_list state);

/* ---- Optimizers ------------------------------------------------------------------------------ */

/* An optimizer keeps parameters in groups, each with options, and a state of each parameter. The algorithms are
 * sgd, adam, adamw, rmsprop, adagrad, adadelta, asgd, rprop and lbfgs. Options are numbers by the names that
 * optim_adam() and its relatives have in R, flags 0 or 1; of an option with two numbers each has a name: beta1 and
 * beta2 of betas, eta1 and eta2, step_size1 and step_size2. What is not named has its default.
 *
 *     th_optimizer *adam = th_optim("adam", th_module_parameters(net), TH_OPTIONS({"lr", 0.05}));
 *     for (int step = 0; step < 200; step++) {
 *         th_scope *scope = th_scope_open();
 *         th_optimizer_zero_grad(adam, true);
 *         th_backward(th_mse_loss(th_module_forward(net, TH_LIST(x)), y), NULL, false, false);
 *         th_optimizer_step(adam);
 *         th_scope_close(scope);
 *     }
 */
typedef struct th_optimizer th_optimizer;
typedef struct { const char *name; double value; } th_option_value;
typedef struct { int n; const th_option_value *v; } th_options;
#define TH_NO_OPTIONS (TH_STRUCT(th_options){0, NULL})
#ifdef __cplusplus
#define TH_OPTIONS(...) th_options_of({__VA_ARGS__})
extern "C++" {
static inline th_options th_options_of(std::initializer_list<th_option_value> v)
{ return th_options{(int)v.size(), v.begin()}; }
}
#else
#define TH_OPTIONS(...) ((th_options){TH_COUNT(th_option_value, __VA_ARGS__), (th_option_value[]){__VA_ARGS__}})
#endif

/* Belongs to the innermost scope: th_optimizer_free() is not for it. params are leaves, kept. */
th_optimizer *th_optim(const char *algorithm, th_list params, th_options options);

/* The same by hand, to be freed by who made it. */
th_optimizer *th_optimizer_new(const char *algorithm); /* without groups; fails when there is none of that name */
void th_optimizer_free(th_optimizer *optimizer);       /* NULL is allowed */
/* Adds a group; returns its number, from 0. */
int th_optimizer_add(th_optimizer *optimizer, th_list params, th_options options);
/* The same with the values of all options in the order of th_optimizer_option(); NULL: their defaults. */
int th_optimizer_add_group(th_optimizer *optimizer, th_list params, const double *options);
/* The k-th option's name in R, NULL past the last; two numbers of one option are two options of that name. */
const char *th_optimizer_option(const th_optimizer *optimizer, int k);

double th_optimizer_get(const th_optimizer *optimizer, int group, const char *option);
void th_optimizer_set(th_optimizer *optimizer, int group, const char *option, double value); /* group -1: all */
void th_optimizer_step(th_optimizer *optimizer); /* changes every parameter that has a gradient, unrecorded */
/* The same for an optimizer that evaluates the loss itself, as lbfgs does; the others evaluate it once, before
 * their step. The closure computes the loss, a tensor of one element, and the gradients; the first loss is
 * returned. When the closure fails, nothing is changed. */
typedef th_tensor *(*th_closure)(void *data);
th_tensor *th_optimizer_step_with(th_optimizer *optimizer, th_closure closure, void *data);
void th_optimizer_zero_grad(th_optimizer *optimizer, bool set_to_none); /* none, or zeros */

/* A whole step: clears the gradients, runs model(inputs) and loss(output, target), goes backward and lets the
 * optimizer step. Returns the loss, without history. After a failure parameters are as they were, gradients may not
 * be. */
th_tensor *th_train_step(th_module *model, th_module *loss, th_optimizer *optimizer, th_list inputs, th_tensor *target);

/* Clipping of gradients; parameters without one, and NULL, are passed over. Scales all gradients by one factor, so that
 * together they have a norm of at most max_norm (Pascanu, Mikolov and Bengio 2013). norm_type: the order, INFINITY
 * for the largest absolute value. Returns the norm before, 0-d; where it is not finite, the gradients become zero or
 * NaN. */
th_tensor *th_clip_grad_norm(th_list params, double max_norm, double norm_type);
void th_clip_grad_value(th_list params, double clip_value); /* moves every element into [-clip_value, clip_value] */

/* ---- Files ------------------------------------------------------------------------------------ */

/* Tensors by name in the safetensors format, which PyTorch and others read. Loaded tensors lie on the
 * CPU and belong to the scope. A failed save leaves the old file as it was.
 *
 *     th_save_tensors("net.safetensors", th_module_state(net));
 *     th_module_load_state(net, th_load_tensors("net.safetensors"));
 */
void th_save_tensors(const char *path, th_named_list tensors);
th_named_list th_load_tensors(const char *path);

/* ---- By name ---------------------------------------------------------------------------------- */

int th_api_version(void); /* TH_API_VERSION of the library */

#ifdef __cplusplus
}
#endif
#endif
