# Calls with the values that PyTorch gives for them after the same seed; see tools/golden-random.py.

# Rows 2, 4 and 6 of the transposed of a (30, 8) tensor.
strided <- function() torch_as_strided(torch_zeros(30, 8), size = c(3, 30), stride = c(2, 8), storage_offset = 1)

exact_numbers <- function(text) as.numeric(strsplit(text, " ", fixed = TRUE)[[1]])

# Complex numbers count twice.
row_major <- function(x) {
  x <- torch_reshape(x, -1)
  if (!(x$dtype == torch_cfloat() || x$dtype == torch_cdouble())) return(as.numeric(x))
  x <- as_array(x)
  as.double(rbind(Re(x), Im(x)))
}

# The row's values, drawn here.
drawn <- function(row) {
  torch_manual_seed(as.numeric(row$seed))
  torch_randn(1)
  row_major(eval(parse(text = row$code)))
}

golden_draws <- function(file) {
  read.delim(test_path("golden", file), comment.char = "#", quote = "", colClasses = "character")
}

# tolerance: NULL for equal to the last bit
expect_golden_draws <- function(file, tolerance = NULL) {
  golden <- golden_draws(file)
  for (i in seq_len(nrow(golden))) {
    row <- golden[i, ]
    x <- drawn(row)
    expect_length(x, as.integer(row$n))
    shown <- c(x[seq_along(exact_numbers(row$first))], utils::tail(x[-(1:5)], 5))
    expect_equal(shown, c(exact_numbers(row$first), exact_numbers(row$last)), tolerance = tolerance, info = row$code)
    expect_equal(sum(x), as.numeric(row$sum), tolerance = max(tolerance, 1e-12), info = row$code)
  }
}
