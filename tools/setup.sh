#!/bin/sh
# Installs what building and testing the package needs and this machine lacks (Debian, as root).
# Elsewhere it says what is missing. Nothing is touched when all of it is there.
#
#   tools/setup.sh [bench]     bench: also PyTorch and the packages that benchmarks run beside
set -u

# Package or command of the system, and how to see that it is there.
system_packages="git r-base-dev libopenblas-dev libcmocka-dev valgrind pandoc make ccache pkg-config devscripts qpdf"
r_packages="R6 testthat knitr rmarkdown withr bit64 callr cli roxygen2"
if [ "${1-}" = bench ]; then
    system_packages="$system_packages python3-torch"
    r_packages="$r_packages dplyr ggplot2 data.table"
fi

has_system() {
    case $1 in
    r-base-dev) command -v R && command -v gcc && [ -e "$(R RHOME)/etc/Makeconf" ] ;;
    libopenblas-dev) echo 'int main(void) { return 0; }' | cc -xc -o /dev/null - -lopenblas ;;
    python3-torch) "${TORCH_PYTHON-/usr/bin/python3}" -c 'import torch' ;;
    devscripts) command -v checkbashisms ;;
    libcmocka-dev) echo 'int main(void) { return 0; }' | cc -xc -o /dev/null - -lcmocka ;;
    *) command -v "$1" ;;
    esac > /dev/null 2>&1
}
missing_r() {
    Rscript -e 'wanted <- commandArgs(TRUE)' \
        -e 'cat(wanted[!vapply(wanted, requireNamespace, NA, quietly = TRUE)])' $r_packages 2> /dev/null ||
        echo $r_packages
}

wanted=
for package in $system_packages; do has_system "$package" || wanted="$wanted $package"; done
for package in $(missing_r); do
    wanted="$wanted r-cran-$(echo "$package" | tr '[:upper:]' '[:lower:]')"
done
[ -z "$wanted" ] && exit 0

if ! command -v apt-get > /dev/null || [ "$(id -u)" != 0 ]; then
    echo "Missing on this machine:$wanted" >&2
    echo "On Debian or Ubuntu:  sudo apt-get install --no-install-recommends$wanted" >&2
    echo "Elsewhere: R with a C compiler, OpenBLAS and cmocka with their headers, valgrind, pandoc," >&2
    echo "and in R: install.packages(c($(echo $r_packages | sed 's/[^ ]*/"&"/g; s/ /, /g')))" >&2
    exit 1
fi
echo "Installing:$wanted"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq && apt-get install -y -qq --no-install-recommends $wanted < /dev/null > /dev/null
