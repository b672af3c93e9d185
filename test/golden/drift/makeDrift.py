"""Writes drift.json: distances of samples by SciPy. Run with SciPy 1.11 or newer."""
import json
import pathlib

import numpy as np
import scipy
from scipy import special, stats

generator = np.random.default_rng(7)
numbers = []
for m, n, shift, scale in [(50, 40, 0, 1), (200, 120, 0.3, 1), (80, 300, 0, 2), (30, 30, 3, 1), (150, 150, 0.05, 1)]:
    before = np.round(generator.normal(0, 1, m), 4)
    now = np.round(generator.normal(shift, scale, n), 4)
    distance = stats.ks_2samp(before, now).statistic
    numbers.append(
        {
            "before": before.tolist(),
            "now": now.tolist(),
            "distance": float(distance),
            "p": float(special.kolmogorov(np.sqrt(m * n / (m + n)) * distance)),
        }
    )
tables = []
for before, now in [([30, 50, 20], [33, 45, 22]), ([300, 500, 200, 7], [100, 90, 210, 1]), ([12, 8], [2, 18]), ([90, 0, 10], [80, 15, 5])]:
    statistic, p, _, _ = stats.chi2_contingency([before, now], correction=False)
    tables.append({"before": before, "now": now, "statistic": float(statistic), "p": float(p)})
tails = [{"x": x, "p": float(special.kolmogorov(x))} for x in [0.1, 0.3, 0.5, 0.8, 1.0, 1.17, 1.19, 1.5, 2, 3]]
shares = []
for a, m, b, n in [(3, 60, 9, 55), (0, 40, 5, 40), (50, 1000, 61, 900), (10, 20, 10, 20)]:
    p = stats.fisher_exact([[a, m - a], [b, n - b]]).pvalue
    shares.append({"before": {"count": a, "total": m}, "now": {"count": b, "total": n}, "p": float(p)})
contents = {"shares": shares, "scipy": scipy.__version__, "numbers": numbers, "tables": tables, "tails": tails}
(pathlib.Path(__file__).parent / "drift.json").write_text(json.dumps(contents) + "\n")
