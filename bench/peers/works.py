"""The line protocol of the peers, and the data they train on.

A peer reads one JSON object a line. {"open": work} — as in bench/training/works.ts — builds a model and warms it up, and is
answered by {"ready": true, "msBefore": number}; {"round": true} trains on one epoch and is answered by {"msPerStep": number}.
"""
import json
import sys
import time

import numpy


def make_data(work):
    random = numpy.random.default_rng(1)
    rows = work["batch"] * work["steps"]
    kind, shape = work["input"]["kind"], (rows, *work["input"]["shape"])
    if kind == "tokens":
        x = random.integers(0, work["input"]["vocabulary"], shape, dtype=numpy.int32)
    else:
        x = random.standard_normal(shape, dtype=numpy.float32)
    output = work["output"]
    if output["kind"] == "classes":
        return x, random.integers(0, output["count"], rows)
    if output["kind"] == "binary":
        return x, random.integers(0, 2, (rows, 1)).astype(numpy.float32)
    return x, random.standard_normal((rows, 1), dtype=numpy.float32)


def timed(action, steps):
    start = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - start) / steps


def ms_before(work, build):
    """`build(work)` returns a function that trains an epoch. Returns what it takes until a usual epoch can begin, and the function."""
    start = time.perf_counter()
    train = build(work)
    built = 1000 * (time.perf_counter() - start)
    first, second = timed(train, 1), timed(train, 1)
    return built + max(0, first - second), train


def serve(open_work):
    """`open_work(work)` returns milliseconds before the first usual epoch, and a function that trains one epoch."""
    for line in sys.stdin:
        message = json.loads(line)
        if "open" in message:
            work = message["open"]
            before, train = open_work(work)
            answer = {"ready": True, "msBefore": before}
        else:
            answer = {"msPerStep": timed(train, work["steps"])}
        print(json.dumps(answer), flush=True)
