#!/bin/sh
# Installs the package into build/library, where tests, demo and benchmarks find it; with debug
# symbols, for what valgrind and debuggers say.
. "$(dirname "$0")/environment.sh"
export TORCH_DEBUG=yes
R CMD INSTALL --no-docs --no-multiarch --no-test-load --library=build/library . > build/log/install.txt 2>&1 && exit 0
tail -n 40 build/log/install.txt
exit 1
