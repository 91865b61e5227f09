#!/bin/sh
# Builds src/cuda with the host's compiler against a runtime that is emulated: build-emulated/torch_cuda.so, with
# build-emulated/libcusolver.so.12 for linear algebra. Put beside torch.so (or the test programs), they make all
# kernels run without a device, slowly.
cd "$(dirname "$0")/.." || exit 2
out=build-emulated
mkdir -p $out
flags="-O1 -g -fPIC -fvisibility=hidden -w -D__CUDACC__ -D_GNU_SOURCE -Iemulation/include -I../../inst/include -I../../src"
cxx="$(command -v ccache) g++ -std=c++17 -fpermissive $flags"
# Kernels call us wherever they touch memory, as a sanitizer of threads would have them do; emulate.cc looks at it.
watched="-fsanitize=thread --param=tsan-instrument-func-entry-exit=0"
translated() { # FILE TO
    awk -f emulation/translate.awk "$1" > $2.new
    cmp -s $2.new $2 || mv $2.new $2
}
for header in ../../src/cuda/*.cuh; do translated "$header" $out/$(basename "$header"); done
for source in ../../src/cuda/*.cu; do
    name=$(basename "$source" .cu)
    translated "$source" $out/$name.cc
    echo "$cxx $watched -I../../src/cuda -include cuda_runtime_api.h -c $out/$name.cc -o $out/$name.o"
done > $out/commands
for name in emulate solve; do echo "$cxx -c emulation/$name.cc -o $out/$name.o"; done >> $out/commands
lapack=$(sed -n 's/^PKG_LIBS = //p' ../../src/Makevars | tr ' ' '\n' | grep -E '^-(L|l(open)?(blas|lapack))' | tr '\n' ' ')
solver=libcusolver.so.12
echo "$cxx -fvisibility=default -shared emulation/cusolver.cc -o $out/$solver -Wl,-soname=$solver,-z,defs $lapack" >> $out/commands
for source in ../../src/cuda/*.c; do
    echo "$(command -v ccache) gcc -std=gnu11 $flags -U__CUDACC__ -c $source -o $out/$(basename "$source" .c)-c.o" >> $out/commands
done
xargs -P "${JOBS:-2}" -I{} sh -c '{} || { echo "failed: {}"; exit 255; }' < $out/commands || exit 1
# Linked, not only opened later: the address sanitizer opens libraries in the backend's place, and looks elsewhere.
g++ -shared -o $out/torch_cuda.so $out/*.o -Wl,-z,defs,-rpath,'$ORIGIN',--no-as-needed $out/$solver $lapack -lpthread -ldl
