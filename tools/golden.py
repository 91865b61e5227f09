"""Writes PyTorch's values for the ops of the table, which the tests compare with without PyTorch.

    python3 tools/golden.py          needs PyTorch 2.x (made with 2.11); reads ops-table.tsv and op-cases.txt

golden/values.tsv: op, case, what (out1, out2, ..., grad:argument), dtype, shape, values in row-major order.
golden/dtypes.tsv: op, input dtypes, result dtype, for elementwise ops.
Positions stay 0-based, as PyTorch gives them.
"""
import itertools
import json
import os
import re
import sys
import warnings

import torch
import torch.nn.functional as F

warnings.filterwarnings("ignore")
HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests", "testthat")
ELEMENTWISE = ("unary", "binary", "ternary", "compare", "predicate")

# ---- The table and the cases ---------------------------------------------------------------------


def read_table():
    with open(os.path.join(HERE, "ops-table.tsv")) as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines if not line.startswith("#")]
    ops = [dict(zip(rows[0], row)) for row in rows[1:]]
    for op in ops:
        words = re.findall(r"""(?:"[^"]*"|\([^()]*\)|[^ ])+""", op["signature"])
        cut = words.index("->")
        op["params"] = {w.split(":", 1)[0]: w.split(":", 1)[1].split("=")[0] for w in words[:cut]}
        op["defaults"] = {w.split(":", 1)[0] for w in words[:cut] if "=" in w}
        op["results"] = words[cut + 1:]
    return ops


def read_cases():
    cases = {}
    with open(os.path.join(HERE, "op-cases.txt")) as lines:
        for line in lines:
            if line.startswith("#") or not line.strip():
                continue
            name, text, flags = [part.strip() for part in line.split("|")]
            cases.setdefault(name, []).append((text, flags.split()))
    return cases


def default_case(op):
    """Elementwise and forgotten structured ops: [3,4] for every tensor, 0.5 for every number without default."""
    words = []
    for k, (name, kind) in enumerate(op["params"].items()):
        if name in op["defaults"]:
            continue
        if kind in ("T", "N"):
            mask = op["promotes"] == "SELECT" and k == 0
            words.append(name + "=[3,4]" + ("bool" if mask else "int@1:9" if op["promotes"] == "INTEGRAL" else ""))
        elif kind in ("S", "d"):
            words.append(name + "=0.5")
    return " ".join(words)


def cases_of(op, cases):
    found = cases.get(op["name"])
    if found:
        return found
    text = default_case(op)
    found = [(text, [])]
    if op["kind"] in ("binary", "compare") and op["promotes"] != "INTEGRAL":
        found.append((re.sub(r"=\[3,4\]$", "=0.5", text), []))
    return found


# ---- Arguments -----------------------------------------------------------------------------------


def fractions(n, seed):
    k = torch.arange(1, n + 1, dtype=torch.float64)
    u = 0.6180339887498949 * k * k + 0.7548776662466927 * k * seed + 0.41 * seed
    return u - torch.floor(u)


def numbers(n, seed):
    u = fractions(n, seed)
    flip = u * 7.3
    return (0.2 + 0.7 * u) * torch.where(flip - torch.floor(flip) < 0.5, -1.0, 1.0)


def made_tensor(shape, kind, low, high, seed):
    n = 1
    for size in shape:
        n *= size
    u = fractions(n, seed)
    if kind == "bool":
        return (u < 0.5).reshape(shape)
    if kind == "int":
        return torch.floor(low + (high - low + 1) * u).to(torch.int64).reshape(shape)
    if kind == "cplx":
        return torch.complex(numbers(n, seed), numbers(n, seed + 1)).reshape(shape)
    x = numbers(n, seed) if low is None else low + (high - low) * u
    x = x.reshape(shape)
    return spd(x) if kind == "spd" else x


def spd(x):
    """A positive definite matrix of x, differentiably."""
    return (x + x.transpose(-1, -2)) / 2 + x.shape[-1] * torch.eye(x.shape[-1], dtype=x.dtype)


TENSOR = re.compile(r"^(\[[0-9,]*\])(int|bool|spd|cplx)?(?:@(-?[0-9.]+):(-?[0-9.]+))?$")


def tensor_of(text, seed):
    if text == "null":
        return None
    if text.startswith("v"):
        dtype = {"i": torch.int64, "b": torch.bool}.get(text[1], torch.float64)
        return torch.tensor(json.loads(text.lstrip("vib")), dtype=dtype)
    match = TENSOR.match(text)
    if not match:
        return json.loads(text)
    low, high = match.group(3), match.group(4)
    return made_tensor(json.loads(match.group(1)), match.group(2), low and float(low), high and float(high), seed)


def zero_based(value):
    if isinstance(value, list):
        return [zero_based(v) for v in value]
    return value - 1 if isinstance(value, int) and value > 0 else value


def argument(kind, text, seed):
    plain = kind.rstrip("?")
    if plain in ("T", "N"):
        return tensor_of(text, seed)
    if plain in ("T[]", "T?[]"):
        return [made_tensor(s, None, None, None, seed + 10 * k) for k, s in enumerate(json.loads(text))]
    value = json.loads(text)
    if plain == "PT":
        return None if value is None else torch.tensor(value) - 1
    if plain == "IT":
        return None if value is None else torch.tensor(zero_based(value))
    if plain == "IT?[]":
        return [None if v is None else torch.tensor(zero_based(v)) for v in value]
    return zero_based(value) if plain in ("A", "A[]", "X") else value


def arguments(op, text):
    given = {}
    for seed, word in enumerate(text.split(), 1):
        name, value = word.split("=", 1)
        if name not in op["params"]:
            raise KeyError("the case names %s, which is no argument of %s" % (name, op["signature"]))
        given[name] = argument(op["params"][name], value, seed)
    return given


# ---- Calls ---------------------------------------------------------------------------------------

def pairs(args):
    return tuple(slice(None) if i is None else i for i in args["indices"])


def pooled(function, a):
    return function(a["input"], a["kernel_size"], a.get("stride"), a.get("padding", 0), return_indices=True)


def order(args, number, otherwise):
    """What PyTorch takes as one argument: a number or, in the table, a name beside it."""
    return args.get(number, args.get("name", otherwise))


CALLS = {
    "index": lambda a: a["self"][pairs(a)],
    "index_put": lambda a: a["self"].index_put(tuple(a["indices"]), a["values"], a.get("accumulate", False)),
    "expand": lambda a: a["self"].expand(a["size"]),
    "broadcast_to": lambda a: torch.broadcast_to(a["self"], a["size"]),
    "repeat": lambda a: a["self"].repeat(*a["repeats"]),
    "tile": lambda a: a["self"].tile(a["dims"]),
    "slice": lambda a: a["self"][(slice(None),) * a["dim"] + (slice(a["start"], a["end"], a.get("step", 1)),)],
    "tensordot": lambda a: torch.tensordot(a["a"], a["b"], dims=(a["dims_self"], a["dims_other"])),
    "einsum": lambda a: torch.einsum(a["equation"], *a["tensors"]),
    "block_diag": lambda a: torch.block_diag(*a["tensors"]),
    "cartesian_prod": lambda a: torch.cartesian_prod(*a["tensors"]),
    "broadcast_tensors": lambda a: torch.broadcast_tensors(*a["tensors"]),
    "chain_matmul": lambda a: torch.chain_matmul(*a["matrices"]),
    "meshgrid": lambda a: torch.meshgrid(*a["tensors"], indexing=a.get("indexing") or "ij"),
    "embedding": lambda a: F.embedding(a["indices"], a["weight"], a.get("padding_idx"),
                                       scale_grad_by_freq=a.get("scale_grad_by_freq", False)),
    "embedding_lookup": lambda a: F.embedding(a["input"], a["weight"], a.get("padding_idx"), a.get("max_norm"),
                                              scale_grad_by_freq=a.get("scale_grad_by_freq", False)),
    "bilinear": lambda a: F.bilinear(a["input1"], a["input2"], a["weight"], a.get("bias")),
    "scatter": lambda a: a["self"].scatter(a["dim"], a["index"], a["src"]),
    "slice_scatter": lambda a: torch.slice_scatter(a["self"], a["src"], a["dim"], a["start"], a["end"],
                                                       a.get("step", 1)),
    "mT": lambda a: a["self"].mT,
    "mH": lambda a: a["self"].mH,
    "matrix_H": lambda a: a["self"].H,
    "where": lambda a: torch.where(a["condition"], a["self"], a["other"]),
    "polygamma": lambda a: torch.polygamma(a["n"], a.get("self", a.get("input"))),
    "quantile": lambda a: torch.quantile(a["self"], a["q"], a["dim"]),
    "nanquantile": lambda a: torch.nanquantile(a["self"], a["q"], a["dim"]),
    "norm": lambda a: torch.norm(a["self"], a.get("p", 2), a.get("dim")) if "dim" in a else torch.norm(a["self"]),
    "std": lambda a: torch.std(a["self"], a.get("dim", tuple(range(a["self"].dim()))), unbiased=True),
    "var": lambda a: torch.var(a["self"], a.get("dim", tuple(range(a["self"].dim()))), unbiased=True),
    "logit": lambda a: torch.logit(a["self"]),
    "linalg_solve_triangular": lambda a: torch.linalg.solve_triangular(
        a["A"], a["B"], upper=a["upper"], left=a.get("left", True), unitriangular=a.get("unitriangular", False)),
    "linalg_matrix_norm": lambda a: torch.linalg.matrix_norm(a["A"], order(a, "ord", "fro"), a.get("dim", (-2, -1)),
                                                             a.get("keepdim", False)),
    "linalg_norm": lambda a: torch.linalg.norm(a["A"], order(a, "ord", None), a.get("dim"), a.get("keepdim", False)),
    "linalg_cond": lambda a: torch.linalg.cond(a["A"], order(a, "p", None)),
    "linalg_pinv": lambda a: torch.linalg.pinv(a["A"], rtol=a.get("rcond"), hermitian=a.get("hermitian", False)),
    "linalg_multi_dot": lambda a: torch.linalg.multi_dot(a["tensors"]),
    "max_dim": lambda a: torch.max(a["self"], a["dim"], a.get("keepdim", False)),
    "min_dim": lambda a: torch.min(a["self"], a["dim"], a.get("keepdim", False)),
    "median_dim": lambda a: torch.median(a["self"], a["dim"], a.get("keepdim", False)),
    "nanmedian_dim": lambda a: torch.nanmedian(a["self"], a["dim"], a.get("keepdim", False)),
    "median": lambda a: torch.median(a["self"]),
    "sgn": lambda a: torch.sgn(a["self"]),
    "float_power": lambda a: torch.float_power(a["self"], a["exponent"]),
    "rsub": lambda a: torch.rsub(a["self"], a["other"]),
    "max_pool1d": lambda a: pooled(F.max_pool1d, a),
    "max_pool2d": lambda a: pooled(F.max_pool2d, a),
    "max_pool3d": lambda a: pooled(F.max_pool3d, a),
    "searchsorted": lambda a: torch.searchsorted(a["sorted_sequence"], a["self"]),
    "unfold": lambda a: (F.unfold(a["input"], a["kernel_size"]) if "input" in a else
                         a["self"].unfold(a["dimension"], a["size"], a["step"])),
}


# PyTorch takes no bare number as the second operand of these.
WITHOUT_NUMBERS = ("atan2", "hypot", "logaddexp", "logaddexp2", "maximum", "minimum", "fmax", "fmin", "heaviside",
                   "logical_and", "logical_or", "logical_xor")
# Names that torch and torch.nn.functional both have, with different arguments.
NETWORK = ("conv1d", "conv2d", "conv3d", "layer_norm", "group_norm", "batch_norm", "instance_norm", "embedding_bag")


def function_of(name, network=False):
    for prefix, module in (("linalg_", torch.linalg), ("fft_", torch.fft), ("special_", torch.special)):
        if name.startswith(prefix) and hasattr(module, name[len(prefix):]):
            return getattr(module, name[len(prefix):])
    for module in (F, torch) if network else (torch, F):
        if callable(getattr(module, name, None)):
            return getattr(module, name)
    if hasattr(torch.Tensor, name):
        return getattr(torch.Tensor, name)
    return None


def call(op, given):
    if op["name"] in CALLS:
        return CALLS[op["name"]](given)
    function = function_of(op["name"], op["function"].startswith("nnf_") or op["name"] in NETWORK)
    if function is None:
        return None
    if op["name"].endswith("_"):
        given = dict(given, self=given["self"] * 1)
    if op["name"] in WITHOUT_NUMBERS:
        given = {n: v if torch.is_tensor(v) else torch.tensor(v, dtype=torch.float64) for n, v in given.items()}
    positional = [given[p] for p in op["params"] if p in given and p not in op["defaults"]]
    if len(positional) and op["kind"] in ("binary", "compare") and not torch.is_tensor(positional[0]):
        positional[0] = torch.tensor(positional[0], dtype=torch.float64)
    return function(*positional, **{p: given[p] for p in op["params"] if p in given and p in op["defaults"]})


# ---- Writing -------------------------------------------------------------------------------------


def flat(value):
    """The tensors of a result, in order."""
    if torch.is_tensor(value):
        return [value]
    if isinstance(value, (list, tuple)):
        return [x for v in value for x in flat(v)]
    if isinstance(value, (bool, int, float)):
        return [torch.tensor(value, dtype=torch.float64 if isinstance(value, float) else None)]
    return []


def cells(what, x):
    x = x.detach().resolve_conj()
    plain = torch.view_as_real(x) if x.is_complex() else x
    values = " ".join(("%.10g" % v) for v in plain.reshape(-1).to(torch.float64).tolist())
    return [what, str(x.dtype).replace("torch.", ""), ",".join(map(str, x.shape)), values]


def gradients(outputs, given):
    """Of the sum of fixed multiples of all floating results."""
    inputs = {n: v if isinstance(v, list) else [v] for n, v in given.items()}
    leaves = [(n, k, x) for n, xs in inputs.items() for k, x in enumerate(xs) if torch.is_tensor(x) and x.requires_grad]
    losses = [(numbers(y.numel(), 99 + k).reshape(y.shape) * y).sum() for k, y in enumerate(outputs)
              if y.requires_grad and y.is_floating_point()]
    if not losses or not leaves:
        return []
    grads = torch.autograd.grad(sum(losses), [x for _, _, x in leaves], allow_unused=True)
    return [cells("grad:%s%s" % (n, "" if len(inputs[n]) == 1 else ".%d" % (k + 1)), g)
            for (n, k, _), g in zip(leaves, grads) if g is not None]


# PyTorch 2.11 takes the slope of ldexp() with whole powers of two, so that it is 0 for negative exponents.
FAULTY = (("ldexp", "grad:self"),)


def value_rows(op, text):
    given = arguments(op, text)
    for value in given.values():
        for x in [value] if torch.is_tensor(value) else value if isinstance(value, list) else []:
            if torch.is_tensor(x) and x.is_floating_point():
                x.requires_grad_(x.is_leaf)
    try:
        outputs = flat(call(op, given))
    except RuntimeError:  # none in PyTorch, so that not even the value is given
        outputs = flat(call(op, {n: v.detach() if torch.is_tensor(v) else v for n, v in given.items()}))
    rows = [cells("out%d" % (k + 1), y) for k, y in enumerate(outputs)]
    if outputs and op["kind"] not in ("compare", "predicate"):
        try:
            rows += gradients(outputs, given)
        except RuntimeError:  # none in PyTorch
            pass
    return [[op["name"], text] + row for row in rows if (op["name"], row[0]) not in FAULTY]


DTYPES = [torch.bool, torch.uint8, torch.int16, torch.int64, torch.float16, torch.bfloat16, torch.float32,
          torch.float64, torch.complex64, torch.complex128]


def dtype_rows(op):
    """The result's dtype for every dtype of the first input and, with two, some of the second."""
    given = [(n, k) for n, k in op["params"].items() if n not in op["defaults"]]
    if any(kind not in ("T", "N") for _, kind in given) or len(given) > 2:
        return []
    rows = []
    for dtypes in itertools.product(DTYPES, repeat=len(given)):
        try:
            values = {n: torch.ones(2, dtype=d) for (n, _), d in zip(given, dtypes)}
            result = call(op, values)
        except RuntimeError:
            continue
        rows.append([op["name"], ",".join(str(d)[6:] for d in dtypes), str(result.dtype)[6:]])
    return rows


def write(name, header, rows):
    with open(os.path.join(HERE, "golden", name), "w") as out:
        out.write("\t".join(header) + "\n")
        for row in rows:
            out.write("\t".join(row) + "\n")
    print("%s: %d rows" % (name, len(rows)))


def main():
    cases, values, dtypes = read_cases(), [], []
    for op in read_table():
        for text, flags in cases_of(op, cases):
            if "nogolden" in flags or "random" in flags:
                continue
            try:
                rows = value_rows(op, text)
                if not rows:
                    print("no such op in PyTorch: %s" % op["name"])
                values += rows
            except Exception as error:
                print("skipped: %s %s: %s" % (op["name"], text, str(error).split("\n")[0]), file=sys.stderr)
        if op["kind"] in ELEMENTWISE and function_of(op["name"]):
            dtypes += dtype_rows(op)
    write("values.tsv", ["op", "case", "what", "dtype", "shape", "values"], values)
    write("dtypes.tsv", ["op", "inputs", "result"], dtypes)


main()
