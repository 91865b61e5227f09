# Every op of the table, with the arguments of op-cases.txt, under the checks that its row implies.

for (op in op_table) for (case in cases_of(op)) local({
  op <- op
  flags <- case$flags
  says <- function(what) sprintf("%s: %s (%s)", op$name, what, case$args)
  args <- tryCatch(case_arguments(op, case$args), error = function(e) e)
  tensors <- Filter(is_leaf, if (inherits(args, "error")) list() else args)
  complex <- any(vapply(tensors, function(x) x$dtype == "cdouble", NA))

  test_that(says("runs"), {
    if (inherits(args, "error")) fail(conditionMessage(args))
    expect_error(call_op(op, build(args)), NA)
  })
  if (inherits(args, "error")) return()

  if (!("nometa" %in% flags) && all(op$results %in% c("T", "I", "T[]"))) {
    test_that(says("meta as on the CPU"), { check_meta(op, args) })
  }
  if ("random" %in% flags) return()

  if (!("nostrided" %in% flags)) test_that(says("strided input"), { check_strided(op, args) })
  if (length(float_leaves(args)) && !complex) test_that(says("float as double"), { check_float(op, args) })
  if (op$in_place) test_that(says("in place"), { if (!check_in_place(op, args)) succeed() })

  if (op$differentiable || op$kind == "composite") {
    if (!("nograd" %in% flags) && !complex) {
      test_that(says("gradient"), { if (!check_gradient(op, args)) succeed() })
      if (!("nograd2" %in% flags)) {
        test_that(says("second gradient"), { if (!check_second_gradient(op, args)) succeed() })
      }
    }
  }
  if (!op$elementwise || complex) return()

  if (op$promotes != "INTEGRAL") {
    test_that(says("half as float"), { check_half(op, args, "float16", 2e-3) })
    test_that(says("bfloat16 as float"), { check_half(op, args, "bfloat16", 1e-2) })
  }
  test_that(says("no elements"), { check_shape(op, args, list(c(0, 4)), c(0, 4)) })
  test_that(says("no dimensions"), { check_shape(op, args, list(integer()), integer()) })
  if (length(tensors) > 1) {
    test_that(says("broadcasting"), { check_broadcast(op, args, op$differentiable && !("nograd" %in% flags)) })
  }
})

test_that("the generated R code belongs to the library's table", {
  expect_identical(names(op_table), native(".op_names"))
})
