#!/bin/sh
# Builds and runs the C tests: all, or those named (run.sh block scope example-train). The last line is
# "N passed, N failed".
cd "$(dirname "$0")" || exit 2
[ -e ../../src/Makevars ] && [ -e ../../src/config.h ] && [ ../../src/config.h -nt ../../configure ] ||
    (cd ../.. && ./configure > /dev/null && touch src/config.h) || exit 1
export CCACHE_NOHASHDIR=1 ASAN_OPTIONS="detect_leaks=1:abort_on_error=0" UBSAN_OPTIONS=print_stacktrace=1
export OMP_NUM_THREADS="${OMP_NUM_THREADS:-2}"

passed=0
failed=0
# tally PROGRAM STATUS OUTPUT: adds what cmocka counted; a crash is one failure more
tally() {
    ok=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) test.*/\1/p' "$3" | tail -n 1)
    bad=$(sed -n 's/^\[  FAILED  \].* \([0-9]*\) test(s), listed below.*/\1/p' "$3" | tail -n 1)
    [ "$2" = 0 ] || [ "${bad:-0}" != 0 ] || bad=1
    passed=$((passed + ${ok:-0}))
    failed=$((failed + ${bad:-0}))
    [ "${bad:-0}" = 0 ] && { echo "ok   $1 (${ok:-0})"; return; }
    echo "FAIL $1 (exit status $2)"
    grep -v -E '^\[ +(RUN|OK) ' "$3" | head -n 60
}
run() {
    timeout 300 "$1" > "$1.txt" 2>&1
    tally "$1" $? "$1.txt"
}

# A program passes when it exits with 0.
run_program() {
    (cd build && timeout 300 "./$1") > "build/$1.txt" 2>&1
    status=$?
    [ $status = 0 ] && { passed=$((passed + 1)); echo "ok   build/$1"; return; }
    failed=$((failed + 1))
    echo "FAIL build/$1 (exit status $status)"
    tail -n 40 "build/$1.txt"
}
programs="header-c11 header-cxx17 $(cd ../../inst/examples && for source in *.c; do echo "example-${source%.c}"; done)"

if [ $# -gt 0 ]; then
    for name; do
        if [ -e "test-$name.c" ]; then make -s "build/test-$name" && run "build/test-$name" || failed=$((failed + 1))
        else make -s "build/$name" && run_program "$name" || failed=$((failed + 1)); fi
    done
else
    mkdir -p build
    make -s -k > build/make.txt 2>&1 ||
        { echo "FAIL the build is not complete"; failed=$((failed + 1)); grep -m 20 -E 'error|undefined' build/make.txt; }
    grep -m 20 -A 4 'warning: ' build/make.txt
    for source in test-*.c; do
        program=build/${source%.c}
        [ -x "$program" ] || { echo "FAIL $program does not compile"; failed=$((failed + 1)); continue; }
        run "$program"
    done
    for program in $programs; do
        [ -x "build/$program" ] || { echo "FAIL $program does not compile"; failed=$((failed + 1)); continue; }
        run_program "$program"
    done
    [ -x build/no-r ] && passed=$((passed + 1)) || { echo "FAIL the engine does not link without R"; failed=$((failed + 1)); }
fi
echo "$passed passed, $failed failed"
[ $failed = 0 ]
