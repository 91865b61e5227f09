#!/bin/sh
# src/sources.txt lists what is compiled (.c) and what all of it depends on (.h, .def), because an
# installation must not depend on what else lies in the folder. Without arguments: says what the
# list lacks or has too much. --write: makes the list from the tree.
cd "$(dirname "$0")/../src" || exit 2
list() {
    { find . -name '*.c' -o -name '*.h' ! -name config.h -o -name '*.def' -o -name '*.inc'
      find ../inst/include -name '*.h'; } | sed 's|^\./||' | grep -v '^cuda/' | LC_ALL=C sort
}
if [ "$1" = --write ]; then
    list > sources.txt
else
    list | diff sources.txt - && exit 0
    echo "src/sources.txt is not what src/ holds: run tools/sources.sh --write" >&2
    exit 1
fi
