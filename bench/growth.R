# How does cost grow with size? Nanoseconds per element from 1 to 1e8 elements, as a table and a plot
# (growth.png beside this script), and what layouts other than the contiguous one cost.
script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(dirname(script), "common", "bench.R"))

largest <- as.numeric(Sys.getenv("BENCH_LARGEST", if (quick) "1e4" else "1e8"))
rounds <- if (quick) 1 else 3

operations <- list(add = pair(torch_add(x, x), "torch.add(x, x)"), sum = pair(torch_sum(x), "x.sum()"),
                   softmax = pair(nnf_softmax(rows, 2), "F.softmax(rows, 1)"), mm = pair(torch_mm(square, square), "torch.mm(square, square)"))

# Nanoseconds per element, ours and PyTorch's, of every operation on n elements; products up to 1e7.
at_size <- function(n) {
  side <- max(1, floor(sqrt(n)))
  width <- min(n, 100)
  x <- torch_randn(n)
  rows <- torch_randn(n / width, width)
  square <- torch_randn(side, side)
  taken <- if (n > 1e7) operations[1:3] else operations
  setup <- sprintf("torch.set_grad_enabled(False)\nx = torch.randn(%.0f); rows = torch.randn(%.0f, %.0f); square = torch.randn(%.0f, %.0f)",
                   n, n / width, width, side, side)
  times <- measure(taken, setup, environment(), rounds)
  lapply(times, function(t) 1e9 * apply(t, 2, min)[names(operations)] / n)
}
sizes <- 10^seq(0, log10(largest))
times <- lapply(sizes, at_size)
ours <- vapply(times, function(t) t$r, numeric(4))
peer <- vapply(times, function(t) t$peer, numeric(4))

heading("Growth: nanoseconds per element")
both <- rbind(ours, peer)[c(1, 5, 2, 6, 3, 7, 4, 8), , drop = FALSE]
print_table(cbind(elements = format(sizes, scientific = TRUE),
                  structure(number(t(both)), dim = dim(t(both)), dimnames = list(NULL, paste(rep(names(operations), each = 2), c("", "(PyTorch)"))))))

grDevices::png(file.path(bench_folder, "growth.png"), 900, 600, res = 110)
graphics::matplot(sizes, t(ours), type = "l", log = "xy", lty = 1, lwd = 2, col = 1:4, xlab = "elements", ylab = "ns per element",
                  ylim = range(ours, peer, na.rm = TRUE), main = "Cost per element: torch for R (solid), PyTorch (dashed)")
graphics::matlines(sizes, t(peer), lty = 2, lwd = 2, col = 1:4)
graphics::legend("topright", names(operations), col = 1:4, lty = 1, lwd = 2, bty = "n")
invisible(grDevices::dev.off())

n <- if (quick) 30 else 1000
dense <- torch_randn(n, n)
turned <- torch_randn(n, n)$t()
strided <- torch_randn(n, 2 * n)[, seq(1, 2 * n, by = 2)]
row <- torch_randn(n)$expand(c(n, n))
compare("Layouts, 1e6 elements", setup = sprintf("
torch.set_grad_enabled(False)
n = %d
dense = torch.randn(n, n); turned = torch.randn(n, n).t(); strided = torch.randn(n, 2 * n)[:, ::2]; row = torch.randn(n).expand(n, n)
", n), pairs = list(
  "add, contiguous" = pair(torch_add(dense, dense), "dense + dense"),
  "add, transposed" = pair(torch_add(turned, turned), "turned + turned"),
  "add, one transposed" = pair(torch_add(dense, turned), "dense + turned"),
  "add, strided" = pair(torch_add(strided, strided), "strided + strided"),
  "add, broadcast" = pair(torch_add(dense, row), "dense + row"),
  "sum, contiguous" = pair(torch_sum(dense), "dense.sum()"),
  "sum, transposed" = pair(torch_sum(turned), "turned.sum()"),
  "sum, strided" = pair(torch_sum(strided), "strided.sum()"),
  "sum of rows, contiguous" = pair(torch_sum(dense, 2), "dense.sum(1)"),
  "sum of rows, transposed" = pair(torch_sum(turned, 2), "turned.sum(1)"),
  "softmax, contiguous" = pair(nnf_softmax(dense, 2), "F.softmax(dense, 1)"),
  "softmax, transposed" = pair(nnf_softmax(turned, 2), "F.softmax(turned, 1)"),
  "mm, contiguous" = pair(torch_mm(dense, dense), "torch.mm(dense, dense)"),
  "mm, transposed" = pair(torch_mm(turned, dense), "torch.mm(turned, dense)")
))
