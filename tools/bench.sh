#!/bin/sh
# Runs the benchmarks on the package in build/library: all scripts in bench/, or those named, with one
# thread and then with two (THREADS="1 2"). With --write the tables also replace those in BENCHMARKS.md,
# between its markers. BENCH_QUICK=1: only to see that everything works.
. "$(dirname "$0")/environment.sh"
write=
[ "$1" = --write ] && write=yes && shift
[ $# -gt 0 ] || set -- bench/*.R bench/c/run.sh
mkdir -p build/log
out=build/log/bench.md
: > "$out"

run() {
    case $1 in
    *.R) Rscript "$1" ;;
    *) "$1" && echo && "$1" gemm && echo ;;
    esac
}
for threads in ${THREADS:-1 2}; do
    export OMP_NUM_THREADS="$threads"
    printf '## %s thread%s\n\n' "$threads" "$([ "$threads" = 1 ] || echo s)" | tee -a "$out"
    for script; do
        run "$script" > build/log/bench-part.md || { echo "$script failed"; exit 1; }
        tee -a "$out" < build/log/bench-part.md
    done
done

[ -n "$write" ] || exit 0
awk -v tables="$out" '
    /^<!-- tables: begin -->$/ { print; print ""; while ((getline line < tables) > 0) print line; skip = 1 }
    /^<!-- tables: end -->$/ { skip = 0 }
    !skip { print }' BENCHMARKS.md > build/log/BENCHMARKS.md && cp build/log/BENCHMARKS.md BENCHMARKS.md
