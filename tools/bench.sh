#!/bin/sh
# Runs the benchmarks on the package in build/library: all scripts in bench/, or those named. One
# thread on both sides, unless OMP_NUM_THREADS says otherwise.
. "$(dirname "$0")/environment.sh"
export OMP_NUM_THREADS="${OMP_NUM_THREADS:-1}"
[ $# -gt 0 ] || set -- bench/*.R
for script; do
    echo "== $script"
    Rscript "$script" || exit 1
done
