"""The Python side of the benchmarks: times of statements, one line each."""
import timeit


def report(statements, variables):
    """statements: name -> source. Prints name, tab, seconds of one execution."""
    for name, source in statements.items():
        timer = timeit.Timer(source, globals=variables)
        n = 1
        while True:
            time = timer.timeit(n)
            if time > 0.1:
                break
            n = int(n * max(2, min(100, 0.15 / max(time, 1e-6)))) + 1
        print(f"{name}\t{time / n:.9g}", flush=True)
