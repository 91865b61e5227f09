#!/bin/sh
# The bridge under valgrind: no invalid read or write, no jump on what was never written, in
# frames of torch.so. R and OpenBLAS have harmless reports of their own, which are left out.
. "$(dirname "$0")/environment.sh"
log=build/log/memcheck.txt
cat > build/valgrind.R <<'END'
library(torch)
x <- torch_tensor(matrix(1:6 / 2, 2), requires_grad = TRUE)
loss <- torch_sum(torch_tanh(x$t()$mm(x))[1:2, ] * torch_tensor(c(1, 2, 3)))
loss$backward()
print(x$grad)
print(torch_tensor(c(TRUE, FALSE))$to(dtype = torch_float()))
try(torch_ones(2) + torch_ones(3), silent = TRUE)
net <- nn_sequential(nn_linear(3, 4), nn_tanh(), nn_linear(4, 1))
optimizer <- optim_sgd(net$parameters, lr = 0.1)
nnf_mse_loss(net(torch_randn(5, 3)), torch_zeros(5, 1))$backward()
optimizer$step()
file <- tempfile()
torch_save(net, file)
stopifnot(length(torch_load(file)$parameters) == 4)
END
OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 timeout 300 R --no-save --no-restore --slave \
    -d "valgrind --quiet --error-limit=no --log-file=$log --num-callers=25" -f build/valgrind.R || exit 1
# Reports are separated by lines that hold only the process number.
ours="torch\\.so|\\(($(sed -n 's|^.*/\(.*\)\.c$|\1|p' src/sources.txt | sort -u | tr '\n' '|')init)\\.c:"
awk -v ours="$ours" '
    function flush() { if (report ~ ours) print report; report = "" }
    { sub(/^==[0-9]+== ?/, "") }
    /^ *$/ { flush(); next }
    { report = report $0 "\n" }
    END { flush() }' "$log" > build/log/memcheck-torch.txt
[ -s build/log/memcheck-torch.txt ] || exit 0
head -n 80 build/log/memcheck-torch.txt
exit 1
