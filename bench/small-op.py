import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "common"))
import torch
from bench import report

a = torch.ones(2, 2)
b = torch.ones(2, 2)
g = torch.ones(2, 2, requires_grad=True)
k = torch.ones(1000)
m = torch.ones(1000, 500)
l = torch.ones(10000, 1000)
s = torch.ones(256, 256)

report({
    "add(a, b), 2x2": "torch.add(a, b)",
    "a + b": "a + b",
    "a + 1": "a + 1.0",
    "a.mm(b)": "a.mm(b)",
    "a.relu()": "a.relu()",
    "a.sum(1, keepdim)": "a.sum(0, keepdim=True)",
    "a.t()": "a.t()",
    "a.shape": "a.shape",
    "a[0, 0]": "a[0, 0]",
    "g + b, recorded": "g + b",
    "g.mm(b), recorded": "g.mm(b)",
    "add, 4 KB": "torch.add(k, k)",
    "add, 2 MB": "torch.add(m, m)",
    "add, 40 MB": "torch.add(l, l)",
    "exp, 2 MB": "torch.exp(m)",
    "tanh, 2 MB": "torch.tanh(m)",
    "sum, 2 MB": "torch.sum(m)",
    "mm, 256x256": "torch.mm(s, s)",
}, globals())
