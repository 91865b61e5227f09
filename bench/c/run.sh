#!/bin/sh
# What does one call cost from C, without R? Builds the engine as the package does, without R.
#   run.sh            nanoseconds per call
#   run.sh --count    instructions per call, which no other work disturbs (needs valgrind)
#   run.sh gemm       products beside the BLAS itself
cd "$(dirname "$0")/../.." || exit 2
build=$PWD/build/bench-c
[ -e src/Makevars ] && [ -e src/config.h ] || ./configure > /dev/null || exit 1
mkdir -p "$build"
flags="-std=gnu11 -g -O2 -fopenmp -fno-math-errno -fno-trapping-math"
make -s -C tests/c SANITIZE= BUILD="$build" CFLAGS="$flags" "$build/engine.a" || exit 1
libs=$(sed -n 's/^PKG_LIBS = //p' src/Makevars | sed 's/-Wl,-S//; s/\$(SHLIB_OPENMP_CFLAGS)//g')
export OMP_NUM_THREADS="${OMP_NUM_THREADS:-1}"
program() { gcc $flags -Iinst/include -Isrc "bench/c/$1.c" -o "$build/$1" "$build/engine.a" $libs; }

# instructions CASE N: of the whole program
instructions() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$build/ops" "$1" "$2" 2>&1 |
        sed -n 's/.*Collected : *//p'
}
case $1 in
gemm) program gemm && exec "$build/gemm" ;;
--count)
    program ops || exit 1
    printf '| from C | instructions per call |\n|---|---|\n'
    "$build/ops" --list | while read -r name; do
        few=$(instructions "$name" 100)
        many=$(instructions "$name" 1100)
        echo "| $name | $(((many - few) / 1000)) |"
    done
    ;;
*)
    program ops || exit 1
    printf '| from C | ns per call |\n|---|---|\n'
    "$build/ops" | awk -F '\t' '{print "| " $1 " | " $2 " |"}'
    ;;
esac
