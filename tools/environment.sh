# Sourced by the scripts beside it: the root of the tree, a library of its own for trials, and the
# compiler behind ccache (the same sources are compiled for the tests, the vignettes and the check).
cd "$(dirname "$0")/.." || exit 2
mkdir -p build/library build/log
export R_LIBS="$PWD/build/library${R_LIBS:+:$R_LIBS}"
export CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=time_macros
if command -v ccache > /dev/null; then
    : "${R_MAKEVARS_USER:=$PWD/build/Makevars}"
    export R_MAKEVARS_USER
    [ -e build/Makevars ] ||
        echo "CC = ccache $(R_MAKEVARS_USER=/dev/null R CMD config CC | sed 's/^ccache //')" > build/Makevars
fi
# make hands its own flags down, which say nothing of jobs unless it was told; the scripts need none of them.
case " ${MAKEFLAGS-}" in *" -j"* | *" --jobs"*) ;; *) MAKEFLAGS="-j$(nproc 2> /dev/null || echo 2)" ;; esac
export MAKEFLAGS
# The CUDA backend takes minutes to compile; it has a stage of its own. TORCH_CUDA=auto asks for it here too.
export TORCH_CUDA="${TORCH_CUDA-no}"
