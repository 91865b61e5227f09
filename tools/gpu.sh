#!/bin/sh
# Everything that needs a CUDA device, in one command: builds the backend for the device that is there, runs the C
# tests on it (plain, then under compute-sanitizer), and, where there is an R in the path, installs the package with
# CUDA, runs its tests and the benchmarks of CUDA. What each stage printed is in build/log. Needs nvcc, a C
# compiler, make and cmocka; stages whose tools are missing are named and skipped.
#
#   tools/gpu.sh [stage...]     c memcheck racecheck initcheck install r bench
cd "$(dirname "$0")/.." || exit 2
mkdir -p build/log build/library
: "${CUDA_HOME:=/usr/local/cuda}"
PATH=$CUDA_HOME/bin:$PATH
export PATH CUDA_HOME CUDA_ARCH="${CUDA_ARCH:-native}" MAKEFLAGS="${MAKEFLAGS:--j$(nproc)}"
failures=0

# stage NAME COMMAND...: runs it, says how it went and keeps its output
stage() {
    name=$1
    shift
    if "$@" > "build/log/gpu-$name.txt" 2>&1; then
        echo "ok    $name   $(tail -n 1 "build/log/gpu-$name.txt" | cut -c 1-100)"
    else
        failures=$((failures + 1))
        echo "FAIL  $name"
        tail -n 40 "build/log/gpu-$name.txt"
    fi
}
skipped() { echo "skip  $1: $2"; }
has() { command -v "$1" > /dev/null 2>&1; }

# Without R, configure cannot ask it for a compiler: the engine is built with the library's own loops.
configured() {
    [ -e src/config.h ] && [ -e src/Makevars ] && return
    if has R; then TORCH_CUDA=no ./configure; return; fi
    sed -e 's/@VERSION@/'"$(sed -n 's/^Version: *//p' DESCRIPTION)"'/' -e 's/#@[A-Z_]*@/#undef/' src/config.h.in > src/config.h &&
        printf 'PKG_LIBS = -lm -ldl\n' > src/Makevars
}

# The sanitizers of gcc and the driver do not go together: the tests are built without them (build-plain).
programs=$(cd tests/c && for source in test-cuda*.c; do echo "build-plain/${source%.c}"; done)
build_c() { configured && make -C tests/c SANITIZE= CUDA_ARCH="$CUDA_ARCH" build-plain/torch_cuda.so $programs; }
# Nothing may be skipped where there is a device.
run_c() {
    nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv || return
    for program in $programs; do
        "tests/c/$program" > build/log/gpu-program.txt 2>&1
        status=$?
        cat build/log/gpu-program.txt
        [ $status = 0 ] && ! grep -q SKIPPED build/log/gpu-program.txt || return 1
    done
}
sanitized() {
    for program in build-plain/test-cuda build-plain/test-cuda-rows; do
        compute-sanitizer --tool "$1" --error-exitcode 9 "tests/c/$program" || return
    done
}
install_r() { TORCH_CUDA=yes TORCH_CUDA_ARCHS="$(compute_archs)" TORCH_DEBUG=yes tools/install.sh; }
# 90 for a device of capability 9.0.
compute_archs() { nvidia-smi --query-gpu=compute_cap --format=csv,noheader | head -n 1 | tr -d .; }
test_r() { R_LIBS="$PWD/build/library" Rscript tools/test-r.R; }
bench() { for script in bench/cuda*.R; do [ -e "$script" ] || continue; R_LIBS="$PWD/build/library" Rscript "$script" || return; done; }

stage_c() { stage build build_c && stage c run_c; }
stage_tool() { if has compute-sanitizer; then stage "$1" sanitized "$1"; else skipped "$1" "no compute-sanitizer"; fi; }
stage_memcheck() { stage_tool memcheck; }
stage_racecheck() { stage_tool racecheck; }
stage_initcheck() { stage_tool initcheck; }
stage_install() { if has R; then stage install install_r; else skipped install "no R in the path"; fi; }
stage_r() { if has Rscript; then stage r test_r; else skipped r "no R in the path"; fi; }
stage_bench() { if has Rscript; then stage bench bench; else skipped bench "no R in the path"; fi; }

[ $# -gt 0 ] || set -- c memcheck racecheck initcheck install r bench
for name; do "stage_$name"; done
[ $failures = 0 ]
