"""Writes an analysis of variance by NumPy 2 and SciPy 1.17.1: python test/golden/taguchi/write.py"""

import json
import pathlib

import numpy as np
from scipy import stats

random = np.random.default_rng(1)
# L9 with four factors of three levels, each run twice; then without the last row, and without one combination at all.
ARRAY = [[i, j, (i + j) % 3, (i + 2 * j) % 3] for i in range(3) for j in range(3)]
EFFECTS = [[0, 1.5, -0.5], [0, 0.2, 0.1], [0, -2, 1], [0, 0.3, 0]]
rows = [row for row in ARRAY for _ in range(2)]
y = [round(10 + sum(EFFECTS[f][level] for f, level in enumerate(row)) + 0.3 * random.standard_normal(), 6) for row in rows]


def design(rows, factors):
    columns = [np.ones(len(rows))]
    for factor in factors:
        for level in (1, 2):
            columns.append(np.array([float(row[factor] == level) for row in rows]))
    return np.stack(columns, 1)


def fit(rows, y, factors):
    x = design(rows, factors)
    beta, _, rank, _ = np.linalg.lstsq(x, y, rcond=None)
    return float(((y - x @ beta) ** 2).sum()), int(rank)


def analyse(rows, y):
    y = np.array(y)
    whole, rank = fit(rows, y, range(4))
    degrees = len(rows) - rank
    lines = []
    for factor in range(4):
        without, less = fit(rows, y, [f for f in range(4) if f != factor])
        f = (without - whole) / (rank - less) / (whole / degrees)
        lines.append([without - whole, rank - less, f, float(stats.f.sf(f, rank - less, degrees))])
    return {"rows": rows, "y": list(y), "lines": lines, "error": [whole, degrees], "t": float(stats.t.ppf(0.975, degrees))}


figures = {
    "cases": [analyse(rows, y), analyse(rows[:-1], y[:-1]), analyse(rows[:-3], y[:-3])],
    "tails": [[f, a, b, float(stats.f.sf(f, a, b))] for f, a, b in [(0.3, 1, 4), (3.2, 2, 9), (25.0, 7, 3), (120.0, 1, 60)]],
    "quantiles": [[c, d, float(stats.t.ppf((1 + c) / 2, d))] for c, d in [(0.95, 1), (0.95, 9), (0.9, 30), (0.99, 4)]],
}
pathlib.Path(__file__).with_name("taguchi.json").write_text(json.dumps(figures) + "\n")
