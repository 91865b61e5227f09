test_that("scripts that ask for the engine go on", {
  expect_true(torch_is_installed())
  expect_message(expect_true(install_torch()), "nothing to install")
  expect_true(file.exists(file.path(torch_install_path(), "DESCRIPTION")))
})

test_that("view() takes sizes as one vector, -1 for what is left", {
  x <- torch_arange(1, 6)
  expect_equal(x$view(c(2, -1))$shape, c(2L, 3L))
  expect_equal(as.array(x$view(c(3, 2))), rbind(c(1, 2), c(3, 4), c(5, 6)))
  expect_error(x$view(c(2, 3))$t()$view(6), "view size is not compatible")
})
