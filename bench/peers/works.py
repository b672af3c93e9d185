"""The line protocol of the peers, and the data they train on.

A peer reads one JSON object a line. {"open": {features, hidden, classes, batch, steps}} builds a model and warms it up, and is
answered by {"ready": true}; {"round": true} trains on one epoch and is answered by {"msPerStep": number}.
"""
import json
import sys
import time

import numpy


def make_data(work):
    random = numpy.random.default_rng(1)
    rows = work["batch"] * work["steps"]
    x = random.standard_normal((rows, work["features"]), dtype=numpy.float32)
    y = random.integers(0, work["classes"], rows)
    return x, y


def timed(action, steps):
    start = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - start) / steps


def serve(open_work):
    """`open_work(work)` returns a function that trains one epoch and returns milliseconds a step."""
    epoch = None
    for line in sys.stdin:
        message = json.loads(line)
        if "open" in message:
            epoch = open_work(message["open"])
            answer = {"ready": True}
        else:
            answer = {"msPerStep": epoch()}
        print(json.dumps(answer), flush=True)
