# The files that follow from the op table; only where the sources' tools are at hand.

generator <- function() {
  path <- test_path("..", "..", "tools", "generate.R")
  skip_if_not(file.exists(path), "tools/generate.R is not part of the package")
  normalizePath(path)
}

run_generator <- function(script, ...) {
  rscript <- file.path(R.home("bin"), "Rscript")
  output <- suppressWarnings(system2(rscript, c(shQuote(script), ...), stdout = TRUE, stderr = TRUE))
  list(text = paste(output, collapse = "\n"), status = c(attr(output, "status"), 0L)[1])
}

# A root with the generator and a table of these rows.
root_of <- function(rows, env = parent.frame()) {
  script <- generator()
  root <- withr::local_tempdir(.local_envir = env)
  for (dir in c("tools", "src/ops", "tests/testthat")) dir.create(file.path(root, dir), recursive = TRUE)
  file.copy(c(script, file.path(dirname(script), "generate")), file.path(root, "tools"), recursive = TRUE)
  file.copy(test_path("op-cases.txt"), file.path(root, "tests/testthat"))
  writeLines(rows, file.path(root, "src/ops/ops.def"))
  list(root = root, result = run_generator(file.path(root, "tools", "generate.R")))
}

test_that("generated files are up to date", {
  result <- run_generator(generator(), "--check")
  expect_identical(result$status, 0L, info = result$text)
})

test_that("rows over several lines, nested parentheses and strings are read", {
  made <- root_of(c("/* ---- One ---- */", "UNARY2(foo, FLOATING, p, 1, q, C(0.5),",
                    "       F(exp)(x, \")\"),   /* not the title */",
                    "       th_mul(g, th_bar(y, p)))", "/* [function] The title */",
                    "OP(bar, \"self:T dim:A[]?=c(1, 2) \"",
                    "   \"mode:s='a b' -> T I\", shape_bar, \"self #self y\", grad_bar) /* Bar */"))
  expect_identical(made$result$status, 0L, info = made$result$text)
  code <- readLines(file.path(made$root, "R/ops.R"))
  expect_true("torch_foo <- function(self, p = 1L, q = 0.5) .Call(C_op3, 0L, self, p, q)" %in% code)
  bar <- "torch_bar <- function(self, dim = c(1L, 2L), mode = \"a b\") .Call(C_op3, 1L, self, dim, mode)"
  expect_true(bar %in% code)
  header <- readLines(file.path(made$root, "inst/include/torch_ops.h"))
  expect_true("th_tensor *th_op_foo_with_(th_tensor *self, th_scalar p, th_scalar q);" %in% header)
  expect_true("void th_bar(th_tensor *self, th_tensor **results);" %in% header)
})

test_that("mistakes in rows are reported with their line", {
  says <- function(row, message) {
    expect_match(root_of(c("", row))$result$text, paste0("ops.def:2: ", message), fixed = TRUE)
  }
  says("UNARY(foo, FLOATING, x) /* Foo */", "foo: UNARY takes 4 arguments, got 3")
  says("UNARY(foo, FLOTING, x, g) /* Foo */", "foo: unknown types FLOTING")
  says("UNARY(foo, FLOATING, x, g)", "foo: the row has no comment to be the title")
  says("OP(foo, \"self:Q\", r, \"\", g) /* Foo */", "foo: cannot read self:Q in the signature")
  says("OP(foo, \"self:T -> Q\", r, \"\", g) /* Foo */", "foo: unknown result Q")
  says("OP(foo, \"self:T\", r, \"other\", g) /* Foo */", "foo: saves other, which is no argument")
  says("OP(foo, \"self:T\", r, \"\", g) /* [bar] Foo */", "foo: unknown mark [bar]")
  says("ALIAS(foo, bar)", "foo: is an alias of bar, which is no op")
  says("UNARY(foo, FLOATING, (x, g) /* Foo */", "row has no closing parenthesis")
})
