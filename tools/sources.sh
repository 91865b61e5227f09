#!/bin/sh
# src/sources.txt lists what is compiled (.c, .cu) and what all of it depends on (.h, .cuh, .def), because an
# installation must not depend on what else lies in the folder. Without arguments: says what the
# list lacks or has too much. --write: makes the list from the tree.
cd "$(dirname "$0")/../src" || exit 2
list() {
    { find . -name '*.c' -o -name '*.h' ! -name config.h -o -name '*.def' -o -name '*.inc' -o -name '*.cu' -o -name '*.cuh'
      find ../inst/include -name '*.h'; } | sed 's|^\./||' | LC_ALL=C sort
}
if [ "$1" = --write ]; then
    list > sources.txt
else
    list | diff sources.txt - && exit 0
    echo "src/sources.txt is not what src/ holds: run tools/sources.sh --write" >&2
    exit 1
fi
