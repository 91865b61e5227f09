# What does one small operation cost, and where does its size begin to matter?
script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(dirname(script), "common", "bench.R"))

a <- torch_ones(2, 2)
b <- torch_ones(2, 2)
g <- torch_ones(2, 2, requires_grad = TRUE)
k <- torch_ones(1000)
m <- torch_ones(1000, 500)

compare("One operation", setup = "
a = torch.ones(2, 2); b = torch.ones(2, 2); g = torch.ones(2, 2, requires_grad=True)
k = torch.ones(1000); m = torch.ones(1000, 500)
", pairs = list(
  "add(a, b), 2x2" = pair(torch_add(a, b), "torch.add(a, b)"),
  "a + b" = pair(a + b, "a + b"),
  "a + 1" = pair(a + 1, "a + 1.0"),
  "a.mm(b)" = pair(a$mm(b), "a.mm(b)"),
  "a.relu()" = pair(a$relu(), "a.relu()"),
  "a.sum(1, keepdim)" = pair(a$sum(1, keepdim = TRUE), "a.sum(0, keepdim=True)"),
  "a.t()" = pair(a$t(), "a.t()"),
  "a.shape" = pair(a$shape, "a.shape"),
  "a[0, 0]" = pair(a[1, 1], "a[0, 0]"),
  "add(g, b), recorded" = pair(torch_add(g, b), "torch.add(g, b)"),
  "g + b, recorded" = pair(g + b, "g + b"),
  "g.mm(b), recorded" = pair(g$mm(b), "g.mm(b)"),
  "add, 4 KB" = pair(torch_add(k, k), "torch.add(k, k)"),
  "add, 2 MB" = pair(torch_add(m, m), "torch.add(m, m)"),
  "sum, 2 MB" = pair(torch_sum(m), "torch.sum(m)")
))
