"""The Python side of the benchmarks: times of statements, one line each."""
import os
import time
import timeit

import torch
import torch.nn.functional as F

THREADS = int(os.environ.get("OMP_NUM_THREADS", "1"))
QUICK = os.environ.get("BENCH_QUICK", "") != ""
CLOCK = time.process_time if THREADS == 1 else time.perf_counter
torch.set_num_threads(THREADS)


def host_time(timer, n):
    return timer.timeit(n)


def device_time(timer, n):
    """What the work takes on the CUDA device, between two events in its queue."""
    start, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
    start.record()
    timer.timeit(n)
    end.record()
    end.synchronize()
    return start.elapsed_time(end) / 1000


def report(statements, variables, time_of=host_time):
    """statements: name -> source. Prints name, tab, seconds of one execution."""
    for name, source in statements.items():
        timer = timeit.Timer(source, timer=CLOCK, globals=variables)
        time_of(timer, 1)  # libraries are loaded, memory is taken
        n = 1
        while True:
            seconds = time_of(timer, n)
            if seconds > (0.002 if QUICK else 0.1):
                break
            n = int(n * max(2, min(100, 0.15 / max(seconds, 1e-6)))) + 1
        print(f"{name}\t{seconds / n:.9g}", flush=True)


def status(field):
    """Megabytes of a field of /proc/self/status."""
    with open("/proc/self/status") as lines:
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(field + ":"))
