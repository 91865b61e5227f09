#!/bin/sh
# Everything that needs a CUDA device, in one command: builds what is not there, runs the C tests on the device, the
# package's tests of CUDA, the benchmarks beside PyTorch, and then, side by side, the C tests under compute-sanitizer
# and the other tests of the package. Each stage has its time, so that one that hangs does not cost the others, and
# stages whose tools are missing are named. A table comes last.
#
#   tools/gpu.sh [stage...]     build c cuda bench memcheck racecheck initcheck r; and synccheck, when it is named
#   tools/gpu.sh pack           on a machine without a device: builds all that the stages need and packs it into
#                               build/gpu.tar.xz. Where that file is in the tree, nothing is compiled.
#
# Building needs nvcc, a C compiler, make, cmocka and R (without R: the C tests only); with build/gpu.tar.xz a machine
# needs the driver, cuBLAS, and an R, which may be unpacked anywhere. In the environment:
#
#   CUDA_HOME         the toolkit's folder (/usr/local/cuda)
#   TORCH_CUDA_ARCHS  what to build for: that of the device that is there; pack: 90
#   RSCRIPT           the Rscript, when it is not the one in the path; shared libraries that test programs miss are
#                     looked for in lib/ beside it
#   TORCH_PYTHON      a Python with PyTorch (python3)
#   LOG               the folder for what each stage prints, a file for each (build/log)
#   LIMIT             seconds for all stages together (3600)
cd "$(dirname "$0")/.." || exit 2
: "${CUDA_HOME:=/usr/local/cuda}" "${RSCRIPT:=Rscript}" "${LOG:=build/log}" "${LIMIT:=3600}"
PATH=$CUDA_HOME/bin:$PATH:$CUDA_HOME/compute-sanitizer
export PATH CUDA_HOME RSCRIPT LOG MAKEFLAGS="${MAKEFLAGS:--j$(nproc)}" R_LIBS="$PWD/build/library${R_LIBS:+:$R_LIBS}"
mkdir -p "$LOG" build/library tests/c/build-plain/lib
programs=$(cd tests/c && for source in test-cuda*.c; do echo "build-plain/${source%.c}"; done)
has() { command -v "$1" > /dev/null 2>&1; }

# ---- Stages: run_NAME does it, needs_NAME tells what is missing ----------------------------------------------------

# The seconds that a stage may take.
seconds_of() {
    case $1 in
    build) echo 1800 ;;
    bench) echo 200 ;;
    r) echo 300 ;;
    *) echo 150 ;;
    esac
}

needs_build() {
    if [ -e build/gpu.tar.xz ]; then echo "build/gpu.tar.xz is there"; elif ! has nvcc; then echo "no nvcc"; fi
}
run_build() {
    if has R; then
        TORCH_CUDA=yes TORCH_CUDA_ARCHS="${TORCH_CUDA_ARCHS:-$(device_arch)}" tools/install.sh &&
            cp $backend tests/c/build-plain/ || return
    else
        configure_without_r && make -C tests/c SANITIZE= CUDA_ARCH=native build-plain/torch_cuda.so || return
    fi
    make -C tests/c SANITIZE= $programs
}
# 90 for a device of capability 9.0.
device_arch() { nvidia-smi --query-gpu=compute_cap --format=csv,noheader | head -n 1 | tr -d .; }
# There is nothing to ask for a compiler and a BLAS: the engine takes its own loops.
configure_without_r() {
    [ -e src/config.h ] && [ -e src/Makevars ] && return
    version=$(sed -n 's/^Version: *//p' DESCRIPTION)
    sed -e "s/@VERSION@/$version/" -e 's/#@[A-Z_]*@/#undef/' src/config.h.in > src/config.h &&
        printf 'PKG_LIBS = -lm -ldl\n' > src/Makevars
}

# The sanitizers of gcc and the driver do not go together: these programs are built without them (build-plain).
needs_c() { [ -e tests/c/build-plain/test-cuda ] || echo "the test programs are not built"; }
run_c() {
    nvidia-smi --query-gpu=name,driver_version,memory.total --format=csv || echo "nvidia-smi does not answer"
    find_libraries
    output=build/gpu-programs.txt
    for program in $programs; do
        timeout --foreground -k 5 60 "tests/c/$program" || echo "FAILED: $program, status $?"
    done 2>&1 | tee $output
    echo "$(grep -c '^\[ *OK \]' $output) passed, $(grep -c '^\[ *SKIPPED \] [^0-9]' $output) skipped"
    ! grep -q -E 'FAILED|SKIPPED' $output # nothing is skipped where there is a device
}
# The libraries that the programs miss are linked to from a folder of their own, so that these hide no others; in
# turn, because libraries miss some too.
find_libraries() {
    from=$(cd "$(dirname "$RSCRIPT")" && pwd)/lib
    export LD_LIBRARY_PATH="$PWD/tests/c/build-plain/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
    for _ in 1 2 3; do
        for name in $(missed_by tests/c/build-plain/test-cuda); do ln -sf "$from/$name" tests/c/build-plain/lib/; done
    done
}
missed_by() { ldd "$1" 2> /dev/null | sed -n 's/^[[:space:]]*\([^ ]*\) => not found/\1/p' | sort -u; }

backend=build/library/torch/libs/torch_cuda.so
needs_test_r() {
    if ! has "$RSCRIPT"; then echo "no R"; elif [ ! -e $backend ]; then echo "no package with CUDA"; fi
}
needs_cuda() { needs_test_r; }
run_cuda() { "$RSCRIPT" tools/test-r.R '^cuda$'; }
needs_r() { needs_test_r; }
run_r() {
    set --
    for file in tests/testthat/test-*.R; do
        name=$(basename "$file" .R)
        [ "$name" = test-cuda ] || set -- "$@" "^${name#test-}\$"
    done
    "$RSCRIPT" tools/test-r.R "$@"
}

# R puts its own libraries before others in the path of libraries, where Python would find them: it gets the former.
needs_bench() { needs_test_r; }
run_bench() {
    printf '#!/bin/sh\nLD_LIBRARY_PATH="%s" exec "%s" "$@"\n' \
        "${LD_LIBRARY_PATH-}" "${TORCH_PYTHON:-python3}" > build/python &&
        chmod +x build/python && TORCH_PYTHON=$PWD/build/python "$RSCRIPT" bench/cuda.R
}

# Without the cache of blocks what lies beyond a tensor is no memory of ours.
sanitized() { # TOOL OPTION...
    find_libraries
    export TORCH_CUDA_CACHE=no TEST_EVERY="${TEST_EVERY:-11}"
    for program in test-cuda test-cuda-rows test-cuda-lanes test-cuda-loops; do
        compute-sanitizer --tool "$@" --print-limit 20 --error-exitcode 9 "tests/c/build-plain/$program" || failed=yes
    done
    [ -z "$failed" ]
}
needs_sanitizer() { if has compute-sanitizer; then needs_c; else echo "no compute-sanitizer"; fi; }
needs_memcheck() { needs_sanitizer; }
needs_racecheck() { needs_sanitizer; }
needs_initcheck() { needs_sanitizer; }
needs_synccheck() { needs_sanitizer; }
run_memcheck() { sanitized memcheck --report-api-errors no; } # a test asks for more memory than there is
run_racecheck() { sanitized racecheck; }
run_initcheck() { sanitized initcheck; }
run_synccheck() { sanitized synccheck; }

# ---- Running them --------------------------------------------------------------------------------------------------

note() { printf '%-10s %-5s %5s s   %s\n' "$@" | tee -a "$LOG/gpu-table.txt"; }

# One stage, in its time: a line for the table, and the end of what it printed when it failed.
stage() {
    missing=$("needs_$1")
    [ -z "$missing" ] || { note "$1" skip 0 "$missing"; return; }
    begin=$(date +%s)
    seconds=$(seconds_of "$1")
    left=$((LIMIT - begin + start))
    [ "$left" -gt "$seconds" ] || seconds=$left
    [ "$seconds" -gt 0 ] || { note "$1" late 0 "no time was left"; return; }
    timeout -k 5 "$seconds" sh tools/gpu.sh run "$1" > "$LOG/gpu-$1.txt" 2>&1
    case $? in
    0) result=ok ;;
    124 | 137) result=late ;;
    *) result=FAIL ;;
    esac
    note "$1" $result $(($(date +%s) - begin)) "$(grep -v '^$' "$LOG/gpu-$1.txt" | tail -n 1 | cut -c 1-90)"
    [ $result = ok ] || tail -n 40 "$LOG/gpu-$1.txt"
}

# Builds for the architecture that is named, and packs it without debug symbols.
pack() {
    : "${TORCH_CUDA_ARCHS:=90}"
    export TORCH_CUDA_ARCHS
    run_build || return
    rm -rf build/gpu && mkdir -p build/gpu/build/library build/gpu/tests/c/build-plain/lib || return
    cp -r build/library/torch build/gpu/build/library/
    (cd tests/c && cp $programs ../../build/gpu/tests/c/build-plain/)
    cp "$(ldd tests/c/build-plain/test-cuda | sed -n 's/.*libcmocka[^ ]* => \([^ ]*\).*/\1/p')" \
        build/gpu/tests/c/build-plain/lib/
    strip -g build/gpu/build/library/torch/libs/torch.so build/gpu/tests/c/build-plain/test-*
    ln -sf ../../../build/library/torch/libs/torch_cuda.so build/gpu/tests/c/build-plain/torch_cuda.so
    tar -C build/gpu -cJf build/gpu.tar.xz build tests
    ls -l build/gpu.tar.xz
}

case ${1-} in
run) "run_$2"; exit ;;
pack) pack; exit ;;
esac
[ ! -e build/gpu.tar.xz ] || [ -e $backend ] || tar -xJf build/gpu.tar.xz ||
    python3 -m tarfile -e build/gpu.tar.xz . || exit # there may be no xz
[ $# -gt 0 ] || set -- build c cuda bench memcheck racecheck initcheck r
# cuBLAS, and cuSOLVER, which is opened when it is used, may lie elsewhere than where the backend was built, with a
# Python's packages for example.
lacks_solver() { ! ls "$CUDA_HOME"/lib*/libcusolver.so.* > /dev/null 2>&1; }
for name in $(missed_by $backend | grep '^libcublas\.') $(lacks_solver && echo 'libcusolver.so.[0-9]*'); do
    file=$(find "$CUDA_HOME/" /usr /opt -name "$name" 2> /dev/null | head -n 1)
    [ -z "$file" ] || export LD_LIBRARY_PATH="$(dirname "$file")${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
done
start=$(date +%s)
: > "$LOG/gpu-table.txt"
for name; do
    case $name in
    memcheck | racecheck | initcheck | synccheck | r) stage "$name" & ;; # nothing is measured there
    *) wait; stage "$name" ;;
    esac
done
wait
echo
! grep -q '^bench ' "$LOG/gpu-table.txt" || [ ! -e "$LOG/gpu-bench.txt" ] || cat "$LOG/gpu-bench.txt"
cat "$LOG/gpu-table.txt"
! grep -q -E '^[a-z]+ +(FAIL|late) ' "$LOG/gpu-table.txt"
