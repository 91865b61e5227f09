#!/bin/sh
# What tools/generate.R makes from the tables must be what is checked in.
cd "$(dirname "$0")/.." || exit 2
copy=$(mktemp -d)
trap 'rm -rf "$copy"' 0
git ls-files -z | xargs -0 cp --parents -t "$copy"
(cd "$copy" && Rscript tools/generate.R) || exit 1
for file in $(git ls-files); do
    cmp -s "$file" "$copy/$file" || { diff -u "$file" "$copy/$file" | head -n 40; differs=yes; }
done
[ -z "${differs-}" ] && exit 0
echo "The generated files are not those of the tables: run 'make generate'"
exit 1
