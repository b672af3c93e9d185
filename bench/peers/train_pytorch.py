"""PyTorch, eager: data in memory, a permutation an epoch. The best number of threads is found first.

The argument `fused` asks for the fused form of Adam instead of the one that PyTorch chooses.
"""
import os
import sys

import torch
from torch import nn
from works import make_data, ms_before, serve, timed


FUSED = True if "fused" in sys.argv[1:] else None


class ChannelsFirst(nn.Module):
    """[batch, steps, channels] to [batch, channels, steps]."""

    def forward(self, x):
        return x.transpose(1, 2)


class Mean(nn.Module):
    """Over all steps."""

    def forward(self, x):
        return x.mean(2)


class Lstm(nn.Module):
    def __init__(self, inputs, units, sequences):
        super().__init__()
        self.lstm = nn.LSTM(inputs, units, batch_first=True)
        self.sequences = sequences

    def forward(self, x):
        states, _ = self.lstm(x)
        return states if self.sequences else states[:, -1]


def build_layers(work):
    """The layers, and a row of what they are given; sizes follow from running it."""
    shape = work["input"]["shape"]
    is_tokens = work["input"]["kind"] == "tokens"
    x = torch.zeros((1, *shape), dtype=torch.int32 if is_tokens else torch.float32)
    if len(shape) == 3:
        x = x.permute(0, 3, 1, 2)
    layers = []
    for spec in work["layers"]:
        for layer in LAYERS[spec["kind"]](spec, x, work):
            x = layer(x)
            layers.append(layer)
    return nn.Sequential(*layers, nn.Linear(x.shape[-1], work["output"].get("count", 1)))


LAYERS = {
    "dense": lambda spec, x, _: [nn.Linear(x.shape[-1], spec["units"]), nn.ReLU()],
    "conv2d": lambda spec, x, _: [nn.Conv2d(x.shape[1], spec["filters"], spec["kernelSize"]), nn.ReLU()],
    "conv1d": lambda spec, x, _: [ChannelsFirst(), nn.Conv1d(x.shape[2], spec["filters"], spec["kernelSize"]), nn.ReLU()],
    "maxPool2d": lambda spec, _x, _: [nn.MaxPool2d(spec["poolSize"])],
    "maxPool1d": lambda spec, _x, _: [nn.MaxPool1d(spec["poolSize"])],
    "globalAveragePool": lambda _spec, _x, _: [Mean()],
    "flatten": lambda _spec, _x, _: [nn.Flatten()],
    "embedding": lambda spec, _x, work: [nn.Embedding(work["input"]["vocabulary"], spec["units"])],
    "lstm": lambda spec, x, _: [Lstm(x.shape[2], spec["units"], spec["returnSequences"])],
}
LOSSES = {"classes": nn.CrossEntropyLoss, "binary": nn.BCEWithLogitsLoss, "number": nn.MSELoss}


def open_work(work):
    x, y = [torch.from_numpy(part) for part in make_data(work)]
    if x.dim() == 4:
        x = x.permute(0, 3, 1, 2).contiguous()
    best = None
    for threads in sorted({1, os.cpu_count() or 1}):
        before, train = ms_before(work, lambda _, threads=threads: epoch_of(work, (x, y), threads))
        cost = min(timed(train, work["steps"]) for _ in range(2))
        if best is None or cost < best[0]:
            best = (cost, before, train)
    return best[1:]


def epoch_of(work, data, threads):
    x, y = data
    model = build_layers(work)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, fused=FUSED)
    loss_of = LOSSES[work["output"]["kind"]]()

    def train():
        torch.set_num_threads(threads)
        order = torch.randperm(len(x))
        for start in range(0, len(x), work["batch"]):
            rows = order[start : start + work["batch"]]
            optimizer.zero_grad(set_to_none=True)
            loss_of(model(x[rows]), y[rows]).backward()
            optimizer.step()

    return train


serve(open_work)
