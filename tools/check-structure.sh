#!/bin/sh
# The rules of the house that a script can see: arrows between folders, R only in src/r, names,
# no way out of the process, the list of sources. Sizes are warnings.
cd "$(dirname "$0")/.." || exit 2
problems=0
problem() { echo "$*"; problems=$((problems + 1)); }

tools/sources.sh || problem "src/sources.txt is not complete"

# May a file of folder $1 include a file of folder $2?
allowed() {
    case $2 in "$1" | api) return 0 ;; esac
    case $1:$2 in
    core:*) return 1 ;;
    cpu:core | meta:core | cuda:core | ops:core) return 0 ;;
    cpu:* | meta:* | cuda:* | *:cpu | *:meta | *:cuda | ops:*) return 1 ;;
    nn:core | nn:ops | io:core | io:ops | optim:core | optim:ops | r:*) return 0 ;;
    *) return 1 ;;
    esac
}

# The op table belongs to all, with the functions that its expressions name; so does what configure
# found out.
for file in $(cd src && find . -name '*.[ch]' -o -name '*.inc' -o -name '*.cu' -o -name '*.cuh' | sed 's|^\./||'); do
    from=${file%%/*}
    [ "$from" = "$file" ] && continue
    for name in $(sed -n 's/^ *# *include *"\([^"]*\)".*/\1/p' "src/$file"); do
        for place in "src/${file%/*}/$name" "src/$name" "inst/include/$name"; do [ -e "$place" ] && break; done
        [ "${name##*/}" = config.h ] && continue
        [ -e "$place" ] || { problem "src/$file: includes \"$name\", which is not there"; continue; }
        target=$(realpath --relative-to=. "$place")
        case $target in
        src/ops/ops.def | src/ops/steps.def | src/ops/elementwise-rows.h | src/ops/undef.h | src/ops/special.h | src/ops/types-*.h) continue ;;
        inst/include/*) to=api ;;
        src/*/*) to=${target#src/}; to=${to%%/*} ;;
        *) to=$target ;;
        esac
        allowed "$from" "$to" || problem "src/$file: $from must not include $target"
    done
done

grep -rnE '# *include *[<"](R|Rinternals|Rdefines|Rmath|Rversion|Rconfig|S)\.h|# *include *[<"]R_ext/' src \
    --include='*.[ch]' --include='*.inc' --include='*.cu*' | grep -v '^src/r/' && problem "only files in src/r include R's headers"

grep -rnE '(^|[^_[:alnum:]."%])(abort|exit|_exit|printf|puts|putchar|perror|assert) *\(' src --include='*.[ch]' --include='*.inc' --include='*.cu*' |
    grep -vE ':[0-9]+: *(\*|/\*|//)' && problem "no abort, exit, printf or assert in the library"
grep -rnE '\b(fprintf|fputs) *\( *(stderr|stdout)' src --include='*.[ch]' && problem "nothing is written to the console from C"

sed -n 's/^\([.[:alnum:]_]*\) *<- *function.*/\1/p' R/*.R | sort | uniq -d | grep . && problem "defined twice in R/"

# Names of the objects that were compiled last.
objects=$(find src -name '*.o' ! -path 'src/cuda/*' 2> /dev/null) # those of nvcc have names of their own
if [ -n "$objects" ]; then
    nm -g --defined-only $objects 2> /dev/null | awk 'NF == 3 { print $3 }' | sed 's/\..*//' | sort -u |
        grep -vE '^(th_|cpu_|meta_|shape_|grad_|view_|composite_|r_|torch_|C_|R_init_torch|R_unload_torch)' |
        grep . && problem "global symbols carry the prefix of their layer, or are static"
fi

# Structured rows run on CUDA too: each has a kernel there, or one of the portable ones.
for row in $(sed -n 's/^OP(\([[:alnum:]_]*\),.*/\1/p' src/ops/ops.def); do
    grep -q "cuda_$row(th_call" src/cuda/*.cu || grep -qE "(PORTABLE|ON_HOST)\($row\)" src/ops/portable.c ||
        problem "src/ops/ops.def: $row has no kernel in src/cuda"
done

generated() { head -n 3 "$1" | grep -qi 'generated\|made by tools'; }
written=$(for file in $(git ls-files 'src/*.[ch]' 'src/*.cu' 'src/*.cuh' 'R/*.R' 'tools/*' 'tests/*.R' 'tests/c/*.[ch]' 'bench/*.R'); do
    [ -e "$file" ] && ! generated "$file" && echo "$file"
done)
wc -l $written | awk '$1 > 600 && $2 != "total" { print "warning: " $2 " has " $1 " lines" }'
awk 'length > 120 && !/https?:/ { n++; files[FILENAME] = 1 } END { for (f in files) m++
     if (n) print "warning: " n " lines past 120 columns in " m " files" }' $written
[ $problems = 0 ]
