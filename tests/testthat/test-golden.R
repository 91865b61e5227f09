# PyTorch's values, gradients and result dtypes for the ops of the table, from files that
# tools/golden.py writes.

read_golden <- function(name) {
  read.delim(test_path("golden", name), quote = "", na.strings = character(), colClasses = "character")
}

TORCH_DTYPES <- c(float64 = "double", float32 = "float", float16 = "half", bfloat16 = "bfloat16", int64 = "long",
                  int32 = "int", int16 = "short", int8 = "char", uint8 = "byte", bool = "bool",
                  complex64 = "complexfloat", complex128 = "complexdouble")

golden_numbers <- function(row) {
  values <- as.numeric(strsplit(row$values, " ")[[1]])
  if (!grepl("^complex", row$dtype)) return(values)
  complex(real = values[c(TRUE, FALSE)], imaginary = values[c(FALSE, TRUE)])
}

golden_shape <- function(row) as.integer(strsplit(row$shape, ",")[[1]])

# Positions are 0-based in the file.
expect_golden_output <- function(op, outputs, row) {
  k <- as.integer(sub("out", "", row$what))
  if (k > length(outputs)) return(fail(sprintf("PyTorch has %d results or more, got %d", k, length(outputs))))
  expected <- golden_numbers(row)
  if (identical(op$results[min(k, length(op$results))], "I")) expected <- expected + 1
  y <- outputs[[k]]
  if (!is_tensor(y)) return(expect_close(as.numeric(y), expected, 1e-7))
  expect_identical(shape_of(y), golden_shape(row))
  expect_identical(dtype_of(y), TORCH_DTYPES[[row$dtype]])
  expect_close(values_of(y) + 0, expected, if (row$dtype == "float64") 1e-7 else 2e-6)
}

expect_golden_gradient <- function(args, record, row) {
  place <- as.list(strsplit(sub("^grad:", "", row$what), ".", fixed = TRUE)[[1]])
  if (length(place) == 2) place[[2]] <- as.integer(place[[2]])
  is_place <- function(p) p[[1]] == place[[1]] && (length(place) == 1 || length(p) == 1 || p[[2]] == place[[2]])
  same <- vapply(float_leaves(args), is_place, NA)
  if (is.null(record) || !any(same)) return(fail(paste("no gradient of", paste(place, collapse = " "))))
  expect_close(gradient_values(record, args)[[which(same)[1]]], golden_numbers(row), 1e-6)
}

values <- read_golden("values.tsv")
for (rows in split(values, paste(values$op, values$case))) local({
  rows <- rows
  op <- op_table[[rows$op[1]]]
  if (is.null(op)) return()
  test_that(sprintf("%s has PyTorch's values (%s)", op$name, rows$case[1]), {
    args <- case_arguments(op, rows$case[1])
    result <- call_op(op, build(args))
    outputs <- if (is_tensor(result) || is.list(result)) outputs_of(result) else list(result)
    for (k in which(grepl("^out", rows$what))) expect_golden_output(op, outputs, rows[k, ])
    of_gradients <- which(grepl("^grad", rows$what))
    record <- if (length(of_gradients)) gradients(op, args)
    for (k in of_gradients) expect_golden_gradient(args, record, rows[k, ])
  })
})

# PyTorch computes it with pow(), whose promotion is its own.
OTHER_PROMOTION <- "square bool"

# Complex numbers reach only rows whose types say so.
takes_complex <- function(op) op$promotes %in% c("FLOATING_C", "NUMERIC_C", "ARITHMETIC")

R_DTYPES <- c(complex64 = "cfloat", complex128 = "cdouble")

dtypes <- read_golden("dtypes.tsv")
for (rows in split(dtypes, dtypes$op)) local({
  rows <- rows
  op <- op_table[[rows$op[1]]]
  if (is.null(op)) return()
  test_that(sprintf("%s promotes dtypes as PyTorch does", op$name), {
    for (k in seq_len(nrow(rows))) {
      inputs <- strsplit(rows$inputs[k], ",")[[1]]
      if (paste(op$name, inputs[1]) %in% OTHER_PROMOTION) next
      dtypes <- ifelse(inputs %in% names(R_DTYPES), R_DTYPES[inputs], inputs)
      given <- lapply(dtypes, function(dtype) torch_empty(0, dtype = dtype))
      args <- setNames(vector("list", length(op$params)), op$params)
      for (name in op$params[-seq_along(given)]) args[name] <- list(default_value(op, name))
      args[seq_along(given)] <- given
      if (any(grepl("complex", inputs)) && !takes_complex(op)) {
        expect_error(call_op(op, args))
        next
      }
      got <- tryCatch(dtype_of(call_op(op, args)), error = conditionMessage)
      expect_identical(paste(rows$inputs[k], "->", got), paste(rows$inputs[k], "->", TORCH_DTYPES[[rows$result[k]]]))
    }
  })
})
