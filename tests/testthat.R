library(testthat)
library(torch)

test_check("torch")
