# What does one small operation cost, and where does its size begin to matter? One thread.
script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(dirname(script), "common", "bench.R"))

a <- torch_ones(2, 2)
b <- torch_ones(2, 2)
g <- torch_ones(2, 2, requires_grad = TRUE)
k <- torch_ones(1000)
m <- torch_ones(1000, 500)
l <- torch_ones(10000, 1000)
s <- torch_ones(256, 256)

compare("One operation", script = bench_file("small-op.py"), statements = list(
  "add(a, b), 2x2" = quote(torch_add(a, b)),
  "a + b" = quote(a + b),
  "a + 1" = quote(a + 1),
  "a.mm(b)" = quote(a$mm(b)),
  "a.relu()" = quote(a$relu()),
  "a.sum(1, keepdim)" = quote(a$sum(1, keepdim = TRUE)),
  "a.t()" = quote(a$t()),
  "a.shape" = quote(a$shape),
  "a[0, 0]" = quote(a[1, 1]),
  "g + b, recorded" = quote(g + b),
  "g.mm(b), recorded" = quote(g$mm(b)),
  "add, 4 KB" = quote(torch_add(k, k)),
  "add, 2 MB" = quote(torch_add(m, m)),
  "add, 40 MB" = quote(torch_add(l, l)),
  "exp, 2 MB" = quote(torch_exp(m)),
  "tanh, 2 MB" = quote(torch_tanh(m)),
  "sum, 2 MB" = quote(torch_sum(m)),
  "mm, 256x256" = quote(torch_mm(s, s))
))
