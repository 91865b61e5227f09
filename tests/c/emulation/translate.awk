# Turns launches, kernel<<<grid, block, shared, stream>>>(arguments), into calls of emulated_queue().
function matching(text, from, opening, closing,    depth, i, c) {
    depth = 0
    for (i = from; i <= length(text); i++) {
        c = substr(text, i, 1)
        if (c == opening) depth++
        if (c == closing && --depth == 0) return i
    }
    return 0
}
# The start of the kernel's name, with template arguments, that ends before `at`.
function name_start(text, at,    i, depth, c) {
    for (i = at - 1; i > 0; i--) {
        c = substr(text, i, 1)
        if (c == ">") depth++
        else if (c == "<") depth--
        else if (depth == 0 && c !~ /[A-Za-z0-9_:]/) break
    }
    return i + 1
}
{ all = all $0 "\n" }
END {
    gsub(/static __global__/, "__global__", all) # static as it is
    while ((at = index(all, "<<<")) > 0) {
        start = name_start(all, at)
        close_at = index(all, ">>>(")
        last = matching(all, close_at + 3, "(", ")")
        kernel = substr(all, start, at - start)
        arguments = substr(all, close_at + 4, last - close_at - 4)
        all = substr(all, 1, start - 1) "emulated_queue(\"" kernel "\", " substr(all, at + 3, close_at - at - 3) ", " kernel ", " \
            arguments ")" substr(all, last + 1)
    }
    printf "%s", all
}
