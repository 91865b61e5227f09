# Elementwise operations on 1e7 floats, the fresh result included.
script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(dirname(script), "common", "bench.R"))

x <- torch_randn(10000, 1000)
row <- torch_randn(1000)
turned <- torch_randn(1000, 10000)$t()

compare("Elementwise, 1e7 floats", setup = "
torch.set_grad_enabled(False)
x = torch.randn(10000, 1000); row = torch.randn(1000); turned = torch.randn(1000, 10000).t()
", pairs = list(
  "add" = pair(torch_add(x, x), "torch.add(x, x)"),
  "exp" = pair(torch_exp(x), "torch.exp(x)"),
  "tanh" = pair(torch_tanh(x), "torch.tanh(x)"),
  "gelu" = pair(nnf_gelu(x), "F.gelu(x)"),
  "sigmoid" = pair(torch_sigmoid(x), "torch.sigmoid(x)"),
  "add, broadcast" = pair(torch_add(x, row), "torch.add(x, row)"),
  "add, both transposed" = pair(torch_add(turned, turned), "torch.add(turned, turned)"),
  "add, one transposed" = pair(torch_add(x, turned), "torch.add(x, turned)"),
  "cat" = pair(torch_cat(list(x, x)), "torch.cat([x, x])")
))
