/* Tensors as text, in the layout of libtorch's stream operator. */
#include "format.h"

#include "../core/autograd.h"
#include "../core/half.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE_WIDTH 80
#define LONG_LOOP (1 << 20) /* elements looked at until the user is heard */

typedef enum { GENERAL, FIXED, SCIENTIFIC } notation;

/* The text so far, and how numbers are written. The notation and the precision stay as they are
 * from one slice to the next, as in a C++ stream. */
typedef struct {
    char *text;
    size_t length, room;
    int lines, max_lines;
    bool truncated;
    notation notation;
    int precision;
} writer;

/* A matrix in memory: steps in elements, vectors are matrices of one column. */
typedef struct {
    const char *data;
    th_dtype dtype;
    int64_t n_rows, n_columns, row_step, column_step;
} matrix;

typedef struct { double scale; int width; } layout;

static th_tensor *on_host(th_tensor *x);
static void write_values(writer *w, const th_tensor *x);
static void write_footer(writer *w, th_tensor *x);
static void write(writer *w, const char *format, ...) TH_PRINTF(2, 3);

const char *th_format_tensor(th_tensor *x, int max_lines)
{
    if (!x) return "[ Tensor (undefined) ]";
    writer w = {.max_lines = max_lines, .precision = 6, .room = 256};
    w.text = th_scratch(w.room);
    if (th_device_of(x).type == TH_META) write(&w, "...\n");
    else write_values(&w, on_host(x));
    bool truncated = w.truncated;
    w.max_lines = 0;
    w.truncated = false;
    if (truncated) write(&w, "... [the output was truncated (use n=-1 to disable)]\n");
    write_footer(&w, x);
    return w.text;
}

/* The same values where they can be read. */
static th_tensor *on_host(th_tensor *x)
{
    if (th_device_of(x).type == TH_CPU) return x;
    th_tensor *host = th_tensor_new(x->ndim, x->shape, (th_dtype)x->dtype, (th_device){TH_CPU, 0});
    th_copy_into(host, x);
    return host;
}

/* ---- Text ----------------------------------------------------------------------------------- */

static void reserve(writer *w, size_t more)
{
    if (w->length + more <= w->room) return;
    w->room = 2 * (w->length + more);
    w->text = memcpy(th_scratch(w->room), w->text, w->length);
}

/* Once max_lines lines are there, what follows is dropped and the text counts as truncated. */
static void append(writer *w, const char *text, size_t n)
{
    if (w->max_lines > 0 && w->lines >= w->max_lines) {
        w->truncated = true;
        return;
    }
    reserve(w, n + 1);
    memcpy(w->text + w->length, text, n + 1);
    w->length += n;
    for (size_t i = 0; i < n; i++) w->lines += text[i] == '\n';
}

static void write(writer *w, const char *format, ...)
{
    char line[512]; /* the longest number has 309 digits before its point */
    va_list args;
    va_start(args, format);
    int n = vsnprintf(line, sizeof line, format, args);
    va_end(args);
    append(w, line, n < (int)sizeof line ? (size_t)n : sizeof line - 1);
}

static void write_number(writer *w, int width, double x)
{
    switch (w->notation) {
    case GENERAL: write(w, "%*.*g", width, w->precision, x); break;
    case FIXED: write(w, "%*.*f", width, w->precision, x); break;
    case SCIENTIFIC: write(w, "%*.*e", width, w->precision, x); break;
    }
}

/* ---- Elements ------------------------------------------------------------------------------- */

static double real_part(const matrix *m, int64_t offset)
{
    const void *data = m->data;
    switch (m->dtype) {
    case TH_BOOL: return ((const bool *)data)[offset];
    case TH_UINT8: return ((const uint8_t *)data)[offset];
    case TH_INT8: return ((const int8_t *)data)[offset];
    case TH_INT16: return ((const int16_t *)data)[offset];
    case TH_INT32: return ((const int32_t *)data)[offset];
    case TH_INT64: return (double)((const int64_t *)data)[offset];
    case TH_FLOAT16: return (double)th_half_to_float(((const uint16_t *)data)[offset]);
    case TH_BFLOAT16: return (double)th_bfloat16_to_float(((const uint16_t *)data)[offset]);
    case TH_FLOAT32: return (double)((const float *)data)[offset];
    case TH_FLOAT64: return ((const double *)data)[offset];
    case TH_COMPLEX64: return (double)((const th_complex64 *)data)[offset].re;
    case TH_COMPLEX128: return ((const th_complex128 *)data)[offset].re;
    default: return NAN;
    }
}

static double imaginary_part(const matrix *m, int64_t offset)
{
    if (m->dtype == TH_COMPLEX64) return (double)((const th_complex64 *)m->data)[offset].im;
    return ((const th_complex128 *)m->data)[offset].im;
}

/* "1.5000-2.0000i" for complex elements. */
static void write_element(writer *w, const matrix *m, int64_t offset, layout l)
{
    write_number(w, l.width, real_part(m, offset) / l.scale);
    if (!th_dtype_is_complex(m->dtype)) return;
    double im = imaginary_part(m, offset) / l.scale;
    write(w, "%c", signbit(im) ? '-' : '+');
    write_number(w, 0, signbit(im) ? -im : im);
    write(w, "i");
}

/* ---- Layout --------------------------------------------------------------------------------- */

typedef struct { bool any, integral; double smallest, largest; } summary;

/* Only a value larger than the first one's magnitude raises the maximum, so that a negative value
 * of large magnitude does not count unless it comes first: this is what libtorch does. */
static void summarize_value(summary *s, double x)
{
    if (!isfinite(x)) return;
    double magnitude = fabs(x);
    if (!s->any) {
        s->any = true;
        s->smallest = s->largest = magnitude;
    }
    if (magnitude < s->smallest) s->smallest = magnitude;
    if (x > s->largest) s->largest = x;
    if (x != ceil(x)) s->integral = false;
}

static summary summarize(const matrix *m)
{
    summary s = {.integral = true};
    bool complex = th_dtype_is_complex(m->dtype);
    int64_t n_rows = m->row_step ? m->n_rows : 1, n_columns = m->column_step ? m->n_columns : 1; /* expanded: once */
    for (int64_t r = 0; r < n_rows; r++)
        for (int64_t c = 0; c < n_columns; c++) {
            if ((r * n_columns + c) % LONG_LOOP == LONG_LOOP - 1) th_check_interrupt();
            int64_t offset = r * m->row_step + c * m->column_step;
            double re = real_part(m, offset);
            summarize_value(&s, complex ? fabs(re) : re);
            if (complex) summarize_value(&s, fabs(imaginary_part(m, offset)));
        }
    return s;
}

/* The number of digits before the decimal point; 0 and below for fractions. */
static int digits(double magnitude) { return magnitude == 0 ? 1 : (int)floor(log10(magnitude)) + 1; }

/* Chooses width and common factor, and the writer's notation. */
static layout choose_layout(writer *w, const matrix *m)
{
    summary s = summarize(m);
    int least = s.any ? digits(s.smallest) : 1, most = s.any ? digits(s.largest) : 1;
    if (s.integral && most <= 9) {
        w->notation = GENERAL;
        return (layout){1, most + 1};
    }
    w->precision = 4;
    w->notation = s.integral || most - least > 4 ? SCIENTIFIC : FIXED;
    if (w->notation == SCIENTIFIC)
        return (layout){1, !s.integral && (abs(most) > 99 || abs(least) > 99) ? 12 : 11};
    if (most > 5 || most < 0) return (layout){pow(10, most - 1), 7};
    return (layout){1, most == 0 ? 7 : most + 6};
}

/* ---- Matrices and slices ---------------------------------------------------------------------- */

static void write_scale(writer *w, layout l, const char *indent)
{
    if (l.scale != 1) write(w, "%.*g *\n%s", w->precision, l.scale, indent);
}

static void write_column(writer *w, const matrix *m)
{
    layout l = choose_layout(w, m);
    write_scale(w, l, "");
    for (int64_t r = 0; r < m->n_rows && !w->truncated; r++) {
        write_element(w, m, r * m->row_step, l);
        write(w, "\n");
    }
}

static void write_rows(writer *w, const matrix *m, layout l, int64_t first, int64_t last, const char *indent)
{
    for (int64_t r = 0; r < m->n_rows && !w->truncated; r++) {
        if (r > 0) write(w, "%s%s", indent, l.scale != 1 ? " " : "");
        for (int64_t c = first; c < last; c++) {
            write_element(w, m, r * m->row_step + c * m->column_step, l);
            write(w, c + 1 < last ? " " : "\n");
        }
    }
}

/* Columns that do not fit into a line come in chunks, below each other. */
static void write_matrix(writer *w, const matrix *m, const char *indent)
{
    layout l = choose_layout(w, m);
    int width = th_dtype_is_complex(m->dtype) ? 2 * l.width + 1 : l.width;
    int64_t fit = (LINE_WIDTH - (int64_t)strlen(indent)) / (width + 1);
    write(w, "%s", indent);
    for (int64_t first = 0; first < m->n_columns && !w->truncated; first += fit) {
        int64_t last = first + fit < m->n_columns ? first + fit : m->n_columns;
        if (fit < m->n_columns)
            write(w, "%sColumns %lld to %lld%s", first ? "\n" : "", (long long)first + 1, (long long)last, indent);
        write_scale(w, l, indent);
        write_rows(w, m, l, first, last, indent);
    }
}

/* Moves on to the next matrix, the first index fastest; false after the last one. */
static bool next_slice(const th_tensor *x, int64_t *index)
{
    for (int i = 0; i < x->ndim - 2; i++) {
        if (++index[i] < x->shape[i]) return true;
        index[i] = 0;
    }
    return false;
}

static void write_slices(writer *w, const th_tensor *x, matrix m)
{
    int64_t index[TH_MAX_DIMS] = {0};
    const char *data = m.data;
    do {
        int64_t offset = 0;
        if (w->length) write(w, "\n");
        write(w, "(");
        for (int i = 0; i < x->ndim - 2; i++) {
            offset += index[i] * x->stride[i];
            write(w, "%lld,", (long long)index[i] + 1);
        }
        write(w, ".,.) = \n");
        m.data = data + offset * (int64_t)th_dtype_size(m.dtype);
        write_matrix(w, &m, " ");
    } while (!w->truncated && next_slice(x, index));
}

static void write_values(writer *w, const th_tensor *x)
{
    if (x->numel == 0) return;
    matrix m = {.data = th_data(x), .dtype = (th_dtype)x->dtype, .n_rows = 1, .n_columns = 1};
    if (x->ndim > 0) {
        int rows = x->ndim < 2 ? 0 : x->ndim - 2;
        m.n_rows = x->shape[rows];
        m.row_step = x->stride[rows];
    }
    if (x->ndim > 1) {
        m.n_columns = x->shape[x->ndim - 1];
        m.column_step = x->stride[x->ndim - 1];
    }
    if (x->ndim == 0) {
        write_element(w, &m, 0, (layout){1, 0});
        write(w, "\n");
    } else if (x->ndim == 1) {
        write_column(w, &m);
    } else if (x->ndim == 2) {
        write_matrix(w, &m, "");
    } else {
        write_slices(w, x, m);
    }
}

static void write_footer(writer *w, th_tensor *x)
{
    static const char *const devices[] = {"CPU", "CUDA", "META"};
    write(w, "[ %s%sType{", devices[th_device_of(x).type], th_dtype_name((th_dtype)x->dtype));
    for (int i = 0; i < x->ndim; i++) write(w, i ? ",%lld" : "%lld", (long long)x->shape[i]);
    write(w, "} ]");
    th_node *node = th_grad_fn(x);
    if (node) {
        const char *name = th_node_name(node);
        append(w, "[ grad_fn = <", 13);
        append(w, name, strlen(name));
        append(w, "> ]", 3);
    } else if (x->requires_grad) {
        append(w, "[ requires_grad = TRUE ]", 24);
    }
}
