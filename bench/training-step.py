import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "common"))
import torch
from bench import report


def network(d_in, d_hidden, d_out, n, lr):
    x = torch.randn(n, d_in)
    y = torch.randn(n, d_out)
    model = torch.nn.Sequential(torch.nn.Linear(d_in, d_hidden), torch.nn.ReLU(), torch.nn.Linear(d_hidden, d_out))
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)

    def step():
        loss = torch.nn.functional.mse_loss(model(x), y, reduction="sum")
        optimizer.zero_grad(set_to_none=False)
        loss.backward()
        optimizer.step()

    return step


small = network(3, 32, 1, 100, 0.08)
large = network(256, 1024, 256, 256, 0.001)

report({"3-32-1, 100 rows": "small()", "256-1024-256, 256 rows": "large()"}, globals())
