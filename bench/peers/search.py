"""Optuna on a space of bench/search: reads it from the first line of standard input, prints an assignment a line, reads its value.

    search.py <optuna-tpe | optuna-gp> <seed> <trials>

TPE as the default of Optuna 5; ordered choices are integers by their place, as Optuna has no other word for them.
"""
import json
import sys
import warnings

import optuna

peer, seed, trials = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
space = json.loads(sys.stdin.readline())
optuna.logging.set_verbosity(optuna.logging.ERROR)
warnings.filterwarnings("ignore")


def exists(condition, assignment):
    if condition is None:
        return True
    parent = assignment.get(condition["parameter"])
    if parent is None:
        return False
    return parent in condition["values"] if condition["test"] == "oneOf" else parent >= condition["value"]


def suggest(trial, name, domain):
    if domain["kind"] == "choice":
        if domain.get("isOrdered"):
            return domain["values"][trial.suggest_int(name, 0, len(domain["values"]) - 1)]
        return trial.suggest_categorical(name, domain["values"])
    pick = trial.suggest_float if domain["kind"] == "float" else trial.suggest_int
    return pick(name, domain["low"], domain["high"], log=domain["scale"] == "log")


def objective(trial):
    assignment = {}
    for parameter in space["parameters"]:
        if exists(parameter["condition"], assignment):
            assignment[parameter["name"]] = suggest(trial, parameter["name"], parameter["domain"])
    print(json.dumps(assignment), flush=True)
    return float(sys.stdin.readline())


samplers = {"optuna-tpe": optuna.samplers.TPESampler, "optuna-gp": optuna.samplers.GPSampler}
optuna.create_study(sampler=samplers[peer](seed=seed)).optimize(objective, n_trials=trials)
