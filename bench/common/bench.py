"""The Python side of the benchmarks: times of statements, one line each."""
import os
import time
import timeit

CLOCK = time.process_time if os.environ.get("OMP_NUM_THREADS") == "1" else time.perf_counter


def report(statements, variables):
    """statements: name -> source. Prints name, tab, seconds of one execution."""
    for name, source in statements.items():
        timer = timeit.Timer(source, timer=CLOCK, globals=variables)
        n = 1
        while True:
            seconds = timer.timeit(n)
            if seconds > 0.1:
                break
            n = int(n * max(2, min(100, 0.15 / max(seconds, 1e-6)))) + 1
        print(f"{name}\t{seconds / n:.9g}", flush=True)
