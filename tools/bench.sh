#!/bin/sh
# Runs the benchmarks on the package in build/library: all scripts in bench/, or those named.
. "$(dirname "$0")/environment.sh"
[ $# -gt 0 ] || set -- bench/*.R
for script; do
    echo "== $script"
    Rscript "$script" || exit 1
done
