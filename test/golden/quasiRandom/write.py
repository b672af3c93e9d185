"""Writes points of Sobol and Halton sequences as SciPy 1.17.1 gives them: python test/golden/quasiRandom/write.py"""

import json
import pathlib

import scipy
from scipy.stats import qmc

AXES = 161
INDICES = [0, 1, 2, 3, 77, 500, 1023]

sobol = qmc.Sobol(AXES, scramble=False).random(1024)
halton = qmc.Halton(12, scramble=False).random(64)
figures = {
    "scipy": scipy.__version__,
    "indices": INDICES,
    # In units of 1/1024, exact.
    "sobol": [[int(place * 1024) for place in sobol[index]] for index in INDICES],
    "haltonIndices": [0, 1, 2, 5, 63],
    "halton": [[float(place) for place in halton[index]] for index in (0, 1, 2, 5, 63)],
}
pathlib.Path(__file__).with_name("quasiRandom.json").write_text(json.dumps(figures) + "\n")
