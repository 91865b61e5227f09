/* Printing: what libtorch prints (golden/print.txt), and what it does not: cut text, complex numbers. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/half.h"
#include "io/format.h"

/* ---- The golden file: "# float 2,3 0x1p+0 ...", then the text, up to the next such line ---------- */

static th_dtype dtype_named(const char *name)
{
    static const struct { const char *name; th_dtype dtype; } names[] = {
        {"bool", TH_BOOL}, {"uint8", TH_UINT8}, {"int8", TH_INT8}, {"int16", TH_INT16}, {"int32", TH_INT32},
        {"int64", TH_INT64}, {"half", TH_FLOAT16}, {"bfloat16", TH_BFLOAT16}, {"float", TH_FLOAT32},
        {"double", TH_FLOAT64},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strcmp(name, names[i].name)) return names[i].dtype;
    th_fail(TH_VALUE_ERROR, "the golden file has dtype %s", name);
}

static int read_shape(const char *text, int64_t *shape)
{
    int ndim = 0;
    if (*text == '-') return 0;
    for (char *end; *text; text = *end == ',' ? end + 1 : end) shape[ndim++] = strtoll(text, &end, 10);
    return ndim;
}

static th_tensor *read_tensor(char *line)
{
    char dtype[16], sizes[64];
    int64_t shape[8], n = 0;
    int used = 0;
    if (sscanf(line, "# %15s %63s%n", dtype, sizes, &used) != 2) th_fail(TH_VALUE_ERROR, "cannot read %s", line);
    double *values = th_scratch(strlen(line) * sizeof *values);
    char *at = line + used, *end;
    for (double value = strtod(at, &end); end != at; value = strtod(at, &end)) values[n++] = value, at = end;
    th_tensor *x = support_doubles((th_ints){1, &n}, TH_FLOAT64, (int)n, values);
    th_tensor *y = th_tensor_new(read_shape(sizes, shape), shape, dtype_named(dtype), (th_device){TH_CPU, 0});
    th_tensor *flat = th_tensor_view(y, 1, &y->numel, (int64_t[]){1}, 0);
    CHECK(y->numel == n);
    th_copy_into(flat, x);
    return y;
}

static void check_text(const char *got, const char *expected)
{
    if (strcmp(got, expected)) th_fail(TH_RUNTIME_ERROR, "got\n%s\nexpected\n%s", got, expected);
}

static int check_golden(FILE *file)
{
    static char line[8192], next[8192], expected[8192];
    int cases = 0;
    bool more = fgets(next, sizeof next, file);
    while (more) {
        th_scope *scope = th_scope_open();
        memcpy(line, next, sizeof line);
        expected[0] = 0;
        while ((more = fgets(next, sizeof next, file)) && strncmp(next, "# ", 2)) strcat(expected, next);
        if (*expected) expected[strlen(expected) - 1] = 0; /* the last newline separates cases */
        check_text(th_format_tensor(read_tensor(line), 0), expected);
        cases++;
        th_scope_close(scope);
    }
    return cases;
}

TEST(golden)
{
    FILE *file = fopen("../testthat/golden/print.txt", "r");
    CHECK(file != NULL);
    int cases = check_golden(file);
    fclose(file);
    CHECK(cases > 50);
}

/* ---- What libtorch does not print ---------------------------------------------------------------- */

#define CHECK_TEXT(x, lines, expected) check_text(th_format_tensor(x, lines), expected)

TEST(cut)
{
    th_tensor *x = floats(TH_INTS(4), 1, 2, 3, 4);
    CHECK_TEXT(x, 2, " 1\n 2\n... [the output was truncated (use n=-1 to disable)]\n[ CPUFloatType{4} ]");
    CHECK_TEXT(x, 4, " 1\n 2\n 3\n 4\n[ CPUFloatType{4} ]");
    CHECK_TEXT(x, 5, " 1\n 2\n 3\n 4\n[ CPUFloatType{4} ]");
    th_tensor *cube = floats(TH_INTS(2, 1, 1), 1, 2);
    CHECK_TEXT(cube, 3, "(1,.,.) = \n  1\n\n... [the output was truncated (use n=-1 to disable)]\n"
                        "[ CPUFloatType{2,1,1} ]");
}

TEST(strides)
{
    th_tensor *x = longs(TH_INTS(2, 2), 1, 2, 3, 4);
    th_tensor *turned = th_tensor_view(x, 2, x->shape, (int64_t[]){1, 2}, 0);
    CHECK_TEXT(turned, 0, " 1  3\n 2  4\n[ CPULongType{2,2} ]");
    CHECK_TEXT(th_tensor_view(x, 1, (int64_t[]){2}, (int64_t[]){2}, 1), 0, " 2\n 4\n[ CPULongType{2} ]");
}

TEST(complex_numbers)
{
    th_complex64 whole[] = {{1, 2}, {-3, -40}}, fraction[] = {{0.5f, -1}};
    CHECK_TEXT(th_from_data(whole, TH_INTS(2), TH_COMPLEX64), 0, "  1+2i\n -3-40i\n[ CPUComplexFloatType{2} ]");
    CHECK_TEXT(th_from_data(fraction, TH_INTS(1, 1), TH_COMPLEX64), 0, " 0.5000-1.0000i\n[ CPUComplexFloatType{1,1} ]");
    CHECK_TEXT(th_from_data(fraction, (th_ints){0, NULL}, TH_COMPLEX64), 0, "0.5-1i\n[ CPUComplexFloatType{} ]");
}

TEST(without_values)
{
    CHECK_TEXT(NULL, 0, "[ Tensor (undefined) ]");
    CHECK_TEXT(th_new(TH_INTS(10, 10), TH_FLOAT32, (th_device){TH_META, 0}), 0, "...\n[ METAFloatType{10,10} ]");
}

TEST(gradients)
{
    th_tensor *x = floats(TH_INTS(1), 1);
    th_set_requires_grad(x, true);
    CHECK_TEXT(x, 0, " 1\n[ CPUFloatType{1} ][ requires_grad = TRUE ]");
    CHECK_TEXT(th_mul(x, 2), 0, " 2\n[ CPUFloatType{1} ][ grad_fn = <MulBackward0> ]");
}

RUN_TESTS("format", cmocka_unit_test(golden), cmocka_unit_test(cut), cmocka_unit_test(strides),
          cmocka_unit_test(complex_numbers), cmocka_unit_test(without_values), cmocka_unit_test(gradients))
