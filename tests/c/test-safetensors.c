/* Safetensors files: src/io/safetensors.c, and src/io/json.c and src/io/source.c below it. */
#define _DEFAULT_SOURCE
#include "support.h"

#include "io/json.h"
#include "io/safetensors.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static unsigned char *file_bytes; /* the file at hand, for bodies that are expected to fail */
static size_t file_size;

static uint64_t draws;
static uint64_t draw(void) { return (draws = draws * 6364136223846793005u + 1442695040888963407u) >> 33; }

/* Reads everything that the file at hand says. */
static void read_all(void)
{
    th_source source = th_source_of_bytes("torch_load", file_bytes, file_size);
    th_safetensors file = th_safetensors_open(&source);
    for (int64_t i = 0; i < file.n; i++) th_safetensors_read(&file, i);
}

static void encode(int64_t n, const th_named_tensor *tensors, int64_t n_metadata, const th_text_pair *metadata)
{
    file_size = th_safetensors_size("torch_save", n, tensors, n_metadata, metadata);
    file_bytes = th_scratch(file_size);
    th_sink sink = {.op = "torch_save", .bytes = file_bytes, .left = file_size};
    th_safetensors_write(&sink, n, tensors, n_metadata, metadata);
    CHECK(sink.left == 0);
}

/* A file with this header and that many bytes of data, all zero. */
static void make(const char *header, size_t data_bytes)
{
    size_t n = strlen(header);
    file_size = 8 + n + data_bytes;
    file_bytes = th_scratch(file_size);
    memset(file_bytes, 0, file_size);
    for (int i = 0; i < 8; i++) file_bytes[i] = (unsigned char)((uint64_t)n >> (8 * i));
    memcpy(file_bytes + 8, header, n);
}

static void refuses(const char *header, size_t data_bytes, const char *text)
{
    make(header, data_bytes);
    check_fails(read_all, text);
}

static void same_bytes(const th_tensor *a, const th_tensor *b)
{
    CHECK(a->dtype == b->dtype && th_same_shape(a, b));
    CHECK(memcmp(th_data(a), th_data(b), (size_t)a->numel * th_dtype_size((th_dtype)a->dtype)) == 0);
}

TEST(round_trip_of_every_dtype)
{
    th_dtype dtypes[] = {TH_BOOL, TH_UINT8, TH_INT8, TH_INT16, TH_INT32, TH_INT64, TH_FLOAT16, TH_BFLOAT16, TH_FLOAT32,
                         TH_FLOAT64, TH_COMPLEX64};
    enum { N = sizeof dtypes / sizeof *dtypes };
    static const char *names[N] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"};
    th_named_tensor tensors[N];
    unsigned char values[6 * 16];
    for (size_t i = 0; i < sizeof values; i++) values[i] = i % 2;
    for (int i = 0; i < N; i++)
        tensors[i] = (th_named_tensor){names[i], th_from_data(values, TH_INTS(2, 3), dtypes[i])};
    encode(N, tensors, 0, NULL);
    th_source source = th_source_of_bytes("torch_load", file_bytes, file_size);
    th_safetensors file = th_safetensors_open(&source);
    CHECK(file.n == N && file.n_metadata == 0 && file.data_start % 8 == 0);
    for (int i = 0; i < N; i++) {
        CHECK(strcmp(file.entries[i].name, names[i]) == 0);
        CHECK(file.entries[i].begin % th_dtype_size(dtypes[i]) == 0);
        same_bytes(tensors[i].tensor, th_safetensors_read(&file, i));
    }
}

TEST(names_metadata_and_shapes_come_back)
{
    const char *strange = "tab\t \"quoted\" back\\slash \x01 \xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80";
    th_text_pair metadata[] = {{"format", "pt"}, {strange, strange}};
    th_tensor *x = floats(TH_INTS(2, 3), 1, 2, 3, 4, 5, 6);
    th_tensor *transposed = th_tensor_view(x, 2, (int64_t[]){3, 2}, (int64_t[]){1, 3}, 0);
    th_named_tensor tensors[] = {{strange, floats(TH_INTS(2), 1, 2)},
                                 {"", th_tensor_new(0, NULL, TH_INT64, (th_device){TH_CPU, 0})},
                                 {"empty", th_tensor_new(2, (int64_t[]){0, 3}, TH_FLOAT32, (th_device){TH_CPU, 0})},
                                 {"transposed", transposed}};
    *(int64_t *)(void *)th_data(tensors[1].tensor) = -7;
    encode(4, tensors, 2, metadata);
    th_source source = th_source_of_bytes("torch_load", file_bytes, file_size);
    th_safetensors file = th_safetensors_open(&source);
    CHECK(file.n == 4 && strcmp(file.entries[0].name, strange) == 0);
    CHECK(strcmp(th_safetensors_metadata(&file, "format"), "pt") == 0);
    CHECK(strcmp(th_safetensors_metadata(&file, strange), strange) == 0);
    CHECK(th_safetensors_metadata(&file, "other") == NULL);
    CHECK_VALUES(th_safetensors_read(&file, 0), 1, 2);
    CHECK(th_safetensors_read(&file, 1)->ndim == 0);
    CHECK_VALUES(th_safetensors_read(&file, 1), -7);
    CHECK_SHAPE(th_safetensors_read(&file, 2), 0, 3);
    CHECK_SHAPE(th_safetensors_read(&file, 3), 3, 2);
    CHECK_VALUES(th_safetensors_read(&file, 3), 1, 4, 2, 5, 3, 6);
}

TEST(other_writers_spacing_order_and_escapes)
{
    make(" {\"b\" : {\"data_offsets\": [8,9], \"shape\":[1], \"dtype\":\"BOOL\"},\n"
         "\t\"\\u00e9\\ud83d\\ude00\\/\":{\"shape\":[2,1],\"dtype\":\"F32\",\"data_offsets\":[0,8]}}   ", 9);
    file_bytes[file_size - 1] = 255;
    th_source source = th_source_of_bytes("torch_load", file_bytes, file_size);
    th_safetensors file = th_safetensors_open(&source);
    CHECK(file.n == 2 && strcmp(file.entries[1].name, "\xc3\xa9\xf0\x9f\x98\x80/") == 0);
    CHECK_VALUES(th_safetensors_read(&file, 0), 1); /* any byte but 0 is true */
    CHECK_VALUES(th_safetensors_read(&file, 1), 0, 0);
    make("{}", 0);
    read_all();
}

TEST(malformed_json)
{
    refuses("", 0, "got its end, expected '{'");
    refuses("[]", 0, "got '[', expected '{'");
    refuses("{\"a\":1}", 0, "got '1', expected '{'");
    refuses("{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]},}", 4, "expected a string");
    refuses("{} x", 0, "expected nothing more");
    refuses("{\"a", 0, "expected '\"'");
    refuses("{\"\\x\":{}}", 0, "expected an escape");
    refuses("{\"\\u12g4\":{}}", 0, "hexadecimal");
    refuses("{\"\\ud800\":{}}", 0, "surrogate");
    refuses("{\"\\udc00\":{}}", 0, "expected a character");
    refuses("{\"\\u0000\":{}}", 0, "expected a character");
    refuses("{\"\n\":{}}", 0, "got byte 0x0a");
    refuses("{\"\xff\":{}}", 0, "got byte 0xff");
    refuses("{\"\xc0\x80\":{}}", 0, "expected a character");
    refuses("{\"\xe0\x80\x80\":{}}", 0, "UTF-8");
    refuses("{\"__metadata__\":{\"a\":1}}", 0, "expected a string");
    refuses("{\"__metadata__\":{\"a\":\"b\"},\"__metadata__\":{}}", 0, "more than one");
}

TEST(malformed_entries)
{
    refuses("{\"a\":{}}", 0, "lacks one of");
    refuses("{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}", 0, "lacks one of");
    refuses("{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}", 0, "again");
    refuses("{\"a\":{\"color\":\"red\"}}", 0, "got the key 'color'");
    refuses("{\"a\":{\"dtype\":\"F128\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4, "got dtype 'F128'");
    refuses("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,5]}}", 5, "expected 4 bytes for its shape");
    refuses("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}", 4, "expected 4 bytes for its shape");
    refuses("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}}", 4, "expected two data_offsets");
    refuses("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4,4]}}", 4, "expected two data_offsets");
    refuses("{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}", 4, "got '-', expected a whole number");
    refuses("{\"a\":{\"dtype\":\"F32\",\"shape\":[1.5],\"data_offsets\":[0,4]}}", 4, "got '.'");
    refuses("{\"a\":{\"dtype\":\"F32\",\"shape\":[01],\"data_offsets\":[0,4]}}", 4, "leading zeros");
    refuses("{\"a\":{\"dtype\":\"F32\",\"shape\":[9223372036854775808],\"data_offsets\":[0,4]}}", 4, "below 2^63");
    refuses("{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4611686018427387904],\"data_offsets\":[0,0]}}", 0,
            "more elements than fit");
    refuses("{\"a\":{\"dtype\":\"F32\",\"shape\":[1000000],\"data_offsets\":[0,4000000]}}", 4, "expected 4000000");
}

TEST(data_must_be_covered_once)
{
    const char *two = "{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[%d,%d]},"
                      "\"%s\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[%d,%d]}}";
    char header[300];
    snprintf(header, sizeof header, two, 0, 4, "b", 4, 8);
    make(header, 8);
    read_all();
    refuses(header, 7, "got 7 bytes of data, expected 8");
    refuses(header, 9, "got 9 bytes of data, expected 8");
    snprintf(header, sizeof header, two, 0, 4, "b", 3, 7);
    refuses(header, 8, "begins at byte 3 of the data, expected 4");
    snprintf(header, sizeof header, two, 0, 4, "b", 0, 4);
    refuses(header, 4, "begins at byte 0 of the data, expected 4");
    snprintf(header, sizeof header, two, 0, 4, "b", 5, 9);
    refuses(header, 9, "begins at byte 5 of the data, expected 4");
    snprintf(header, sizeof header, two, 0, 4, "a", 4, 8);
    refuses(header, 8, "two tensors are named 'a'");
}

TEST(absurd_header_lengths)
{
    for (int bit = 7; bit < 64; bit++) {
        make("{}", 100);
        memset(file_bytes, 0, 8);
        file_bytes[bit / 8] = (unsigned char)(1 << bit % 8);
        check_fails(read_all, "no safetensors file");
    }
    memset(file_bytes, 255, 8);
    check_fails(read_all, "no safetensors file");
    file_size = 7;
    check_fails(read_all, "cut off");
    file_size = 0;
    check_fails(read_all, "cut off");
}

static void make_sample(void)
{
    th_text_pair metadata[] = {{"__r__", "{\"type\":\"list\",\"version\":3}"}};
    th_named_tensor tensors[] = {{"weight", floats(TH_INTS(2, 2), 1, 2, 3, 4)}, {"n", longs(TH_INTS(1), 5)},
                                 {"bias", floats(TH_INTS(2), 1, 2)}};
    encode(3, tensors, 1, metadata);
}

TEST(cut_at_every_position)
{
    make_sample();
    read_all();
    unsigned char *whole = file_bytes;
    size_t n = file_size;
    for (size_t k = 0; k < n; k++) {
        file_bytes = malloc(k + 1); /* of its own, so that a sanitizer sees reading past the end */
        memcpy(file_bytes, whole, k);
        file_size = k;
        bool read = th_guard(support_run, (void *)read_all);
        free(file_bytes);
        CHECK(!read);
    }
}

TEST(flipped_bytes)
{
    make_sample();
    unsigned char *whole = file_bytes, *copy = file_bytes = th_scratch(file_size);
    int read = 0;
    draws = 1;
    for (int k = 0; k < 20000; k++) {
        memcpy(copy, whole, file_size);
        for (uint64_t flips = 1 + draw() % 3; flips > 0; flips--) copy[draw() % file_size] = (unsigned char)draw();
        th_scope *scope = th_scope_open();
        read += th_guard(support_run, (void *)read_all);
        th_scope_close(scope);
    }
    CHECK(read > 0 && read < 20000); /* changed values are read, changed headers mostly not */
}

TEST(json_values_of_any_kind_are_skipped)
{
    char text[] = " [1, -2.5e3, \"a\\\"]\", {\"x\": [], \"y\": {\"z\": null}}, true, false] ";
    th_json json = th_json_of("test", "the text", text, strlen(text));
    th_json_skip(&json);
    th_json_end(&json);
}

static void skip_deep(void)
{
    char text[100000];
    memset(text, '[', sizeof text);
    th_json json = th_json_of("test", "the text", text, sizeof text);
    th_json_skip(&json);
}

TEST(json_depth_is_bounded) { check_fails(skip_deep, "less deeply nested"); }

/* ---- On the disk ------------------------------------------------------------------------------- */

static char folder[] = "/tmp/test-safetensors-XXXXXX", path[100], link_path[100];
static th_tensor *to_write;

static int files_in_folder(void)
{
    DIR *directory = opendir(folder);
    int n = 0;
    while (readdir(directory)) n++;
    closedir(directory);
    return n - 2;
}

static void write_file(void)
{
    th_safetensors_write_file("torch_save", path, 1, &(th_named_tensor){"x", to_write}, 0, NULL);
}

static void check_file(th_source *source, void *expected)
{
    th_safetensors file = th_safetensors_open(source);
    same_bytes(expected, th_safetensors_read(&file, 0));
}

static void read_missing(void) { th_source_with_file("torch_load", "/no/such/file", check_file, NULL); }
static void read_folder(void) { th_source_with_file("torch_load", folder, check_file, NULL); }

TEST(files_are_replaced_only_by_whole_ones)
{
    CHECK(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/x.safetensors", folder);
    th_tensor *old = to_write = floats(TH_INTS(3), 1, 2, 3);
    write_file();
    CHECK(chmod(path, 0600) == 0);
    to_write = th_tensor_new(1, (int64_t[]){1}, TH_COMPLEX128, (th_device){TH_CPU, 0});
    check_fails(write_file, "cannot hold dtype");
    CHECK(files_in_folder() == 1);
    th_source_with_file("torch_load", path, check_file, old);

    snprintf(link_path, sizeof link_path, "%s/link", folder);
    CHECK(symlink(path, link_path) == 0);
    strcpy(path, link_path);
    to_write = floats(TH_INTS(2), 4, 5);
    write_file();
    struct stat status;
    CHECK(lstat(link_path, &status) == 0 && S_ISLNK(status.st_mode));
    CHECK(stat(link_path, &status) == 0 && (status.st_mode & 07777) == 0600);
    th_source_with_file("torch_load", path, check_file, to_write);
    CHECK(files_in_folder() == 2);

    snprintf(path, sizeof path, "%s/no/such/folder", folder);
    check_fails(write_file, "cannot write");
    check_fails(read_missing, "cannot open '/no/such/file': No such file");
    check_fails(read_folder, "cannot");
    unlink(link_path);
    snprintf(path, sizeof path, "%s/x.safetensors", folder);
    unlink(path);
    CHECK(rmdir(folder) == 0);
}

TEST(a_full_disk_is_an_error)
{
    strcpy(path, "/dev/full");
    if (access(path, W_OK) != 0) return;
    to_write = floats(TH_INTS(3), 1, 2, 3);
    check_fails(write_file, "No space left");
}

RUN_TESTS("safetensors", cmocka_unit_test(round_trip_of_every_dtype),
          cmocka_unit_test(names_metadata_and_shapes_come_back),
          cmocka_unit_test(other_writers_spacing_order_and_escapes), cmocka_unit_test(malformed_json),
          cmocka_unit_test(malformed_entries), cmocka_unit_test(data_must_be_covered_once),
          cmocka_unit_test(absurd_header_lengths), cmocka_unit_test(cut_at_every_position),
          cmocka_unit_test(flipped_bytes), cmocka_unit_test(json_values_of_any_kind_are_skipped),
          cmocka_unit_test(json_depth_is_bounded), cmocka_unit_test(files_are_replaced_only_by_whole_ones),
          cmocka_unit_test(a_full_disk_is_an_error))
