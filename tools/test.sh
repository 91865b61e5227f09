#!/bin/sh
# Runs the tests: all stages, or those named. Ends with the sum of what passed and what failed.
. "$(dirname "$0")/environment.sh"
: > build/totals

# counted NAME PASSED FAILED: one line for this stage, remembered for the sum
counted() {
    printf '%-12s %5s passed %5s failed\n' "$1" "$2" "$3"
    echo "$2 $3" >> build/totals
}
# checked NAME COMMAND...: a check that counts as one test and is silent unless it fails
checked() {
    name=$1
    shift
    if "$@" > "build/log/$name.txt" 2>&1; then counted "$name" 1 0; return; fi
    tail -n 60 "build/log/$name.txt"
    counted "$name" 0 1
}
# summed NAME COMMAND...: the command's last line is "N passed, N failed"
summed() {
    name=$1
    shift
    "$@" > "build/log/$name.txt" 2>&1
    status=$?
    set -- $(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed.*/\1 \2/p' "build/log/$name.txt" | tail -n 1)
    [ $# = 2 ] || set -- 0 1
    [ $status = 0 ] || [ "$2" != 0 ] || set -- "$1" 1
    [ "$2" = 0 ] || tail -n 120 "build/log/$name.txt"
    counted "$name" "$1" "$2"
}

stage_structure() { checked structure tools/check-structure.sh; }
stage_install() { checked install tools/install.sh; }
stage_generate() { checked generate Rscript tools/generate.R --check; }
stage_c() { summed c tests/c/run.sh; }
# Compiles and links the CUDA backend for one architecture; its kernels run where there is a device.
stage_cuda() {
    [ -x "${CUDA_HOME:-/usr/local/cuda}/bin/nvcc" ] || command -v nvcc > /dev/null || { echo "cuda          no nvcc: skipped"; return; }
    checked cuda-build make -C tests/c cuda
    summed cuda tests/c/run.sh cuda cuda-memory cuda-rows cuda-lanes cuda-loops cuda-factorizations
}
# The kernels' logic without a device: the backend on an emulated runtime, each op case against the CPU. Minutes; not
# among the stages that run unasked.
stage_emulated() {
    checked emulated-build tests/c/emulation/build.sh
    checked emulated-c emulated_programs
    (cd tests/c/build-emulated && cp torch_cuda.so libcusolver.so.* ../../../build/library/torch/libs/) || return
    summed emulated Rscript tools/test-r.R cuda
    (cd build/library/torch/libs && rm -f torch_cuda.so libcusolver.so.*) # or all other tests would find a device
}
emulated_programs() {
    export EMULATED_DEVICES=2 TEST_EVERY=101
    for program in test-cuda-factorizations test-cuda-devices test-cuda-rows test-cuda-loops; do
        make -s -C tests/c build/$program && cp tests/c/build/$program tests/c/build-emulated/ &&
            tests/c/build-emulated/$program || return
    done
    TORCH_CUDA_CACHE=no tests/c/build-emulated/test-cuda-devices
}
stage_r() { summed r Rscript tools/test-r.R; }
stage_document() { checked document tools/document.sh --check; }
stage_check() { checked check tools/check.sh; }
stage_bare() { checked bare tools/install-bare.sh; }
stage_gctorture() { checked gctorture Rscript tools/torture.R; }
stage_valgrind() { checked valgrind tools/valgrind.sh; }

[ $# -gt 0 ] || set -- structure generate install c cuda r gctorture valgrind
for stage; do "stage_$stage"; done

awk '{ passed += $1; failed += $2 } END { print passed " passed, " failed " failed"; exit failed > 0 }' build/totals
