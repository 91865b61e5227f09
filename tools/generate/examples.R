# What a row of the table cannot say about its help page: list(examples =, details =, value =,
# description =, params = list(name =)), all optional; a bare string is the examples. Every exported
# structured op needs examples.

note <- function(examples = NULL, details = NULL, value = NULL, description = NULL, params = list()) {
  list(examples = examples, details = details, value = value, description = description, params = params)
}

NOTES <- list(
  sum = note("
x <- torch_tensor(matrix(1:6, 2))
torch_sum(x)
torch_sum(x, dim = 1, keepdim = TRUE)",
    details = "Integer input is summed as Long.",
    params = list(dim = "The dimensions to sum over, counted from 1; `NULL`: all.")),
  transpose = "torch_transpose(torch_tensor(matrix(1:6, 2)), 1, 2)",
  t = "torch_t(torch_tensor(matrix(1:6, 2)))",
  mm = note("torch_mm(torch_ones(2, 3), torch_ones(3, 4))",
    details = "Sizes (n, m) and (m, p) give (n, p).")
)
NOTES <- lapply(NOTES, function(entry) if (is.character(entry)) note(entry) else entry)
NOTES <- lapply(NOTES, function(entry) {
  if (!is.null(entry$examples)) entry$examples <- sub("^\n", "", entry$examples)
  entry
})
