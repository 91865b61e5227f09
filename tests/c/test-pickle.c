/* PyTorch's checkpoints: src/io/checkpoint.c, and src/io/pickle.c and src/io/zip.c below it. The
 * files are made by tools/golden-checkpoints.py. */
#include "support.h"

#include "io/checkpoint.h"

#include <stdio.h>
#include <stdlib.h>

#define GOLDEN "../testthat/golden/"

static unsigned char *file_bytes; /* the file at hand, for bodies that are expected to fail */
static size_t file_size;

static uint64_t draws;
static uint64_t draw(void) { return (draws = draws * 6364136223846793005u + 1442695040888963407u) >> 33; }

static void load(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) th_fail(TH_RUNTIME_ERROR, "%s is missing", path);
    file_bytes = th_scratch(1 << 16);
    file_size = fread(file_bytes, 1, 1 << 16, file);
    fclose(file);
}

static th_pickled *read_file(void)
{
    th_source source = th_source_of_bytes("load_state_dict", file_bytes, file_size);
    return th_checkpoint_read(&source);
}

static th_pickled *get(const th_pickled *dict, const char *key)
{
    CHECK(dict->type == TH_PICKLED_DICT);
    for (int64_t i = 0; i < dict->n; i += 2)
        if (dict->as.items[i]->type == TH_PICKLED_STRING && strcmp(dict->as.items[i]->as.string, key) == 0)
            return dict->as.items[i + 1];
    th_fail(TH_VALUE_ERROR, "no '%s'", key);
}

static th_tensor *tensor(const th_pickled *dict, const char *key)
{
    th_pickled *value = get(dict, key);
    CHECK(value->type == TH_PICKLED_TENSOR);
    return value->as.tensor;
}

static void check_checkpoint(const char *path)
{
    load(path);
    th_pickled *all = read_file(), *model = get(all, "model"), *groups = get(get(all, "optimizer"), "param_groups");
    CHECK(get(all, "epoch")->type == TH_PICKLED_INT && get(all, "epoch")->as.i == 3);
    CHECK(get(all, "loss")->type == TH_PICKLED_FLOAT && get(all, "loss")->as.d == 0.125);
    CHECK(get(all, "done")->type == TH_PICKLED_BOOL && get(all, "done")->as.i == 1);
    CHECK(strcmp(get(all, "name")->as.string, "caf\xc3\xa9") == 0);
    CHECK(get(all, "nothing")->type == TH_PICKLED_NONE);
    CHECK(get(all, "large")->as.i == (int64_t)1 << 40 && get(all, "negative")->as.i == -70000);
    CHECK(get(all, "history")->n == 3 && get(all, "history")->as.items[2]->type == TH_PICKLED_TUPLE);
    CHECK(model->n == 2 * 7);
    CHECK_SHAPE(tensor(model, "0.weight"), 2, 3);
    CHECK_VALUES(tensor(model, "0.weight"), 0, 1, 2, 3, 4, 5);
    CHECK_VALUES(tensor(model, "1.num_batches_tracked"), 1);
    CHECK(tensor(model, "1.num_batches_tracked")->dtype == TH_INT64);
    CHECK(groups->type == TH_PICKLED_LIST && groups->n == 1 && get(groups->as.items[0], "lr")->as.d == 0.25);
    th_pickled *state = get(get(all, "optimizer"), "state");
    CHECK(state->n == 2 * 4 && state->as.items[2]->as.i == 1);
    CHECK_SHAPE(tensor(state->as.items[1], "exp_avg"), 2, 3);
}

TEST(checkpoint) { check_checkpoint(GOLDEN "checkpoint.pt"); }
TEST(checkpoint_of_the_older_format) { check_checkpoint(GOLDEN "checkpoint-old.pt"); }

TEST(zip_with_64_bit_numbers)
{
    load(GOLDEN "checkpoint-zip64.pt");
    CHECK_VALUES(tensor(read_file(), "x"), 1, 2, 3);
}

TEST(tensors_of_every_dtype)
{
    static const th_dtype dtypes[] = {TH_BOOL, TH_UINT8, TH_INT8, TH_INT16, TH_INT32, TH_INT64, TH_FLOAT32, TH_FLOAT64};
    static const char *names[] = {"bool", "uint8", "int8", "int16", "int32", "int64", "float32", "float64"};
    load(GOLDEN "checkpoint-tensors.pt");
    th_pickled *all = read_file();
    for (int i = 0; i < 8; i++) {
        CHECK(tensor(all, names[i])->dtype == dtypes[i]);
        CHECK_VALUES(tensor(all, names[i]), 0, 1, 1, 0, 1);
    }
    CHECK(memcmp(th_data(tensor(all, "float16")), (uint16_t[]){0, 0x3c00, 0x3c00, 0, 0x3c00}, 10) == 0);
    CHECK(memcmp(th_data(tensor(all, "bfloat16")), (uint16_t[]){0, 0x3f80, 0x3f80, 0, 0x3f80}, 10) == 0);
    CHECK(memcmp(th_data(tensor(all, "complex64")), (float[]){0, 0, 1, 0, 1, 0, 0, 0, 1, 0}, 40) == 0);
    CHECK(memcmp(th_data(tensor(all, "complex128")), (double[]){0, 0, 1, 0, 1, 0, 0, 0, 1, 0}, 80) == 0);
}

TEST(windows_on_storages)
{
    load(GOLDEN "checkpoint-tensors.pt");
    th_pickled *all = read_file();
    CHECK_SHAPE(tensor(all, "transposed"), 4, 3);
    CHECK_VALUES(tensor(all, "transposed"), 0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11);
    CHECK_VALUES(tensor(all, "part"), 2, 5, 8);
    CHECK(tensor(all, "part")->storage == tensor(all, "transposed")->storage);
    CHECK(tensor(all, "scalar")->ndim == 0);
    CHECK_VALUES(tensor(all, "scalar"), 2.5);
    CHECK_SHAPE(tensor(all, "empty"), 0, 3);
    CHECK_VALUES(tensor(all, "expanded"), 7, 7, 7, 7, 7, 7);
    CHECK_VALUES(tensor(all, "parameter"), 1, 2);
    CHECK(th_requires_grad(tensor(all, "parameter")) && !th_requires_grad(tensor(all, "part")));
    CHECK(tensor(all, "same") == tensor(all, "parameter"));
}

/* ---- Damaged files ------------------------------------------------------------------------------- */

static void read_any(void) { read_file(); }

static bool readable(void)
{
    th_scope *scope = th_scope_open();
    bool read = th_guard(support_run, (void *)read_any);
    th_scope_close(scope);
    return read;
}

static void cut_everywhere(const char *path)
{
    load(path);
    unsigned char *whole = file_bytes;
    size_t n = file_size;
    for (size_t k = 0; k < n; k++) {
        file_bytes = malloc(k + 1); /* of its own, so that a sanitizer sees reading past the end */
        memcpy(file_bytes, whole, k);
        file_size = k;
        bool read = readable();
        free(file_bytes);
        if (read) th_fail(TH_RUNTIME_ERROR, "%s can be read when cut at %zu", path, k);
    }
}

static void flip_bytes(const char *path, uint64_t seed)
{
    load(path);
    unsigned char *whole = file_bytes, *copy = th_scratch(file_size);
    int read = 0;
    draws = seed;
    file_bytes = copy;
    for (int k = 0; k < 10000; k++) {
        memcpy(copy, whole, file_size);
        for (uint64_t flips = 1 + draw() % 3; flips > 0; flips--) copy[draw() % file_size] = (unsigned char)draw();
        read += readable();
    }
    CHECK(read > 0 && read < 10000);
}

TEST(cut_at_every_position)
{
    cut_everywhere(GOLDEN "checkpoint.pt");
    cut_everywhere(GOLDEN "checkpoint-old.pt");
    cut_everywhere(GOLDEN "checkpoint-tensors.pt");
    cut_everywhere(GOLDEN "checkpoint-zip64.pt");
}

TEST(flipped_bytes)
{
    flip_bytes(GOLDEN "checkpoint.pt", 1);
    flip_bytes(GOLDEN "checkpoint-old.pt", 2);
    flip_bytes(GOLDEN "checkpoint-tensors.pt", 3);
    flip_bytes(GOLDEN "checkpoint-zip64.pt", 4);
}

TEST(other_files_are_refused)
{
    file_bytes = (unsigned char *)"no checkpoint at all";
    for (file_size = 0; file_size < 20; file_size++) check_fails(read_any, "not a checkpoint of PyTorch");
}

/* ---- Pickles by hand ------------------------------------------------------------------------------- */

static const char *pickle_bytes;
static size_t pickle_size;

static th_pickled *no_persistent(th_unpickler *u, th_pickled *id) { return id; }
static th_pickled *no_reduce(th_unpickler *u, const char *global, th_pickled *arguments) { return arguments; }

static th_pickled *unpickle(void)
{
    th_source source = th_source_of_bytes("test", pickle_bytes, pickle_size);
    th_unpickler *u = th_scratch(sizeof *u);
    *u = (th_unpickler){.source = &source, .end = pickle_size, .persistent = no_persistent, .reduce = no_reduce};
    th_pickled *value = th_unpickle(u);
    th_pickled_check(u, value);
    return value;
}
static void unpickle_any(void) { unpickle(); }

#define PICKLE(text) (pickle_bytes = text, pickle_size = sizeof text - 1)
#define REFUSES(text, message) (PICKLE(text), check_fails(unpickle_any, message))

TEST(numbers)
{
    PICKLE("\x80\x02(K\xffM\x02\x01J\xfe\xff\xff\xff\x8a\x01\x80\x8a\x02\xff\x7f\x8a\0\x8a\x08\0\0\0\0\0\0\0\x80"
           "I-12\nL13L\nI01\nI00\nG\xbf\xf8\0\0\0\0\0\0\x8a\x09\0\0\0\0\0\0\0\0\x01t.");
    static const double expected[] = {255, 258, -2, -128, 32767, 0, -9223372036854775808.0, -12, 13, 1, 0};
    th_pickled *all = unpickle();
    CHECK(all->n == 13);
    for (int i = 0; i < 11; i++) CHECK((double)all->as.items[i]->as.i == expected[i]);
    CHECK(all->as.items[9]->type == TH_PICKLED_BOOL);
    CHECK(all->as.items[11]->as.d == -1.5 && all->as.items[12]->as.d == 18446744073709551616.0);
}

TEST(containers)
{
    PICKLE("\x80\x04\x95\0\0\0\0\0\0\0\0}\x94(\x8c\x01" "a\x94]\x94(K\x01K\x02" "eX\x01\0\0\0bh\x02u\x8c\x01" "c)\x85s.");
    th_pickled *all = unpickle();
    CHECK(all->n == 6 && get(all, "a")->n == 2 && get(all, "a") == get(all, "b"));
    CHECK(get(all, "c")->type == TH_PICKLED_TUPLE && get(all, "c")->n == 1);
    PICKLE("(lp0");
    check_fails(unpickle_any, "opcode"); /* text memos belong to protocol 0 */
}

TEST(broken_programs)
{
    REFUSES("", "cut off");
    REFUSES(".", "a value is missing");
    REFUSES("NN.", "values are left over");
    REFUSES("(.", "a value is missing");
    REFUSES("t.", "a mark is missing");
    REFUSES("K\x01" "a.", "a value is missing");
    REFUSES("(K\x01" "e.", "without a list");
    REFUSES("N(K\x01" "e.", "without a list");
    REFUSES("}(K\x01u.", "a key lacks its value");
    REFUSES("NK\x01" "a.", "without a list");
    REFUSES("NK\x01K\x02s.", "without a dictionary");
    REFUSES("h\x05.", "not defined");
    REFUSES("Nr\xff\xff\xff\x7f.", "out of order");
    REFUSES("X\xff\xff\xff\x7fxx.", "cut off");
    REFUSES("\x8d\xff\xff\xff\xff\xff\xff\xff\xffxx.", "cut off");
    REFUSES("U\x02" "a\0.", "zero byte");
    REFUSES("\x80\x09.", "protocol");
    REFUSES("Ixx\n.", "a number is not one");
    REFUSES("NNR.", "unexpected type");
    REFUSES("NNb.", "attributes");
    REFUSES("cos\nsystem\n.", "got 'os.system'");
    REFUSES("}(N)u.", "neither a string nor a whole number");
    REFUSES("]q\0h\0a.", "contains itself");
    REFUSES("\xff.", "opcode");
}

TEST(depth_is_bounded)
{
    static char deep[100002];
    memset(deep, ']', 50000);
    memset(deep + 50000, 'a', 50000);
    deep[99999] = '.';
    pickle_bytes = deep;
    pickle_size = 100000;
    check_fails(unpickle_any, "nested too deeply");
}

/* Shared values: 2^60 lists when copied out, a hundred bytes here. */
TEST(sharing_is_not_unfolded)
{
    static char text[400];
    size_t n = 0;
    text[n++] = ')';
    for (int i = 0; i < 60; i++) { text[n++] = '2'; text[n++] = (char)0x86; }
    text[n++] = '.';
    pickle_bytes = text;
    pickle_size = n;
    th_pickled *value = unpickle();
    CHECK(value->n == 2 && value->as.items[0] == value->as.items[1]);
}

static void call_unknown(void)
{
    load(GOLDEN "checkpoint-zip64.pt");
    char *name = NULL;
    for (size_t i = 0; i + 18 < file_size && !name; i++)
        if (memcmp(file_bytes + i, "_rebuild_tensor_v2", 18) == 0) name = (char *)file_bytes + i;
    CHECK(name != NULL);
    memcpy(name, "_do_something_else", 18);
    read_file();
}

TEST(nothing_unknown_is_called) { check_fails(call_unknown, "torch._utils._do_something_else"); }

RUN_TESTS("pickle", cmocka_unit_test(checkpoint), cmocka_unit_test(checkpoint_of_the_older_format),
          cmocka_unit_test(zip_with_64_bit_numbers), cmocka_unit_test(tensors_of_every_dtype),
          cmocka_unit_test(windows_on_storages), cmocka_unit_test(cut_at_every_position),
          cmocka_unit_test(flipped_bytes), cmocka_unit_test(other_files_are_refused), cmocka_unit_test(numbers),
          cmocka_unit_test(containers), cmocka_unit_test(broken_programs), cmocka_unit_test(depth_is_bounded),
          cmocka_unit_test(sharing_is_not_unfolded), cmocka_unit_test(nothing_unknown_is_called))
