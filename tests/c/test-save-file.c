/* The files of torch_save(): src/io/save-file.c. */
#include "support.h"

#include "io/save-file.h"

#include <stdio.h>

static unsigned char *file_bytes;
static size_t file_size;

static th_save_file read_back(void)
{
    th_source source = th_source_of_bytes("torch_load", file_bytes, file_size);
    return th_save_file_read(&source);
}
static void read_any(void) { read_back(); }

static void encode(const th_save_file *saved)
{
    file_size = th_save_file_size("torch_save", saved);
    file_bytes = th_scratch(file_size);
    th_sink sink = {.op = "torch_save", .bytes = file_bytes, .left = file_size};
    th_save_file_write(&sink, saved);
    CHECK(sink.left == 0);
}

/* A file with this description, one U8 tensor "x" of 16 zeros and "__robj__" with bytes 7, 8. */
static void make(const char *description)
{
    static const char rest[] = "\"x\":{\"dtype\":\"U8\",\"shape\":[16],\"data_offsets\":[0,16]},"
                               "\"__robj__\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[16,18]}}";
    char *header = th_scratch(strlen(description) * 2 + 400);
    char *at = header + sprintf(header, "{\"__metadata__\":{\"__r__\":\"");
    for (const char *c = description; *c; c++) {
        if (*c == '"') *at++ = '\\';
        *at++ = *c;
    }
    sprintf(at, "\"},%s", rest);
    size_t n = strlen(header);
    file_size = 8 + n + 18;
    file_bytes = th_scratch(file_size);
    memset(file_bytes, 0, file_size);
    for (int i = 0; i < 8; i++) file_bytes[i] = (unsigned char)((uint64_t)n >> (8 * i));
    memcpy(file_bytes + 8, header, n);
    memcpy(file_bytes + file_size - 2, (unsigned char[]){7, 8}, 2);
}

static void refuses(const char *description, const char *text)
{
    make(description);
    check_fails(read_any, text);
}

TEST(round_trip)
{
    th_tensor *weight = floats(TH_INTS(2), 1, 2);
    th_set_requires_grad(weight, true);
    th_tensor *z = th_from_data((double[]){1, 2, 3, 4, 5, 6, 7, 8}, TH_INTS(2, 2), TH_COMPLEX128);
    th_tensor *transposed = th_tensor_view(z, 2, z->shape, (int64_t[]){1, 2}, 0);
    th_tensor *empty = th_tensor_new(2, (int64_t[]){0, 3}, TH_COMPLEX64, (th_device){TH_CPU, 0});
    th_named_tensor tensors[] = {{"a \"weight\"", weight}, {"z", transposed}, {"empty", empty}};
    th_save_file saved = {.type = "list", .n = 3, .tensors = tensors, .object = (unsigned char *)"RDS\n",
                          .object_bytes = 4};
    encode(&saved);
    th_save_file back = read_back();
    CHECK(strcmp(back.type, "list") == 0 && back.version == 3 && back.n == 3);
    CHECK(back.object_bytes == 4 && memcmp(back.object, "RDS\n", 4) == 0);
    CHECK(strcmp(back.tensors[0].name, "a \"weight\"") == 0);
    CHECK_VALUES(back.tensors[0].tensor, 1, 2);
    CHECK(th_requires_grad(back.tensors[0].tensor) && !th_requires_grad(back.tensors[1].tensor));
    CHECK(back.tensors[1].tensor->dtype == TH_COMPLEX128 && back.tensors[2].tensor->dtype == TH_COMPLEX64);
    CHECK_SHAPE(back.tensors[1].tensor, 2, 2);
    CHECK_SHAPE(back.tensors[2].tensor, 0, 3);
    CHECK(memcmp(th_data(back.tensors[1].tensor), (double[]){1, 2, 5, 6, 3, 4, 7, 8}, 64) == 0);
}

TEST(descriptions_of_other_writers)
{
    make("{\"type\":\"module\",\"version\":3,\"requires_grad\":[],\"special_dtype\":[],\"other\":{\"a\":[1,null]}}");
    th_save_file saved = read_back();
    CHECK(saved.n == 1 && strcmp(saved.type, "module") == 0 && saved.object_bytes == 2 && saved.object[0] == 7);
    make("{\"version\":3,\"type\":\"tensor\",\"special_dtype\":{\"x\":{\"shape\":2,\"dtype\":\"ComplexFloat\"}}}");
    saved = read_back();
    CHECK(saved.tensors[0].tensor->dtype == TH_COMPLEX64);
    CHECK_SHAPE(saved.tensors[0].tensor, 2);
}

TEST(plain_safetensors_files_have_no_type)
{
    th_named_tensor one = {"__robj__", floats(TH_INTS(1), 5)};
    file_size = th_safetensors_size("test", 1, &one, 0, NULL);
    file_bytes = th_scratch(file_size);
    th_safetensors_write(&(th_sink){.op = "test", .bytes = file_bytes, .left = file_size}, 1, &one, 0, NULL);
    th_save_file saved = read_back();
    CHECK(saved.type == NULL && saved.n == 1 && saved.object == NULL);
}

TEST(malformed_descriptions)
{
    refuses("{}", "expected version 3");
    refuses("{\"type\":\"list\",\"version\":4}", "format version 4");
    refuses("{\"type\":3,\"version\":3}", "expected a string");
    refuses("{\"type\":\"list\",\"version\":3", "'__r__' is not valid JSON");
    refuses("{\"type\":\"list\",\"version\":3,\"requires_grad\":[true]}", "expected names");
    refuses("{\"type\":\"list\",\"version\":3,\"requires_grad\":{\"x\":1}}", "expected true or false");
    refuses("{\"type\":\"list\",\"version\":3,\"special_dtype\":{\"x\":{\"shape\":[2]}}}", "lacks its dtype");
    refuses("{\"type\":\"list\",\"version\":3,\"special_dtype\":{\"x\":{\"shape\":[2],\"dtype\":\"red\"}}}", "'red'");
    refuses("{\"type\":\"list\",\"version\":3,\"special_dtype\":{\"x\":{\"shape\":[3],\"dtype\":\"cfloat\"}}}",
            "16 bytes");
    refuses("{\"type\":\"list\",\"version\":3,\"special_dtype\":{\"x\":{\"shape\":[4611686018427387904,4],"
            "\"dtype\":\"cfloat\"}}}", "16 bytes");
}

RUN_TESTS("save-file", cmocka_unit_test(round_trip), cmocka_unit_test(descriptions_of_other_writers),
          cmocka_unit_test(plain_safetensors_files_have_no_type), cmocka_unit_test(malformed_descriptions))
