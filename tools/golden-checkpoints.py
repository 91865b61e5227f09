"""Writes small checkpoints with PyTorch, which the tests read without PyTorch.

    python3 tools/golden-checkpoints.py          needs PyTorch 2.x (made with 2.11)

golden/checkpoint.pt: values of every kind that training scripts save.
golden/checkpoint-old.pt: the same in the format of PyTorch before 1.6.
golden/checkpoint-tensors.pt: tensors of every dtype, views, shared storages.
golden/checkpoint-zip64.pt: a zip file whose numbers stand in 64-bit fields, as above 4 GB.
inst/examples/linear.pt: the state of a linear layer, for the example of load_state_dict().
"""
import collections
import os
import struct
import zipfile

import torch

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")


def path(name):
    return os.path.join(ROOT, "tests", "testthat", "golden", name)


def checkpoint():
    torch.manual_seed(1)
    model = torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.BatchNorm1d(2))
    with torch.no_grad():
        model[0].weight.copy_(torch.arange(6.0).reshape(2, 3))
        model[0].bias.copy_(torch.tensor([0.5, -0.5]))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.25)
    model(torch.ones(4, 3)).sum().backward()
    optimizer.step()
    with torch.no_grad():
        model[0].weight.copy_(torch.arange(6.0).reshape(2, 3))
    return {
        "epoch": 3, "loss": 0.125, "done": True, "name": "caf\u00e9", "nothing": None, "large": 2 ** 40, "negative": -70000,
        "model": model.state_dict(), "optimizer": optimizer.state_dict(), "history": [1.5, 0.75, (1, 2)],
    }


def tensors():
    values = collections.OrderedDict()
    for dtype in ("bool", "uint8", "int8", "int16", "int32", "int64", "float16", "bfloat16", "float32", "float64",
                  "complex64", "complex128"):
        values[dtype] = torch.tensor([0, 1, 1, 0, 1]).to(getattr(torch, dtype))
    base = torch.arange(12.0)
    values["transposed"] = base.reshape(3, 4).t()
    values["part"] = base[2:9:3]
    values["scalar"] = torch.tensor(2.5)
    values["empty"] = torch.zeros(0, 3)
    values["empty part"] = torch.zeros(0, 5)[:, 1::2]
    values["expanded"] = torch.tensor([7.0]).expand(2, 3)
    values["parameter"] = torch.nn.Parameter(torch.tensor([1.0, 2.0]))
    values["same"] = values["parameter"]
    return values


def entry_extra64(size, offset):
    return struct.pack("<HHQQQ", 1, 24, size, size, offset)


def write_zip64(source, target):
    """Copies the stored entries of one zip file into another that has only 64-bit numbers."""
    data, directory = b"", b""
    with zipfile.ZipFile(source) as archive:
        entries = [(info.filename.encode(), archive.read(info), info.CRC) for info in archive.infolist()]
    for name, content, crc in entries:
        extra = entry_extra64(len(content), len(data))
        directory += struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", 45, 45, 0, 0, 0, 0, crc, 0xFFFFFFFF, 0xFFFFFFFF, len(name),
                                 len(extra), 0, 0, 0, 0, 0xFFFFFFFF) + name + extra
        local = struct.pack("<HHQQ", 1, 16, len(content), len(content))
        data += struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 45, 0, 0, 0, 0, crc, 0xFFFFFFFF, 0xFFFFFFFF, len(name),
                            len(local)) + name + local + content
    end = struct.pack("<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, len(entries), len(entries), len(directory), len(data))
    locator = struct.pack("<4sIQI", b"PK\6\7", 0, len(data) + len(directory), 1)
    last = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    with open(target, "wb") as file:
        file.write(data + directory + end + locator + last)


torch.save(checkpoint(), path("checkpoint.pt"))
torch.save(checkpoint(), path("checkpoint-old.pt"), _use_new_zipfile_serialization=False)
torch.save(tensors(), path("checkpoint-tensors.pt"))
torch.save({"x": torch.tensor([1.0, 2.0, 3.0])}, path("small.pt"))
write_zip64(path("small.pt"), path("checkpoint-zip64.pt"))
os.remove(path("small.pt"))
layer = torch.nn.Linear(3, 2)
layer.load_state_dict({"weight": torch.arange(6.0).reshape(2, 3), "bias": torch.tensor([0.5, -0.5])})
torch.save(layer.state_dict(), os.path.join(ROOT, "inst", "examples", "linear.pt"))
print(torch.load(path("checkpoint-zip64.pt")))
