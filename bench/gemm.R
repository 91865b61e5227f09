# Square matrix products, beside PyTorch; bench/c/run.sh gemm has them beside the BLAS itself.
script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(dirname(script), "common", "bench.R"))

a <- lapply(c(512, 1024, 2048), function(n) torch_randn(n, n))

compare("Matrix products", setup = "
a = [torch.randn(n, n) for n in (512, 1024, 2048)]
", pairs = list(
  "mm, 512" = pair(torch_mm(a[[1]], a[[1]]), "torch.mm(a[0], a[0])"),
  "mm, 1024" = pair(torch_mm(a[[2]], a[[2]]), "torch.mm(a[1], a[1])"),
  "mm, 2048" = pair(torch_mm(a[[3]], a[[3]]), "torch.mm(a[2], a[2])")
))
