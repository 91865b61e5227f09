"""Writes PyTorch's random numbers for tests/testthat/test-random.R and test-nn-init.R.

    python3 tools/golden-random.py        needs PyTorch 2.x, on a CPU with AVX2; made with 2.11

golden/random.tsv, golden/nn-init.tsv: seed, R code of a call, number of elements, first and last elements
(up to 5 each, row-major, exact as hexadecimal numbers), sum of all. Every call follows a fresh seed and one
draw of torch.randn(1), so that the cached second normal variate is there.
"""
import os

import torch

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests", "testthat", "golden")
FLOATS = ("float32", "float64", "float16", "bfloat16")
SIZES = ((1,), (5,), (16,), (37,), (20, 50))


def r_size(size):
    return "c(%s)" % ", ".join(map(str, size))


def factories():
    for dtype in FLOATS:
        for size in SIZES:
            options = f'{r_size(size)}, dtype = "{dtype}"'
            yield f"torch_rand({options})", torch.rand(size, dtype=getattr(torch, dtype))
            yield f"torch_randn({options})", torch.randn(size, dtype=getattr(torch, dtype))
    for dtype in ("cfloat", "cdouble"):
        for size in ((3,), (20,)):
            x = torch.randn(size, dtype=getattr(torch, dtype))
            yield f'torch_randn({r_size(size)}, dtype = "{dtype}")', torch.view_as_real(x)
    yield "torch_randn(200003)", torch.randn(200003)
    for low, high in ((0, 10), (0, 2**28 - 1), (0, 2**28), (-5, 2**31), (0, 2**33)):
        yield f"torch_randint({low}, {high}, size = 30)", torch.randint(low, high, (30,))
    yield 'torch_randint(-2^31, 2^31, size = 30, dtype = "int")', torch.randint(-2**31, 2**31, (30,), dtype=torch.int)
    yield 'torch_randint(3, 100, size = 30, dtype = "float")', torch.randint(3, 100, (30,), dtype=torch.float)
    yield 'torch_randint(0, 2^40, size = 30, dtype = "float")', torch.randint(0, 2**40, (30,), dtype=torch.float)
    for n in (1, 2, 10, 1000):
        yield f"torch_randperm({n})", torch.randperm(n)
    yield 'torch_randperm(20, dtype = "float")', torch.randperm(20, dtype=torch.float)
    ones = torch.ones(6, 7)
    yield "torch_rand_like(torch_ones(6, 7)$t())", torch.rand_like(ones.t())
    yield "torch_randn_like(torch_ones(6, 7)$t())", torch.randn_like(ones.t())
    yield "torch_randint_like(torch_ones(6, 7), 0, 9)", torch.randint_like(ones, 0, 9)


def fills():
    calls = (("uniform_", "-0.3, 0.7"), ("normal_", "0.3, 1.7"), ("exponential_", "1.5"), ("cauchy_", "0.2, 1.5"),
             ("log_normal_", "0.2, 0.5"), ("geometric_", "0.3"), ("random_", "3, 100"), ("random_", ""),
             ("bernoulli_", "0.3"))
    for name, arguments in calls:
        for dtype in FLOATS:
            x = torch.zeros(40, dtype=getattr(torch, dtype))
            yield f'torch_zeros(40, dtype = "{dtype}")${name}({arguments})', eval(f"x.{name}({arguments})")
    for name, arguments in calls[:4] + calls[7:]:
        x = torch.zeros(30, 8).t()[1:7:2]
        yield f"strided()${name}({arguments})", eval(f"x.{name}({arguments})")
    for dtype in ("int64", "int32", "int16", "int8", "uint8", "bool"):
        x = torch.zeros(40, dtype=getattr(torch, dtype))
        yield f'torch_zeros(40, dtype = "{dtype}")$random_()', x.random_()
        yield f'torch_zeros(40, dtype = "{dtype}")$bernoulli_(0.4)', x.bernoulli_(0.4)


def samples():
    p = torch.arange(1, 31).div(40)
    yield "torch_bernoulli(torch_arange(1, 30) / 40)", torch.bernoulli(p)
    p = torch.arange(1, 31, dtype=torch.double).div(40)
    yield 'torch_bernoulli(torch_arange(1, 30, dtype = "double") / 40)', torch.bernoulli(p)
    yield "torch_bernoulli(torch_zeros(30), 0.25)", torch.bernoulli(torch.zeros(30), 0.25)
    yield 'torch_poisson(torch_arange(0, 29, dtype = "float"))', torch.poisson(torch.arange(30.0))
    weights = "torch_arange(1, 10, dtype = \"float\")"
    w = torch.arange(1.0, 11)
    yield f"torch_multinomial({weights}, 1) - 1L", torch.multinomial(w, 1)
    yield f"torch_multinomial({weights}, 7) - 1L", torch.multinomial(w, 7)
    yield f"torch_multinomial({weights}, 50, replacement = TRUE) - 1L", torch.multinomial(w, 50, True)
    rows = torch.arange(1.0, 13).view(3, 4)
    r_rows = 'torch_tensor(matrix(1:12, 3, byrow = TRUE), dtype = "float")'
    yield f"torch_multinomial({r_rows}, 3) - 1L", torch.multinomial(rows, 3)
    yield "torch_normal(0.5, 2, size = 30)", torch.normal(0.5, 2.0, (30,))
    yield f"torch_normal({weights}, 0.5)", torch.normal(w, 0.5)
    yield f"torch_normal(0.5, {weights})", torch.normal(0.5, w)
    yield f"torch_normal({weights}, {weights})", torch.normal(w, w)
    for p in (0.1, 0.5):
        x = torch.nn.functional.dropout(torch.ones(40), p, True)
        yield f"nnf_dropout(torch_ones(40), {p})", x
    yield "nnf_dropout2d(torch_ones(4, 5, 2, 2), 0.5)", torch.nn.functional.dropout2d(torch.ones(4, 5, 2, 2), 0.5)
    x = torch.nn.functional.alpha_dropout(torch.ones(40), 0.2, True)
    yield "nnf_alpha_dropout(torch_ones(40), 0.2, training = TRUE)", x
    x = torch.nn.functional.rrelu(-torch.ones(40), 0.1, 0.3, True)
    yield "nnf_rrelu(-torch_ones(40), 0.1, 0.3, training = TRUE)", x


def initial_values():
    init = torch.nn.init
    for name, arguments in (("uniform_", "a=-1, b=2"), ("normal_", "mean=1, std=0.5"), ("constant_", "val=0.3"),
                            ("ones_", ""), ("zeros_", ""), ("xavier_uniform_", "gain=1.5"), ("xavier_normal_", "")):
        yield f"nn_init_{name}(torch_empty(5, 4, 3){arguments and ', ' + arguments})", eval(
            f"init.{name}(torch.empty(5, 4, 3), {arguments})")
    for name in ("kaiming_uniform_", "kaiming_normal_"):
        for arguments in ("", 'mode="fan_out", nonlinearity="relu"', "a=5**0.5", 'nonlinearity="tanh"'):
            yield f"nn_init_{name}(torch_empty(6, 4){arguments and ', ' + arguments.replace('**', '^')})", eval(
                f"init.{name}(torch.empty(6, 4), {arguments})")
    yield "nn_init_eye_(torch_empty(3, 4))", init.eye_(torch.empty(3, 4))
    for size, groups in (((4, 4, 3), 1), ((3, 5, 3, 2), 1), ((6, 2, 3, 3, 3), 2)):
        yield f"nn_init_dirac_(torch_empty({r_size(size)}), {groups})", init.dirac_(torch.empty(size), groups)
    yield "nn_init_sparse_(torch_empty(10, 4), 0.35, std = 0.1)", init.sparse_(torch.empty(10, 4), 0.35, 0.1)


def rounded_values():
    """Computed with other functions here: the last digits differ."""
    init = torch.nn.init
    for size in ((5, 3), (3, 5), (4, 4), (3, 2, 4)):
        yield f"nn_init_orthogonal_(torch_empty({r_size(size)}), gain = 2)", init.orthogonal_(torch.empty(size), 2)
    yield "nn_init_trunc_normal_(torch_empty(50), 0.5, 2, -1, 1)", init.trunc_normal_(torch.empty(50), 0.5, 2, -1, 1)


def row(seed, code, x):
    values = [float(v) for v in x.reshape(-1).tolist()]
    first, last = values[:5], values[5:][-5:]
    exact = [" ".join(v.hex() for v in part) for part in (first, last)]
    return "\t".join([str(seed), code, str(len(values)), *exact, repr(sum(values))])


def rows(seed, groups):
    for group in groups:
        cases = group()
        while True:
            torch.manual_seed(seed)
            torch.randn(1)
            case = next(cases, None)
            if case is None:
                break
            yield row(seed, *case)


def write(name, groups):
    lines = ["# Made by tools/golden-random.py with PyTorch " + torch.__version__, "seed\tcode\tn\tfirst\tlast\tsum"]
    for seed in (1, 20241120):
        lines += rows(seed, groups)
    with open(os.path.join(HERE, name), "w") as out:
        out.write("\n".join(lines) + "\n")


write("random.tsv", (factories, fills, samples))
write("nn-init.tsv", (initial_values,))
write("nn-init-rounded.tsv", (rounded_values,))
