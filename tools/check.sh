#!/bin/sh
# R CMD build and R CMD check as CRAN runs it, less what needs a network or LaTeX. Fails on an error
# or a warning. Arguments are handed to R CMD check.
. "$(dirname "$0")/environment.sh"
root=$PWD
mkdir -p build/check && cd build/check && rm -rf torch* || exit 2

# The build takes a clean copy of what git knows, so that nothing else of this folder gets in.
mkdir torch && (cd "$root" && git ls-files -z | xargs -0 cp --parents -t "$root/build/check/torch") || exit 2
R CMD build torch > build.txt 2>&1 || { tail -n 40 build.txt; exit 1; }
export _R_CHECK_CRAN_INCOMING_=false _R_CHECK_CRAN_INCOMING_REMOTE_=false _R_CHECK_FORCE_SUGGESTS_=false \
    _R_CHECK_SYSTEM_CLOCK_=false
# Without a network: who maintains a suggested package that is not installed cannot be looked up.
mkdir -p web/packages
Rscript -e 'saveRDS(data.frame(Package = character(), Maintainer = character()), "web/packages/packages.rds")'
export R_CRAN_WEB="file://$PWD"
R CMD check --as-cran --no-manual "$@" torch_*.tar.gz > check.txt 2>&1
status=$?
grep -E -A 25 '(WARNING|ERROR|NOTE)$' check.txt
tail -n 3 check.txt
[ $status = 0 ] && ! grep -q 'WARNING$' check.txt
