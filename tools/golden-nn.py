"""Writes PyTorch's values for tests/testthat/test-nn-layers.R, test-nnf-loss.R, test-optim.R,
test-lr-scheduler.R and test-clip-grad.R.

    python3 tools/golden-nn.py        needs PyTorch 2.x (made with 2.11), on the CPU

golden/nn-layers.tsv   R code of a layer, its parameters after torch.manual_seed(1), exact as hexadecimal numbers
golden/nn-forward.tsv "input" rows as in losses.tsv; then R code of a layer whose parameters are filled by fill(), its mode,
                       the number of forwards in training before, the inputs, and what: the output, gradients of
                       sum(output * cos(1, 2, ...)) with respect to inputs and parameters, buffers and parameters after it
golden/losses.tsv      "input" rows: a name, dtype, shape and row-major values; then R code of a loss of these,
                       the values of the loss, and the gradient of the loss's sum with respect to one of these
golden/optim.tsv       R code of an optimizer of `params`, the step, and the parameters after it, computed in double and
                       in float where that can be compared
golden/schedulers.tsv  R code of an optimizer of `params`, R code of a scheduler of `opt`, and after each epoch all groups'
                       learning rates and momenta (or first betas; NA where there are none)
golden/clip-grad.tsv   R code that clips the gradients of `params`, its value, and the gradients afterwards; "input"
                       rows: the gradients before
All other numbers but those of layers are computed in double.
"""
import itertools
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
        "nn_embedding(7, 3)": lambda: torch.nn.Embedding(7, 3),
        "nn_embedding(3, 2, padding_idx = 2)": lambda: torch.nn.Embedding(3, 2, padding_idx=1),
        "nn_embedding_bag(6, 5, padding_idx = -1)": lambda: torch.nn.EmbeddingBag(6, 5, padding_idx=-1),
        "nn_layer_norm(c(2, 3))": lambda: torch.nn.LayerNorm((2, 3)),
        "nn_group_norm(2, 4)": lambda: torch.nn.GroupNorm(2, 4),
        "nn_batch_norm1d(3)": lambda: torch.nn.BatchNorm1d(3),
        "nn_prelu(3)": lambda: torch.nn.PReLU(3),
        "nn_adaptive_log_softmax_with_loss(6, 20, c(3, 9), div_value = 2, head_bias = TRUE)":
            lambda: torch.nn.AdaptiveLogSoftmaxWithLoss(6, 20, [3, 9], div_value=2, head_bias=True),
    }
    for code, make in makers.items():
        torch.manual_seed(1)
        for name, p in make().named_parameters():
            yield code, name, " ".join(v.hex() for v in p.detach().reshape(-1).tolist())


# ---- Outputs and gradients of layers -------------------------------------------------------------------


def layer_inputs():
    g = torch.Generator().manual_seed(11)
    normal = lambda *size: torch.randn(*size, generator=g, dtype=torch.float64) * 2
    return {
        "x": normal(4, 6), "z": normal(4, 3), "cube": normal(2, 6, 5), "picture": normal(2, 6, 3, 4),
        "volume": normal(2, 4, 2, 3, 2), "rows": normal(5, 3), "shares": normal(6), "list": torch.tensor([0, 1, 4, 4, 1, 3]),
        "table": torch.tensor([[0, 1, 4], [4, 4, 3]]), "starts": torch.tensor([0, 2, 2]), "ends": torch.tensor([0, 2, 6]),
    }


PLAIN = ("x", "cube")  # inputs of activations


def layer_cases(v):
    """(R code, module, mode, forwards before, inputs)"""
    nn = torch.nn
    for code, module in {
        "nn_identity()": nn.Identity(), "nn_dropout()": nn.Dropout(), "nn_alpha_dropout()": nn.AlphaDropout(),
        "nn_relu()": nn.ReLU(), "nn_relu6()": nn.ReLU6(),
        "nn_sigmoid()": nn.Sigmoid(), "nn_tanh()": nn.Tanh(), "nn_gelu()": nn.GELU(),
        'nn_gelu(approximate = "tanh")': nn.GELU("tanh"), "nn_elu(0.7)": nn.ELU(0.7), "nn_celu(0.7)": nn.CELU(0.7),
        "nn_selu()": nn.SELU(), "nn_silu()": nn.SiLU(), "nn_leaky_relu(0.2)": nn.LeakyReLU(0.2),
        "nn_hardtanh(-0.5, 0.8)": nn.Hardtanh(-0.5, 0.8), "nn_hardsigmoid()": nn.Hardsigmoid(),
        "nn_hardswish()": nn.Hardswish(), "nn_hardshrink(0.3)": nn.Hardshrink(0.3), "nn_softshrink(0.3)": nn.Softshrink(0.3),
        "nn_softplus(2, 3)": nn.Softplus(2, 3), "nn_softsign()": nn.Softsign(), "nn_tanhshrink()": nn.Tanhshrink(),
        "nn_threshold(0.1, 20)": nn.Threshold(0.1, 20), "nn_log_sigmoid()": nn.LogSigmoid(), "nn_prelu()": nn.PReLU(),
        "nn_prelu(6)": nn.PReLU(6), "nn_rrelu()": nn.RReLU(), "nn_softmax(2)": nn.Softmax(1),
        "nn_log_softmax(-1)": nn.LogSoftmax(-1), "nn_softmin(1)": nn.Softmin(0),
    }.items():
        for name in PLAIN:
            yield code, module, "eval", 0, [name]
    for code, module, name in (
        ("nn_glu(2)", nn.GLU(1), "cube"), ("nn_softmax2d()", nn.Softmax2d(), "picture"),
        ("nn_dropout1d()", nn.Dropout1d(), "cube"), ("nn_dropout2d()", nn.Dropout2d(), "picture"),
        ("nn_dropout3d()", nn.Dropout3d(), "volume"), ("nn_flatten()", nn.Flatten(), "picture"),
        ("nn_flatten(1, 2)", nn.Flatten(0, 1), "cube"), ("nn_unflatten(2, c(2, 3))", nn.Unflatten(1, (2, 3)), "x"),
        ("nn_linear(6, 4)", nn.Linear(6, 4), "x"), ("nn_linear(5, 2, bias = FALSE)", nn.Linear(5, 2, bias=False), "cube"),
    ):
        yield code, module, "train" if "dropout" not in code else "eval", 0, [name]
    yield "nn_bilinear(6, 3, 2)", nn.Bilinear(6, 3, 2), "train", 0, ["x", "z"]
    yield "nn_pairwise_distance(p = 3, keepdim = TRUE)", nn.PairwiseDistance(p=3, keepdim=True), "train", 0, ["x", "shares"]
    for code, make, names in (
        ("nn_layer_norm(6)", lambda: nn.LayerNorm(6), ["x"]),
        ("nn_layer_norm(c(6, 5), eps = 0.1)", lambda: nn.LayerNorm((6, 5), eps=0.1), ["cube"]),
        ("nn_layer_norm(4, elementwise_affine = FALSE)", lambda: nn.LayerNorm(4, elementwise_affine=False), ["picture"]),
        ("nn_group_norm(3, 6)", lambda: nn.GroupNorm(3, 6), ["x", "cube", "picture"]),
        ("nn_group_norm(2, 6, eps = 0.1, affine = FALSE)", lambda: nn.GroupNorm(2, 6, eps=0.1, affine=False), ["picture"]),
        ("nn_batch_norm1d(6)", lambda: nn.BatchNorm1d(6), ["x", "cube"]),
        ("nn_batch_norm1d(6, eps = 0.1, momentum = 0.3)", lambda: nn.BatchNorm1d(6, eps=0.1, momentum=0.3), ["x", "cube"]),
        ("nn_batch_norm1d(6, momentum = NULL)", lambda: nn.BatchNorm1d(6, momentum=None), ["x", "cube"]),
        ("nn_batch_norm1d(6, affine = FALSE)", lambda: nn.BatchNorm1d(6, affine=False), ["x"]),
        ("nn_batch_norm1d(6, track_running_stats = FALSE)", lambda: nn.BatchNorm1d(6, track_running_stats=False), ["x"]),
        ("nn_batch_norm2d(6)", lambda: nn.BatchNorm2d(6), ["picture"]),
        ("nn_batch_norm3d(4)", lambda: nn.BatchNorm3d(4), ["volume"]),
    ):
        for name in names:
            for mode in ("train", "eval"):
                for before in (0, 3):
                    yield code, make(), mode, before, [name]
    for options, python in (
        ("", {}), (", padding_idx = 2", dict(padding_idx=1)), (", padding_idx = -1", dict(padding_idx=-1)),
        (", max_norm = 1", dict(max_norm=1)), (", max_norm = 1, norm_type = 1", dict(max_norm=1, norm_type=1)),
        (", scale_grad_by_freq = TRUE", dict(scale_grad_by_freq=True)), (", .weight = rows", dict(_weight=v["rows"].clone())),
    ):
        for name in ("list", "table"):
            yield f"nn_embedding(5, 3{options})", nn.Embedding(5, 3, **python), "train", 0, [name]
    for mode in ("sum", "mean", "max"):
        for options, python in (("", {}), (", padding_idx = 2", dict(padding_idx=1)), (", max_norm = 1", dict(max_norm=1))):
            code, make = f'nn_embedding_bag(5, 3, mode = "{mode}"{options})', lambda: nn.EmbeddingBag(5, 3, mode=mode, **python)
            yield code, make(), "train", 0, ["table"]
            yield code, make(), "train", 0, ["list", "starts"]
        code = f'nn_embedding_bag(5, 3, mode = "{mode}", include_last_offset = TRUE)'
        yield code, nn.EmbeddingBag(5, 3, mode=mode, include_last_offset=True), "train", 0, ["list", "ends"]
    yield ('nn_embedding_bag(5, 3, mode = "sum")', nn.EmbeddingBag(5, 3, mode="sum"), "train", 0, ["list", "starts", "shares"])


def fill(module):
    """Fixed numbers as parameters: 0.5 + 0.4 sin(1, 2, ...), shifted by the parameter's place."""
    for place, p in enumerate(module.parameters()):
        k = torch.arange(1, p.numel() + 1, dtype=torch.float64) + 10 * place
        p.data = (0.5 + 0.4 * torch.sin(k)).reshape(p.shape)


def forward_rows():
    v = layer_inputs()
    for name, x in v.items():
        shift = 1 if name in ("list", "table") else 0  # positions count from 1, offsets do not
        yield ("input", name, "double" if x.dtype == torch.float64 else "long", "", ",".join(map(str, x.shape)), "",
               numbers(x + shift))
    for code, module, mode, before, names in layer_cases(v):
        module.double().train()
        fill(module)
        given = [v[n].clone().requires_grad_(v[n].is_floating_point()) for n in names]
        with torch.no_grad():
            for k in range(before):
                module(given[0] * (k + 1) + k)
        module.train(mode == "train")
        module.zero_grad()
        y = module(*given)
        (y.reshape(-1) * torch.cos(torch.arange(1, y.numel() + 1, dtype=torch.float64))).sum().backward()
        result = {"output": y}
        result.update({f"grad {n}": x.grad for n, x in zip(names, given) if x.requires_grad})
        result.update({f"grad {n}": p.grad for n, p in module.named_parameters()})
        result.update({f"after {n}": b for n, b in module.named_buffers()})
        if "max_norm" in code:
            result["after weight"] = module.weight
        for what, values in result.items():
            yield "layer", code, mode, str(before), ",".join(names), what, numbers(values)


# ---- Losses -------------------------------------------------------------------------------------------


def inputs():
    g = torch.Generator().manual_seed(7)
    normal = lambda *size: torch.randn(*size, generator=g, dtype=torch.float64)
    return {
        "x": normal(4, 3), "y": normal(4, 3), "row": normal(3), "w": torch.rand(3, generator=g, dtype=torch.float64) + 0.5,
        "p": torch.sigmoid(normal(4, 3)), "share": torch.softmax(normal(4, 3), 1),
        "classes": torch.tensor([2, 0, 1, 2]), "two": torch.tensor([2, 0, 1, 1]),
        "cube": normal(2, 3, 5), "places": torch.randint(0, 3, (2, 5), generator=g), "scores": normal(3), "one": torch.tensor(1),
        "z": normal(4, 3), "counts": torch.tensor([[0.0, 1, 2], [5, 0, 3], [1, 1, 9], [2, 0, 4]], dtype=torch.float64),
        "signs": torch.tensor([1.0, -1, -1, 1], dtype=torch.float64),
        "grid": torch.tensor([[1.0, -1, 1], [-1, -1, 1], [1, 1, -1], [1, -1, -1]], dtype=torch.float64),
        "labels": torch.tensor([[2, 0, -1], [1, -1, 0], [0, 2, 1], [-1, 1, 2]]), "few": torch.tensor([2, 0, -1]),
        "many": torch.tensor([11, 0, 4, 2]),
    }


def aum(x, positive):
    """By the definition: the smaller of both error rates, integrated over the constant added to all scores."""
    thresholds = torch.sort(-x.reshape(-1)).values
    scores, loss = x.detach().reshape(-1), 0
    for low, high in zip(thresholds, thresholds[1:]):
        called = scores + (low + high).detach() / 2 > 0
        fpr = (called & ~positive).sum() / (~positive).sum().double()
        fnr = (~called & positive).sum() / positive.sum().double()
        loss = loss + (high - low) * min(fpr, fnr)
    return loss


def adaptive(x, target):
    torch.manual_seed(1)
    return torch.nn.AdaptiveLogSoftmaxWithLoss(3, 12, [2, 6], div_value=1.5).double()(x, target)


ADAPTIVE = ("local({ torch_manual_seed(1); nn_adaptive_log_softmax_with_loss(3, 12, c(2, 6), div_value = 1.5) })"
            "$to(dtype = x$dtype)(x, many)")


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


def more_losses(v):
    """The same of losses with one line per option."""
    for how in ("mean", "sum", "none"):
        r, o = f', reduction = "{how}"', dict(reduction=how)
        for beta in (1, 0.3, 0):
            yield f"nnf_smooth_l1_loss(x, y{r}, beta = {beta})", lambda x: F.smooth_l1_loss(x, v["y"], beta=beta, **o), "x"
        for delta in (1, 0.3):
            yield f"nnf_huber_loss(x, y{r}, delta = {delta})", lambda x: F.huber_loss(x, v["y"], delta=delta, **o), "x"
        yield f"nnf_kl_div(x, share{r})", lambda x: F.kl_div(x, v["share"], **o), "x"
        yield f"nnf_kl_div(x, counts{r})", lambda x: F.kl_div(x, v["counts"], **o), "x"
        yield f"nnf_kl_div(x, share{r})", lambda y: F.kl_div(v["x"], y, **o), "share"
        yield f"nnf_kl_div(x, y{r}, log_target = TRUE)", lambda y: F.kl_div(v["x"], y, log_target=True, **o), "y"
        for full in (False, True):
            f = f", full = {str(full).upper()}"
            yield f"nnf_poisson_nll_loss(x, counts{f}{r})", lambda x: F.poisson_nll_loss(x, v["counts"], full=full, **o), "x"
            yield (f"nnf_poisson_nll_loss(p, counts, log_input = FALSE, eps = 0.01{f}{r})",
                   lambda x: F.poisson_nll_loss(x, v["counts"], log_input=False, eps=0.01, full=full, **o), "p")
        yield f"nnf_soft_margin_loss(x, grid{r})", lambda x: F.soft_margin_loss(x, v["grid"], **o), "x"
        for margin in (1, 0.3):
            m = f", margin = {margin}"
            yield f"nnf_hinge_embedding_loss(x, grid{m}{r})", lambda x: F.hinge_embedding_loss(x, v["grid"], margin=margin, **o), "x"
            for of, f in (("x", lambda x: F.margin_ranking_loss(x, v["y"], v["grid"], margin=margin, **o)),
                          ("y", lambda y: F.margin_ranking_loss(v["x"], y, v["grid"], margin=margin, **o))):
                yield f"nnf_margin_ranking_loss(x, y, grid{m}{r})", f, of
        for margin in (0, -0.5, 0.4):
            m = f", margin = {margin}"
            for of, f in (("x", lambda x: F.cosine_embedding_loss(x, v["y"], v["signs"], margin=margin, **o)),
                          ("y", lambda y: F.cosine_embedding_loss(v["x"], y, v["signs"], margin=margin, **o))):
                yield f"nnf_cosine_embedding_loss(x, y, signs{m}{r})", f, of
        yield (f"nnf_cosine_embedding_loss(scores, row, torch_scalar_tensor(1L){r})",
               lambda x: F.cosine_embedding_loss(x, v["row"], torch.tensor(1), **o), "scores")
        for p, swap in ((2, False), (2, True), (1, True), (3, False)):
            s = f"margin = 2, p = {p}, swap = {str(swap).upper()}{r}"
            for of, f in (("x", lambda x: F.triplet_margin_loss(x, v["y"], v["z"], 2, p, swap=swap, **o)),
                          ("z", lambda z: F.triplet_margin_loss(v["x"], v["y"], z, 2, p, swap=swap, **o))):
                yield f"nnf_triplet_margin_loss(x, y, z, {s})", f, of
        yield (f"nnf_triplet_margin_with_distance_loss(x, y, z, margin = 1.5, swap = TRUE{r})",
               lambda x: F.triplet_margin_with_distance_loss(x, v["y"], v["z"], margin=1.5, swap=True, **o), "x")
        yield (f"nnf_triplet_margin_with_distance_loss(x, y, z, function(a, b) torch_amax(torch_abs(a - b), 2){r})",
               lambda x: F.triplet_margin_with_distance_loss(x, v["y"], v["z"], distance_function=lambda a, b: (a - b).abs().amax(1), **o), "x")
        for p in (1, 2):
            for weight, w in ((None, ""), (v["w"], ", weight = w")):
                yield (f"nnf_multi_margin_loss(x, classes, p = {p}, margin = 0.7{w}{r})",
                       lambda x: F.multi_margin_loss(x, v["classes"], p, 0.7, weight, **o), "x")
        yield f"nnf_multi_margin_loss(scores, one{r})", lambda x: F.multi_margin_loss(x, v["one"], **o), "scores"
        yield f"nnf_multilabel_margin_loss(x, labels{r})", lambda x: F.multilabel_margin_loss(x, v["labels"], **o), "x"
        yield f"nnf_multilabel_margin_loss(scores, few{r})", lambda x: F.multilabel_margin_loss(x, v["few"], **o), "scores"
        yield f"nnf_multilabel_soft_margin_loss(x, share{r})", lambda x: F.multilabel_soft_margin_loss(x, v["share"], **o), "x"
        yield (f"nnf_multilabel_soft_margin_loss(x, share, weight = w{r})",
               lambda x: F.multilabel_soft_margin_loss(x, v["share"], v["w"], **o), "x")
    yield 'nnf_kl_div(cube, cube$sigmoid(), reduction = "batchmean")', lambda x: F.kl_div(x, x.sigmoid(), reduction="batchmean"), "cube"
    yield "nnf_area_under_min_fpr_fnr(x, grid)", lambda x: aum(x, v["grid"].reshape(-1) > 0), "x"
    yield "nnf_area_under_min_fpr_fnr(x[, 1], signs)", lambda x: aum(x[:, 0], v["signs"] > 0), "x"
    yield ADAPTIVE + "$output", lambda x: adaptive(x, v["many"]).output, "x"
    yield ADAPTIVE + "$loss", lambda x: adaptive(x, v["many"]).loss, "x"
    for p in (1, 2, 3, "Inf"):
        for keep in (False, True):
            yield (f"nnf_pairwise_distance(x, y, p = {p}, eps = 0.01, keepdim = {str(keep).upper()})",
                   lambda x: F.pairwise_distance(x, v["y"], float(p), 0.01, keep), "x")
        yield f"nnf_normalize(cube, p = {p}, dim = -1)", lambda x: F.normalize(x, float(p), -1), "cube"
    yield "nnf_normalize(x)", lambda x: F.normalize(x), "x"
    yield "nnf_normalize(x, eps = 1.5)", lambda x: F.normalize(x, eps=1.5), "x"
    yield "nnf_cosine_similarity(x, y)", lambda x: F.cosine_similarity(x, v["y"]), "x"
    yield "nnf_cosine_similarity(cube, cube + 1, dim = 3)", lambda x: F.cosine_similarity(x, x + 1, dim=2), "cube"
    yield "nnf_pdist(x, p = 3)", lambda x: F.pdist(x, 3), "x"


def loss_rows():
    v = inputs()
    for name, x in v.items():
        shift = 0 if x.dtype == torch.float64 else 1  # classes count from 1
        yield "input", name, "double" if x.dtype == torch.float64 else "long", ",".join(map(str, x.shape)), numbers(x + shift)
    for code, f, name in itertools.chain(losses(v), more_losses(v)):
        x = v[name].clone().requires_grad_(True)
        loss = f(x)
        loss.sum().backward()
        yield "loss", code, name, numbers(loss), numbers(x.grad)


# ---- Optimizers ---------------------------------------------------------------------------------------


O = torch.optim

OPTIMIZERS = {
    "optim_sgd(params, lr = 0.05)": lambda p: O.SGD(p, lr=0.05),
    "optim_sgd(params, lr = 0.05, momentum = 0.9)": lambda p: O.SGD(p, lr=0.05, momentum=0.9),
    "optim_sgd(params, lr = 0.05, momentum = 0.9, dampening = 0.3)": lambda p: O.SGD(p, lr=0.05, momentum=0.9, dampening=0.3),
    "optim_sgd(params, lr = 0.05, momentum = 0.8, nesterov = TRUE)": lambda p: O.SGD(p, lr=0.05, momentum=0.8, nesterov=True),
    "optim_sgd(params, lr = 0.05, weight_decay = 0.1)": lambda p: O.SGD(p, lr=0.05, weight_decay=0.1),
    "optim_sgd(params, lr = 0.05, momentum = 0.5, weight_decay = 0.1)": lambda p: O.SGD(p, lr=0.05, momentum=0.5, weight_decay=0.1),
    "optim_adam(params, lr = 0.02)": lambda p: O.Adam(p, lr=0.02),
    "optim_adam(params, lr = 0.02, betas = c(0.8, 0.95), eps = 1e-4)": lambda p: O.Adam(p, lr=0.02, betas=(0.8, 0.95), eps=1e-4),
    "optim_adam(params, lr = 0.02, weight_decay = 0.1)": lambda p: O.Adam(p, lr=0.02, weight_decay=0.1),
    "optim_adam(params, lr = 0.1, amsgrad = TRUE)": lambda p: O.Adam(p, lr=0.1, amsgrad=True),
    "optim_adamw(params, lr = 0.02)": lambda p: O.AdamW(p, lr=0.02),
    "optim_adamw(params, lr = 0.1, weight_decay = 0.2, amsgrad = TRUE)": lambda p: O.AdamW(p, lr=0.1, weight_decay=0.2, amsgrad=True),
    "optim_adam(list(list(params = params[1], lr = 0.1), list(params = params[2])), lr = 0.01)":
        lambda p: O.Adam([{"params": p[:1], "lr": 0.1}, {"params": p[1:]}], lr=0.01),
    "optim_rmsprop(params)": lambda p: O.RMSprop(p),
    "optim_rmsprop(params, lr = 0.01, alpha = 0.95, eps = 1e-2)": lambda p: O.RMSprop(p, lr=0.01, alpha=0.95, eps=1e-2),
    "optim_rmsprop(params, lr = 0.02, weight_decay = 0.1)": lambda p: O.RMSprop(p, lr=0.02, weight_decay=0.1),
    "optim_rmsprop(params, lr = 0.005, momentum = 0.8)": lambda p: O.RMSprop(p, lr=0.005, momentum=0.8),
    "optim_rmsprop(params, lr = 0.02, eps = 1e-2, centered = TRUE)": lambda p: O.RMSprop(p, lr=0.02, eps=1e-2, centered=True),
    "optim_rmsprop(params, lr = 0.005, eps = 1e-2, momentum = 0.8, weight_decay = 0.1, centered = TRUE)":
        lambda p: O.RMSprop(p, lr=0.005, eps=1e-2, momentum=0.8, weight_decay=0.1, centered=True),
    "optim_rmsprop(list(list(params = params[1], alpha = 0.9, momentum = 0.5), list(params = params[2])), lr = 0.01)":
        lambda p: O.RMSprop([{"params": p[:1], "alpha": 0.9, "momentum": 0.5}, {"params": p[1:]}], lr=0.01),
    "optim_adagrad(params, lr = 0.1)": lambda p: O.Adagrad(p, lr=0.1),
    "optim_adagrad(params, lr = 0.1, lr_decay = 0.05, eps = 1e-3)": lambda p: O.Adagrad(p, lr=0.1, lr_decay=0.05, eps=1e-3),
    "optim_adagrad(params, lr = 0.1, weight_decay = 0.1)": lambda p: O.Adagrad(p, lr=0.1, weight_decay=0.1),
    "optim_adagrad(params, lr = 0.1, initial_accumulator_value = 0.5)": lambda p: O.Adagrad(p, lr=0.1, initial_accumulator_value=0.5),
    "optim_adagrad(list(list(params = params[1], lr = 0.2, lr_decay = 0.1), list(params = params[2])))":
        lambda p: O.Adagrad([{"params": p[:1], "lr": 0.2, "lr_decay": 0.1}, {"params": p[1:]}]),
    "optim_adadelta(params)": lambda p: O.Adadelta(p),
    "optim_adadelta(params, lr = 0.5, rho = 0.8, eps = 1e-3)": lambda p: O.Adadelta(p, lr=0.5, rho=0.8, eps=1e-3),
    "optim_adadelta(params, weight_decay = 0.1)": lambda p: O.Adadelta(p, weight_decay=0.1),
    "optim_adadelta(list(list(params = params[1], rho = 0.5), list(params = params[2])), lr = 2)":
        lambda p: O.Adadelta([{"params": p[:1], "rho": 0.5}, {"params": p[1:]}], lr=2),
    "optim_asgd(params)": lambda p: O.ASGD(p),
    "optim_asgd(params, lr = 0.1, lambda = 0.05, alpha = 0.6, t0 = 10)": lambda p: O.ASGD(p, lr=0.1, lambd=0.05, alpha=0.6, t0=10),
    "optim_asgd(params, lr = 0.05, weight_decay = 0.1)": lambda p: O.ASGD(p, lr=0.05, weight_decay=0.1),
    "optim_asgd(list(list(params = params[1], lr = 0.1), list(params = params[2])))":
        lambda p: O.ASGD([{"params": p[:1], "lr": 0.1}, {"params": p[1:]}]),
    "optim_rprop(params)": lambda p: O.Rprop(p),
    "optim_rprop(params, lr = 0.1, etas = c(0.4, 1.1), step_sizes = c(1e-3, 0.15))":
        lambda p: O.Rprop(p, lr=0.1, etas=(0.4, 1.1), step_sizes=(1e-3, 0.15)),
    "optim_rprop(list(list(params = params[1], lr = 0.1), list(params = params[2])))":
        lambda p: O.Rprop([{"params": p[:1], "lr": 0.1}, {"params": p[1:]}]),
    "optim_lbfgs(params)": lambda p: O.LBFGS(p),
    "optim_lbfgs(params, lr = 0.5, max_iter = 4, history_size = 3)": lambda p: O.LBFGS(p, lr=0.5, max_iter=4, history_size=3),
    "optim_lbfgs(params, lr = 0.05, max_iter = 1, history_size = 2)": lambda p: O.LBFGS(p, lr=0.05, max_iter=1, history_size=2),
    "optim_lbfgs(params, max_iter = 5, max_eval = 3, tolerance_grad = 1e-3)":
        lambda p: O.LBFGS(p, max_iter=5, max_eval=3, tolerance_grad=1e-3),
    "optim_lbfgs(params, max_iter = 2, line_search_fn = 'strong_wolfe')":
        lambda p: O.LBFGS(p, max_iter=2, line_search_fn="strong_wolfe"),
    "optim_lbfgs(params, lr = 20, max_iter = 3, tolerance_change = 1e-4, line_search_fn = 'strong_wolfe')":
        lambda p: O.LBFGS(p, lr=20, max_iter=3, tolerance_change=1e-4, line_search_fn="strong_wolfe"),
}


def start(dtype):
    return [torch.tensor([0.5, -0.3, 0.1], dtype=dtype, requires_grad=True), torch.tensor([0.2], dtype=dtype, requires_grad=True)]


def trajectory(make, dtype):
    """Parameters after some of 100 steps of the objective of test-optim.R, mean((tanh(x w) + b - y)^2) + |w|^2 / 20."""
    torch.set_default_dtype(dtype)  # asgd keeps eta in it
    x = torch.linspace(-1, 1, 12, dtype=torch.float64).reshape(4, 3).to(dtype)
    y = torch.tensor([1.0, -1.0, 0.5, 2.0], dtype=dtype)
    params = start(dtype)
    optimizer = make(params)

    def closure():
        optimizer.zero_grad()
        loss = (torch.tanh(x @ params[0]) + params[1] - y).square().mean() + params[0].square().sum() * 0.05
        loss.backward()
        return loss

    for step in range(1, 101):
        optimizer.step(closure)
        if step in (1, 2, 10, 50, 100):
            yield step, torch.cat(params)
    torch.set_default_dtype(torch.float32)


def optimizers():
    for code, make in OPTIMIZERS.items():
        floats = dict(trajectory(make, torch.float32))
        for step, values in trajectory(make, torch.float64):
            # where rounding decides when lbfgs ends, or on the signs that rprop sees, double alone is compared
            apart = "lbfgs" in code or ("rprop" in code and step > 50)
            yield code, str(step), numbers(values), "" if apart else numbers(floats[step])


# ---- Schedulers ---------------------------------------------------------------------------------------

S = torch.optim.lr_scheduler

ONE = {"optim_sgd(params, lr = 0.1)": lambda p: O.SGD(p, lr=0.1)}
TWO = {"optim_sgd(list(list(params = params[1], lr = 0.5), list(params = params[2])), lr = 0.1)":
       lambda p: O.SGD([{"params": p[:1], "lr": 0.5}, {"params": p[1:]}], lr=0.1)}
MOMENTUM = {"optim_sgd(params, lr = 0.1, momentum = 0.9)": lambda p: O.SGD(p, lr=0.1, momentum=0.9)}
ADAM = {"optim_adam(params, lr = 0.1)": lambda p: O.Adam(p, lr=0.1)}
METRICS = [5, 4, 4.1, 3.9999, 4.2, 4.2, 4.2, 3, 3, 3, 3, 3, 2.9999, 2.99, 2.99, 2.99, 2.99, 2.99, 2.99, 2.99]

SCHEDULERS = [
    (ONE, "lr_step(opt, step_size = 3)", lambda o: S.StepLR(o, 3)),
    (TWO, "lr_step(opt, step_size = 4, gamma = 0.5)", lambda o: S.StepLR(o, 4, gamma=0.5)),
    (ONE, "lr_lambda(opt, function(epoch) 0.9^epoch)", lambda o: S.LambdaLR(o, lambda epoch: 0.9**epoch)),
    (TWO, "lr_lambda(opt, list(function(epoch) epoch / 10, function(epoch) 1 / (1 + epoch)))",
     lambda o: S.LambdaLR(o, [lambda epoch: epoch / 10, lambda epoch: 1 / (1 + epoch)])),
    (ONE, "lr_multiplicative(opt, function(epoch) 0.95)", lambda o: S.MultiplicativeLR(o, lambda epoch: 0.95)),
    (TWO, "lr_multiplicative(opt, list(function(epoch) 1 + 1 / epoch, function(epoch) 0.5))",
     lambda o: S.MultiplicativeLR(o, [lambda epoch: 1 + 1 / epoch, lambda epoch: 0.5])),
    (ONE, "lr_cosine_annealing(opt, T_max = 7)", lambda o: S.CosineAnnealingLR(o, 7)),
    (TWO, "lr_cosine_annealing(opt, T_max = 5, eta_min = 0.02)", lambda o: S.CosineAnnealingLR(o, 5, eta_min=0.02)),
    (MOMENTUM, "lr_one_cycle(opt, max_lr = 1, total_steps = 20)", lambda o: S.OneCycleLR(o, 1, total_steps=20)),
    (MOMENTUM, "lr_one_cycle(opt, max_lr = 1, epochs = 5, steps_per_epoch = 5, pct_start = 0.5, anneal_strategy = 'linear', "
     "base_momentum = 0.7, max_momentum = 0.8, div_factor = 10, final_div_factor = 100)",
     lambda o: S.OneCycleLR(o, 1, epochs=5, steps_per_epoch=5, pct_start=0.5, anneal_strategy="linear", base_momentum=0.7,
                            max_momentum=0.8, div_factor=10, final_div_factor=100)),
    (ADAM, "lr_one_cycle(opt, max_lr = 0.5, total_steps = 21)", lambda o: S.OneCycleLR(o, 0.5, total_steps=21)),
    (TWO, "lr_one_cycle(opt, max_lr = c(1, 2), total_steps = 20, cycle_momentum = FALSE)",
     lambda o: S.OneCycleLR(o, [1, 2], total_steps=20, cycle_momentum=False)),
    (TWO, "lr_one_cycle(opt, max_lr = list(1, 2), total_steps = 20, base_momentum = c(0.5, 0.6), pct_start = 0)",
     lambda o: S.OneCycleLR(o, [1, 2], total_steps=20, base_momentum=[0.5, 0.6], pct_start=0.0)),
    (ONE, "lr_reduce_on_plateau(opt, patience = 2)", lambda o: S.ReduceLROnPlateau(o, patience=2)),
    (TWO, "lr_reduce_on_plateau(opt, factor = 0.5, patience = 1, threshold = 0.01, threshold_mode = 'abs', cooldown = 2, "
     "min_lr = c(0.2, 0.03))",
     lambda o: S.ReduceLROnPlateau(o, factor=0.5, patience=1, threshold=0.01, threshold_mode="abs", cooldown=2, min_lr=[0.2, 0.03])),
    (ONE, "lr_reduce_on_plateau(opt, mode = 'max', patience = 3, threshold = 0.1)",
     lambda o: S.ReduceLROnPlateau(o, mode="max", patience=3, threshold=0.1)),
    (ONE, "lr_reduce_on_plateau(opt, mode = 'max', patience = 3, threshold = 0.1, threshold_mode = 'abs', eps = 0.005)",
     lambda o: S.ReduceLROnPlateau(o, mode="max", patience=3, threshold=0.1, threshold_mode="abs", eps=0.005)),
]


def momentum_of(group):
    if "betas" in group:
        return f"{group['betas'][0]:.12g}"
    return f"{group['momentum']:.12g}" if "momentum" in group else "NA"


def scheduler_rows():
    yield "metrics", "", "0", numbers(torch.tensor(METRICS, dtype=torch.float64)), ""
    for maker, code, schedule in SCHEDULERS:
        (optimizer_code, make), = maker.items()
        optimizer = make(start(torch.float64))
        scheduler = schedule(optimizer)
        for epoch in range(20):
            rates = " ".join(f"{g['lr']:.12g}" for g in optimizer.param_groups)
            yield optimizer_code, code, str(epoch), rates, " ".join(map(momentum_of, optimizer.param_groups))
            optimizer.step()
            if epoch < 19:
                scheduler.step(*([METRICS[epoch]] if "plateau" in code else []))


# ---- Clipping ------------------------------------------------------------------------------------------


def clip_rows():
    clip = torch.nn.utils
    gradients = [torch.tensor([[0.5, -3, 2], [0.1, 0, -1.5]], dtype=torch.float64), torch.tensor([4.0, -0.25], dtype=torch.float64)]
    yield "input", "", " ".join(map(numbers, gradients))
    cases = {f"nn_utils_clip_grad_norm_(params, {limit}{name})": lambda p, limit=limit, order=order: clip.clip_grad_norm_(p, limit, order)
             for limit in (2, 100) for name, order in
             {"": 2, ", norm_type = 1": 1, ", norm_type = 3": 3, ", norm_type = 0.5": 0.5, ", norm_type = Inf": float("inf")}.items()}
    cases["nn_utils_clip_grad_norm_(params[[1]], 1)"] = lambda p: clip.clip_grad_norm_(p[0], 1)
    cases["nn_utils_clip_grad_value_(params, 0.3)"] = lambda p: clip.clip_grad_value_(p, 0.3)
    for code, f in cases.items():
        params = [torch.zeros_like(g, requires_grad=True) for g in gradients]
        for p, g in zip(params, gradients):
            p.grad = g.clone()
        total = f(params)
        yield code, "" if total is None else numbers(total), " ".join(numbers(p.grad) for p in params)


if __name__ == "__main__":
    write("nn-layers.tsv", ("code", "name", "values"), layers())
    write("nn-forward.tsv", ("kind", "code", "mode", "before", "of", "what", "values"), forward_rows())
    write("losses.tsv", ("kind", "code", "of", "values", "grad"), loss_rows())
    write("optim.tsv", ("code", "step", "values", "floats"), optimizers())
    write("schedulers.tsv", ("optimizer", "scheduler", "epoch", "rates", "momenta"), scheduler_rows())
    write("clip-grad.tsv", ("code", "value", "grads"), clip_rows())
