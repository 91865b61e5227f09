# A loop that assigns five fresh results of 2 MB an iteration: the worst case for tensors that only R's
# garbage collector can release.
script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(dirname(script), "common", "bench.R"))

n <- if (quick) 20 else 2000
m <- torch_ones(1000, 500)
loop <- compiler::cmpfun(function(n) for (i in seq_len(n)) {
  a <- torch_add(m, m)
  b <- torch_mul(a, m)
  c <- torch_add(b, a)
  d <- torch_sub(c, a)
  e <- torch_add(d, b)
})
loop(2)
before <- status("VmRSS")
collecting <- sum(gc.time()[1:2])
time <- cpu_and_clock(loop(n))
ours <- c(1e6 * time[if (threads == 1) 1 else 2] / n / 5, status("VmHWM") - before)
share <- (sum(gc.time()[1:2]) - collecting) / time[1]

peer <- python_numbers(sprintf("
m = torch.ones(1000, 500)
def loop(n):
    for i in range(n):
        a = torch.add(m, m); b = torch.mul(a, m); c = torch.add(b, a); d = torch.sub(c, a); e = torch.add(d, b)
loop(2)
before = status('VmRSS')
start = CLOCK()
loop(%d)
seconds = CLOCK() - start
print(1e6 * seconds / %d / 5, status('VmHWM') - before, sep='\\t')
", n, n))

heading("A loop of fresh results, 2 MB each")
print_table(cbind(" " = c("us per operation", "MB at the peak, above the start"), R = number(ours), PyTorch = number(peer),
                  ratio = ratio(ours, peer)))
cat(sprintf("R's garbage collector took %.1f %% of the time.\n\n", 100 * share))
