# What libtorch's stream operator prints, from a file that tools/golden-print.cpp writes.

read_printed <- function() {
  lines <- readLines(test_path("golden", "print.txt"))
  starts <- grep("^# ", lines)
  ends <- c(starts[-1] - 1, length(lines))
  Map(function(from, to) list(head = strsplit(lines[from], " ")[[1]], text = lines[seq(from + 1, to)]), starts, ends)
}

tensor_of_case <- function(head) {
  sizes <- if (head[3] == "-") integer() else as.integer(strsplit(head[3], ",")[[1]])
  x <- torch_tensor(as.numeric(head[-(1:3)]), dtype = torch_double())
  torch_reshape(x, sizes)$to(dtype = head[2])
}

test_that("tensors print as in libtorch", {
  cases <- read_printed()
  expect_gt(length(cases), 50)
  for (case in cases) {
    printed <- capture.output(print(tensor_of_case(case$head), n = -1))
    expect_identical(printed, c("torch_tensor", case$text))
  }
})

test_that("print() cuts after n lines and returns its argument", {
  x <- torch_arange(1, 100)
  printed <- capture.output(y <- print(x))
  expect_identical(y, x)
  expect_length(printed, 1 + 30 + 2)
  expect_identical(printed[32:33], c("... [the output was truncated (use n=-1 to disable)]", "[ CPUFloatType{100} ]"))
  expect_length(capture.output(print(x, n = 5)), 1 + 5 + 2)
  expect_length(capture.output(print(x, n = -1)), 1 + 100 + 1)
})

test_that("numbers of any length fit", {
  expect_match(format(torch_tensor(c(1.5, -1e300), dtype = torch_double())), "\n-10{3}", perl = TRUE)
  expect_match(format(torch_ones(1)$expand(c(2^20, 2^20)), n = 2), "Columns 1 to", fixed = TRUE)
})

test_that("the footer says how a tensor is differentiated", {
  x <- torch_ones(2, requires_grad = TRUE)
  expect_identical(capture.output(print(x))[4], "[ CPUFloatType{2} ][ requires_grad = TRUE ]")
  expect_identical(capture.output(print(torch_sum(x))),
                   c("torch_tensor", "2", "[ CPUFloatType{} ][ grad_fn = <SumBackward0> ]"))
  expect_identical(capture.output(print(x$grad)), c("torch_tensor", "[ Tensor (undefined) ]"))
})

test_that("meta tensors print without values", {
  expect_identical(capture.output(print(torch_ones(10, 10, device = "meta"))),
                   c("torch_tensor", "...", "[ METAFloatType{10,10} ]"))
})

test_that("format() and str() describe a tensor", {
  x <- torch_tensor(matrix(1:4, 2))
  expect_identical(format(x), "torch_tensor\n 1  3\n 2  4\n[ CPULongType{2,2} ]")
  expect_identical(capture.output(str(torch_ones(10, 10))), "Float [1:10, 1:10]")
  expect_identical(capture.output(str(torch_scalar_tensor(1L))), "Long []")
})
