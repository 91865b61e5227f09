"""Writes PyTorch's values for tests/testthat/test-nn-layers.R, test-nnf-loss.R and test-optim.R.

    python3 tools/golden-nn.py        needs PyTorch (CPU)

golden/nn-layers.tsv   R code of a layer, its parameters after torch.manual_seed(1), exact as hexadecimal numbers
golden/losses.tsv      "input" rows: a name, dtype, shape and row-major values; then R code of a loss of these,
                       the values of the loss, and the gradient of the loss's sum with respect to x
golden/optim.tsv       R code of an optimizer of `params`, the step, and the parameters after it
All numbers but those of layers are computed in double.
"""
import os

import torch
from torch.nn import functional as F

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests", "testthat", "golden")


def numbers(x):
    x = x.detach().reshape(-1)
    return " ".join(f"{v:.12g}" if isinstance(v, float) else str(v) for v in x.tolist())


def write(name, header, rows):
    with open(os.path.join(HERE, name), "w") as f:
        f.write("# made by tools/golden-nn.py\n" + "\t".join(header) + "\n")
        f.writelines("\t".join(row) + "\n" for row in rows)


# ---- Initial values ----------------------------------------------------------------------------------


def layers():
    makers = {
        "nn_linear(3, 2)": lambda: torch.nn.Linear(3, 2),
        "nn_linear(20, 7)": lambda: torch.nn.Linear(20, 7),
        "nn_linear(5, 4, bias = FALSE)": lambda: torch.nn.Linear(5, 4, bias=False),
        "nn_bilinear(3, 2, 4)": lambda: torch.nn.Bilinear(3, 2, 4),
    }
    for code, make in makers.items():
        torch.manual_seed(1)
        for name, p in make().named_parameters():
            yield code, name, " ".join(v.hex() for v in p.detach().reshape(-1).tolist())


# ---- Losses -------------------------------------------------------------------------------------------


def inputs():
    g = torch.Generator().manual_seed(7)
    normal = lambda *size: torch.randn(*size, generator=g, dtype=torch.float64)
    return {
        "x": normal(4, 3), "y": normal(4, 3), "row": normal(3), "w": torch.rand(3, generator=g, dtype=torch.float64) + 0.5,
        "p": torch.sigmoid(normal(4, 3)), "share": torch.softmax(normal(4, 3), 1),
        "classes": torch.tensor([2, 0, 1, 2]), "two": torch.tensor([2, 0, 1, 1]),
        "cube": normal(2, 3, 5), "places": torch.randint(0, 3, (2, 5), generator=g), "scores": normal(3), "one": torch.tensor(1),
    }


def losses(v):
    """(R code, function of the tensor that the gradient is asked for, its name)"""
    for how in ("mean", "sum", "none"):
        r = f', reduction = "{how}"'
        yield f"nnf_mse_loss(x, y{r})", lambda x: F.mse_loss(x, v["y"], reduction=how), "x"
        yield f"nnf_l1_loss(x, y{r})", lambda x: F.l1_loss(x, v["y"], reduction=how), "x"
        yield f"nnf_binary_cross_entropy(p, share{r})", lambda x: F.binary_cross_entropy(x, v["share"], reduction=how), "p"
        yield (f"nnf_binary_cross_entropy(p, share, weight = w{r})",
               lambda x: F.binary_cross_entropy(x, v["share"], weight=v["w"], reduction=how), "p")
        yield (f"nnf_binary_cross_entropy_with_logits(x, share, weight = w, pos_weight = w + 1{r})",
               lambda x: F.binary_cross_entropy_with_logits(x, v["share"], weight=v["w"], pos_weight=v["w"] + 1, reduction=how), "x")
        yield (f"nnf_binary_cross_entropy_with_logits(x, share{r})",
               lambda x: F.binary_cross_entropy_with_logits(x, v["share"], reduction=how), "x")
        for smoothing in (0, 0.1):
            s = f", label_smoothing = {smoothing}"
            for weight in (None, "w"):
                w = f", weight = {weight}" if weight else ""
                wv = v[weight] if weight else None
                for ignore in (None, 2):
                    i = f", ignore_index = {ignore}" if ignore else ""
                    options = dict(weight=wv, reduction=how, label_smoothing=smoothing, ignore_index=ignore - 1 if ignore else -100)
                    yield f"nnf_cross_entropy(x, classes{w}{i}{r}{s})", lambda x: F.cross_entropy(x, v["classes"], **options), "x"
                    yield f"nnf_cross_entropy(cube, places{w}{i}{r}{s})", lambda x: F.cross_entropy(x, v["places"], **options), "cube"
                yield (f"nnf_cross_entropy(x, share{w}{r}{s})",
                       lambda x: F.cross_entropy(x, v["share"], weight=wv, reduction=how, label_smoothing=smoothing), "x")
        yield f"nnf_cross_entropy(scores, one{r})", lambda x: F.cross_entropy(x, v["one"], reduction=how), "scores"
        yield (f"nnf_nll_loss(nnf_log_softmax(x, 2), two, weight = w, ignore_index = 3{r})",
               lambda x: F.nll_loss(F.log_softmax(x, 1), v["two"], weight=v["w"], ignore_index=2, reduction=how), "x")
        yield (f"nnf_nll_loss(nnf_log_softmax(cube, 2), places{r})",
               lambda x: F.nll_loss(F.log_softmax(x, 1), v["places"], reduction=how), "cube")


def loss_rows():
    v = inputs()
    for name, x in v.items():
        shift = 0 if x.dtype == torch.float64 else 1  # classes count from 1
        yield "input", name, "double" if x.dtype == torch.float64 else "long", ",".join(map(str, x.shape)), numbers(x + shift)
    for code, f, name in losses(v):
        x = v[name].clone().requires_grad_(True)
        loss = f(x)
        loss.sum().backward()
        yield "loss", code, name, numbers(loss), numbers(x.grad)


# ---- Optimizers ---------------------------------------------------------------------------------------


def optimizers():
    for code, make in {
        "optim_sgd(params, lr = 0.05)": lambda p: torch.optim.SGD(p, lr=0.05),
        "optim_sgd(params, lr = 0.05, momentum = 0.9)": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9),
        "optim_sgd(params, lr = 0.05, momentum = 0.9, dampening = 0.3)":
            lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, dampening=0.3),
        "optim_sgd(params, lr = 0.05, momentum = 0.8, nesterov = TRUE)":
            lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.8, nesterov=True),
        "optim_sgd(params, lr = 0.05, momentum = 0.5, weight_decay = 0.1)":
            lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.5, weight_decay=0.1),
        "optim_adam(params, lr = 0.02)": lambda p: torch.optim.Adam(p, lr=0.02),
        "optim_adam(params, lr = 0.02, betas = c(0.8, 0.95), eps = 1e-4)":
            lambda p: torch.optim.Adam(p, lr=0.02, betas=(0.8, 0.95), eps=1e-4),
        "optim_adam(params, lr = 0.02, weight_decay = 0.1)": lambda p: torch.optim.Adam(p, lr=0.02, weight_decay=0.1),
        "optim_adam(params, lr = 0.1, amsgrad = TRUE)": lambda p: torch.optim.Adam(p, lr=0.1, amsgrad=True),
        "optim_adamw(params, lr = 0.02)": lambda p: torch.optim.AdamW(p, lr=0.02),
        "optim_adamw(params, lr = 0.1, weight_decay = 0.2, amsgrad = TRUE)":
            lambda p: torch.optim.AdamW(p, lr=0.1, weight_decay=0.2, amsgrad=True),
        "optim_adam(list(list(params = params[1], lr = 0.1), list(params = params[2])), lr = 0.01)":
            lambda p: torch.optim.Adam([{"params": p[:1], "lr": 0.1}, {"params": p[1:]}], lr=0.01),
    }.items():
        # the objective of test-optim.R: mean((tanh(x w) + b - y)^2)
        x = torch.linspace(-1, 1, 12, dtype=torch.float64).reshape(4, 3)
        y = torch.tensor([1.0, -1.0, 0.5, 2.0], dtype=torch.float64)
        params = [torch.tensor([0.5, -0.3, 0.1], dtype=torch.float64, requires_grad=True),
                  torch.tensor([0.2], dtype=torch.float64, requires_grad=True)]
        optimizer = make(params)
        for step in range(1, 101):
            optimizer.zero_grad()
            (torch.tanh(x @ params[0]) + params[1] - y).square().mean().backward()
            optimizer.step()
            if step in (1, 2, 10, 50, 100):
                yield code, str(step), numbers(torch.cat(params))


if __name__ == "__main__":
    write("nn-layers.tsv", ("code", "name", "values"), layers())
    write("losses.tsv", ("kind", "code", "of", "values", "grad"), loss_rows())
    write("optim.tsv", ("code", "step", "values"), optimizers())
