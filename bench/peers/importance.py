"""What Optuna says of the importance of parameters in a few small studies.

`.venv-peers/bin/python bench/peers/importance.py > src/main/search/analysis/importance/optunaImportance.json` (made with Optuna 5.0.0).
fANOVA depends on how a forest is drawn: its figures are means over seeds, before they are brought to a sum of 1.
"""

import json
import logging
import math
import random
import warnings

import optuna
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution
from optuna.importance import FanovaImportanceEvaluator, PedAnovaImportanceEvaluator

optuna.logging.set_verbosity(logging.ERROR)
warnings.simplefilter("ignore")

SEEDS = 8


def numbers(rng):
    x = {name: round(rng.uniform(0, 1), 3) for name in ("a", "b", "c")}
    x["n"] = rng.randint(1, 8)
    return x, 4 * (x["a"] - 0.3) ** 2 + 0.8 * x["b"] + 0.1 * x["n"] + x["a"] * x["b"] + 0.01 * x["c"]


def mixed(rng):
    x = {
        "rate": round(10 ** rng.uniform(-4, -1), 6),
        "kind": rng.choice(["p", "q", "r"]),
        "units": round(math.exp(rng.uniform(math.log(8), math.log(256)))),
        "drop": round(0.1 * rng.randint(0, 5), 1),
    }
    loss = (math.log10(x["rate"]) + 2.5) ** 2 + {"p": 0, "q": 0.6, "r": 1}[x["kind"]]
    return x, loss + 0.05 * math.log2(x["units"]) + 0.3 * x["drop"]


def conditional(rng):
    x = {"kind": rng.choice(["p", "q"]), "rate": round(rng.uniform(0, 1), 3)}
    if x["kind"] == "q":
        x["momentum"] = round(rng.uniform(0, 1), 3)
    return x, (x["rate"] - 0.5) ** 2 + (0.4 if x["kind"] == "p" else (x["momentum"] - 0.8) ** 2)


STUDIES = {
    "numbers": (
        numbers,
        {**{name: FloatDistribution(0, 1) for name in ("a", "b", "c")}, "n": IntDistribution(1, 8)},
        True,
    ),
    "mixed": (
        mixed,
        {
            "rate": FloatDistribution(1e-4, 1e-1, log=True),
            "kind": CategoricalDistribution(["p", "q", "r"]),
            "units": IntDistribution(8, 256, log=True),
            "drop": FloatDistribution(0, 0.5, step=0.1),
        },
        False,
    ),
    "conditional": (
        conditional,
        {
            "kind": CategoricalDistribution(["p", "q"]),
            "rate": FloatDistribution(0, 1),
            "momentum": FloatDistribution(0, 1),
        },
        False,
    ),
}


def study_of(draw, distributions, count):
    rng = random.Random(5)
    study = optuna.create_study()
    for _ in range(count):
        params, value = draw(rng)
        own = {name: distributions[name] for name in params}
        study.add_trial(optuna.trial.create_trial(params=params, distributions=own, value=round(value, 6)))
    return study


answer = {"optuna": optuna.__version__}
for name, (draw, distributions, has_fanova) in STUDIES.items():
    study = study_of(draw, distributions, 150)
    ped = PedAnovaImportanceEvaluator().evaluate(study)
    entry = {
        "trials": [{**trial.params, "value": trial.value} for trial in study.trials],
        "pedAnova": {key: float(value) for key, value in sorted(ped.items())},
    }
    if has_fanova:
        runs = [FanovaImportanceEvaluator(seed=seed).evaluate(study) for seed in range(SEEDS)]
        entry["fanova"] = {key: float(sum(run[key] for run in runs) / SEEDS) for key in sorted(runs[0])}
        entry["fanovaDeviation"] = {
            key: float((sum((run[key] - entry["fanova"][key]) ** 2 for run in runs) / (SEEDS - 1)) ** 0.5)
            for key in sorted(runs[0])
        }
    answer[name] = entry
print(json.dumps(answer, separators=(",", ":")))
