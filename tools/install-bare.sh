#!/bin/sh
# The package as it is built where nothing is found: no BLAS, no LAPACK, no OpenMP, and by clang
# where there is one. Must pass the demo.
. "$(dirname "$0")/environment.sh"
bare=$PWD/build/bare
rm -rf "$bare" && mkdir -p "$bare/torch" "$bare/library" "$bare/output" || exit 2
git ls-files -z | xargs -0 cp --parents -t "$bare/torch"
if command -v clang > /dev/null; then
    echo "CC = $(command -v ccache) clang" > "$bare/Makevars"
    export R_MAKEVARS_USER="$bare/Makevars"
fi
R CMD INSTALL --no-docs --no-multiarch --library="$bare/library" \
    --configure-args="--with-blas=no --with-lapack=no --without-openmp" "$bare/torch" || exit 1
R_LIBS="$bare/library:$R_LIBS" Rscript "$bare/torch/inst/examples/demo.R" "$bare/output"
