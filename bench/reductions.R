# Reductions of 1e7 floats, and operations on rows of 4096 x 1024.
script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(dirname(script), "common", "bench.R"))

x <- torch_randn(10000, 1000)
s <- torch_randn(4096, 1024)
short <- torch_randn(100000, 20)

compare("Reductions, 1e7 floats; rows of 4096 x 1024", setup = "
torch.set_grad_enabled(False)
x = torch.randn(10000, 1000); s = torch.randn(4096, 1024); short = torch.randn(100000, 20)
", pairs = list(
  "sum" = pair(torch_sum(x), "x.sum()"),
  "mean" = pair(torch_mean(x), "x.mean()"),
  "max" = pair(torch_max(x), "x.max()"),
  "sum over rows" = pair(torch_sum(x, 1), "x.sum(0)"),
  "sum over columns" = pair(torch_sum(x, 2), "x.sum(1)"),
  "softmax" = pair(nnf_softmax(s, 2), "F.softmax(s, 1)"),
  "log_softmax" = pair(nnf_log_softmax(s, 2), "F.log_softmax(s, 1)"),
  "layer_norm" = pair(nnf_layer_norm(s, 1024), "F.layer_norm(s, (1024,))"),
  "topk(3) of 1e5 rows of 20" = pair(torch_topk(short, 3), "torch.topk(short, 3)")
))
