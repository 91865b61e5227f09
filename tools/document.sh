#!/bin/sh
# Writes NAMESPACE and man/ from the comments in R/, with roxygen2 and the package as installed.
# --check: changes nothing, shows what would change and fails if anything would.
. "$(dirname "$0")/environment.sh"
library=build/document
rm -rf "$library" && mkdir -p "$library/lib" || exit 2
mkdir "$library/torch"
git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t "$library/torch" 2> /dev/null

# Roxygen runs in the copy, on a package that was installed with everything exported: what is not
# in NAMESPACE yet can be documented too.
R CMD INSTALL --no-docs --no-multiarch --no-test-load --library="$library/lib" . > build/log/roxygen.txt 2>&1 ||
    { tail -n 30 build/log/roxygen.txt; exit 1; }
(cd "$library/torch" &&
    R_LIBS="../lib:$R_LIBS" Rscript -e 'roxygen2::roxygenise(load_code = roxygen2::load_installed)') \
    >> build/log/roxygen.txt 2>&1 || { tail -n 30 build/log/roxygen.txt; exit 1; }
grep -iE '^(x|!|warning)|\bwarning' build/log/roxygen.txt

if [ "${1-}" = --check ]; then
    diff -u NAMESPACE "$library/torch/NAMESPACE" | head -n 40 && diff -rq man "$library/torch/man" && exit 0
    echo "NAMESPACE or man/ is not what the comments say: run 'make document'"
    exit 1
fi
cp "$library/torch/NAMESPACE" NAMESPACE && rm -rf man && cp -r "$library/torch/man" man
