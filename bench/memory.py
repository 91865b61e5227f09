import os
import statistics
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "common"))
import torch
from bench import CLOCK


def status(field):
    with open("/proc/self/status") as lines:
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(field + ":"))


layers = []
for _ in range(20):
    layers += [torch.nn.Linear(500, 500), torch.nn.ReLU()]
model = torch.nn.Sequential(*layers)
optimizer = torch.optim.SGD(model.parameters(), lr=0.001)
x = torch.randn(1000, 500)
y = torch.randn(1000, 500)
before = status("VmRSS")
times = []
for _ in range(30):
    start = CLOCK()
    optimizer.zero_grad(set_to_none=False)
    loss = torch.nn.functional.mse_loss(model(x), y)
    loss.backward()
    optimizer.step()
    times.append(CLOCK() - start)
print(1000 * statistics.median(times), status("VmHWM") - before, status("VmRSS") - before, sep="\t")
