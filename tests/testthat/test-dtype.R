test_that("the constants are in the order of the library", {
  dtypes <- getFromNamespace(".dtypes", "torch")
  for (name in names(dtypes)) expect_identical(torch_ones(1, dtype = name)$dtype, dtypes[[name]])
})

test_that("dtypes print and compare", {
  expect_output(print(torch_float()), "^torch_Float$")
  expect_output(print(torch_int64()), "^torch_Long$")
  expect_true(torch_long() == torch_int64())
  expect_true(torch_long() != torch_int32())
  expect_true(torch_float() == "float")
  expect_true(is_torch_dtype(torch_half()))
  expect_error(torch_quint8(), class = "not_implemented_error")
})

test_that("limits", {
  expect_identical(torch_finfo(torch_double())$eps, .Machine$double.eps)
  expect_identical(torch_finfo(torch_double())$max, .Machine$double.xmax)
  expect_identical(torch_finfo(torch_double())$tiny, .Machine$double.xmin)
  expect_equal(torch_finfo(torch_half())$max, 65504)
  expect_equal(torch_finfo(torch_float())$resolution, 1e-6)
  expect_silent(int <- torch_iinfo(torch_int()))
  expect_identical(int$max, .Machine$integer.max + 0)
  expect_identical(int$min, -2^31)
  expect_identical(torch_iinfo(torch_uint8())$max, 255L)
  expect_identical(torch_iinfo(torch_int8())$min, -128L)
  expect_error(torch_finfo(torch_int()), class = "type_error")
  expect_error(torch_iinfo(torch_float()), class = "type_error")
})

test_that("promotion", {
  expect_true(torch_promote_types(torch_int(), torch_float()) == torch_float())
  expect_true(torch_promote_types(torch_uint8(), torch_int8()) == torch_int16())
  expect_true(torch_promote_types(torch_half(), torch_bfloat16()) == torch_float())
  expect_true(torch_can_cast(torch_int(), torch_float()))
  expect_false(torch_can_cast(torch_float(), torch_int()))
  expect_true(torch_result_type(torch_ones(1, dtype = "int"), 1.5) == torch_float())
  expect_true(torch_result_type(torch_ones(1, dtype = "int"), 1L) == torch_int())
})

test_that("only floating-point dtypes can be the default", {
  expect_error(torch_set_default_dtype(torch_int()), class = "type_error")
  expect_true(torch_get_default_dtype() == torch_float())
})

test_that("layouts and formats", {
  expect_output(print(torch_strided()), "torch_strided")
  expect_true(is_torch_layout(torch_ones(1)$layout))
  expect_true(is_torch_memory_format(torch_contiguous_format()))
})
