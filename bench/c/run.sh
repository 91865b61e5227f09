#!/bin/sh
# What does one call cost from C, without R? Builds the engine as the package does, without R, and
# prints nanoseconds per call; with --count the instructions per call, which no other work disturbs
# (needs valgrind).
cd "$(dirname "$0")/../.." || exit 2
build=$PWD/build/bench-c
[ -e src/Makevars ] && [ -e src/config.h ] || ./configure > /dev/null || exit 1
mkdir -p "$build"
flags="-std=gnu11 -g -O2 -fopenmp -fno-math-errno -fno-trapping-math"
make -s -j2 -C tests/c SANITIZE= BUILD="$build" CFLAGS="$flags" "$build/engine.a" || exit 1
libs=$(sed -n 's/^PKG_LIBS = //p' src/Makevars | sed 's/-Wl,-S//; s/\$(SHLIB_OPENMP_CFLAGS)//g')
gcc $flags -Iinst/include -Isrc bench/c/ops.c -o "$build/ops" "$build/engine.a" $libs || exit 1

if [ "$1" != --count ]; then
    echo "| from C | ns per call |"
    echo "|---|---|"
    OMP_NUM_THREADS=1 "$build/ops" | sed 's/^/| /; s/\t/ | /; s/$/ |/'
    exit
fi
# instructions CASE N: of the whole program
instructions() {
    OMP_NUM_THREADS=1 valgrind --tool=callgrind --callgrind-out-file=/dev/null "$build/ops" "$1" "$2" 2>&1 |
        sed -n 's/.*Collected : *//p'
}
echo "| from C | instructions per call |"
echo "|---|---|"
"$build/ops" --list | while read -r name; do
    few=$(instructions "$name" 100)
    many=$(instructions "$name" 1100)
    echo "| $name | $(((many - few) / 1000)) |"
done
