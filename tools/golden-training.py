"""Writes tests/c/golden-training.h: losses and parameters of small trainings by PyTorch, which the C tests repeat.

    python3 tools/golden-training.py        needs PyTorch 2.x (made with 2.11)
"""
import os
import torch

torch.set_default_dtype(torch.float64)
STEPS = 6


def numbers(n, start):
    """n numbers in [-0.5, 0.5], the same in tests/c/test-optimizer.c."""
    return torch.tensor([((start + 7 * i) % 11 - 5) / 10 for i in range(n)])


def network():
    net = torch.nn.Sequential(torch.nn.Linear(3, 4), torch.nn.Tanh(), torch.nn.Linear(4, 1))
    with torch.no_grad():
        for k, p in enumerate(net.parameters()):
            p.copy_(numbers(p.numel(), k).reshape(p.shape))
    return net


def train(make):
    net = network()
    x, y = numbers(15, 3).reshape(5, 3), numbers(5, 1).reshape(5, 1)
    optimizer = make(net.parameters())
    losses = []
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = torch.nn.functional.mse_loss(net(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses, torch.cat([p.detach().flatten() for p in net.parameters()]).tolist()


def array(name, values):
    lines = [", ".join("%.17g" % v for v in values[i:i + 4]) for i in range(0, len(values), 4)]
    return "static const double %s[] = {\n    %s};\n" % (name, ",\n    ".join(lines))


OPTIMIZERS = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True),
    "adam": lambda p: torch.optim.Adam(p, lr=0.05, weight_decay=0.01, amsgrad=True),
    "adamw": lambda p: torch.optim.AdamW(p, lr=0.05),
}

here = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(here, "..", "tests", "c", "golden-training.h"), "w") as out:
    out.write("/* Made by tools/golden-training.py with PyTorch %s. */\n" % torch.__version__)
    out.write("enum { GOLDEN_STEPS = %d };\n" % STEPS)
    for name, make in OPTIMIZERS.items():
        losses, parameters = train(make)
        out.write(array(name + "_losses", losses))
        out.write(array(name + "_parameters", parameters))
