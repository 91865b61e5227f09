test_that("targets of loss modules count from 1, as those of the functions do", {
  scores <- torch_tensor(rbind(c(4, 0, 0), c(0, 0, 4), c(0, 4, 0)))
  target <- torch_tensor(c(1L, 3L, 2L))
  expect_equal(nn_cross_entropy_loss()(scores, target)$item(), nnf_cross_entropy(scores, target)$item())
  expect_lt(nn_cross_entropy_loss()(scores, target)$item(), 0.05)
  logs <- nnf_log_softmax(scores, 2)
  expect_equal(nn_nll_loss()(logs, target)$item(), nnf_nll_loss(logs, target)$item())
  expect_error(nn_nll_loss()(logs, torch_tensor(c(0L, 1L, 2L))), "start at 1")
  expect_equal(as.array(target), c(1L, 3L, 2L))
})

test_that("probabilities as targets are not indices", {
  scores <- torch_tensor(rbind(c(1, 2), c(3, 4)))
  target <- torch_tensor(rbind(c(0.2, 0.8), c(1, 0)))
  expect_equal(nn_cross_entropy_loss()(scores, target)$item(), nnf_cross_entropy(scores, target)$item())
})
