# Selecting among many elements: against R's sort().

test_that("the n-th and the largest are those of the sorted elements", {
  set.seed(1)
  for (n in c(100, 8192, 20000)) {
    for (x in list(rnorm(n), round(rnorm(n)), rep(1, n))) for (dtype in list(torch_float32(), torch_float64(), torch_int64())) {
      t <- torch_tensor(if (dtype == torch_int64()) round(3 * x) else x, dtype = dtype)
      values <- as.numeric(t$to(dtype = torch_float64()))
      expect_equal(as.numeric(torch_median(t)), sort(values)[(n + 1) %/% 2])
      for (k in c(1, 17, n %/% 3, n - 1)) {
        largest <- sort(values, decreasing = TRUE)[1:k]
        top <- torch_topk(t, k)
        expect_equal(as.numeric(top[[1]]), largest)
        expect_equal(values[as.numeric(top[[2]])], largest)
        expect_equal(anyDuplicated(as.numeric(top[[2]])), 0L)
        expect_equal(as.numeric(torch_kthvalue(t, k)[[1]]), sort(values)[k])
      }
    }
  }
})
