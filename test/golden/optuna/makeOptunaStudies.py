"""Writes what Optuna keeps of a small study, as SQL and as a journal, and what it says of it itself.

Made with Optuna 5.0.0: python makeOptunaStudies.py
"""

import json
import math
import sqlite3
import tempfile
from pathlib import Path

import optuna
from optuna.storages import JournalStorage
from optuna.storages.journal import JournalFileBackend

HERE = Path(__file__).parent
optuna.logging.set_verbosity(optuna.logging.ERROR)


def objective(trial):
    rate = trial.suggest_float("lr", 1e-4, 1e-1, log=True)
    optimizer = trial.suggest_categorical("optimizer", ["adam", "sgd", None])
    trial.suggest_int("units", 8, 64, step=8)
    trial.suggest_float("drop", 0, 0.6, step=0.1)
    if optimizer == "sgd":
        trial.suggest_float("momentum", 0, 0.9)
    for step in range(3):
        trial.report(rate * (step + 1), step)
    if trial.number == 2:
        raise optuna.TrialPruned()
    if trial.number == 3:
        raise ValueError
    return math.nan if trial.number == 4 else rate


def run(storage):
    sampler = optuna.samplers.RandomSampler(seed=1)
    study = optuna.create_study(storage=storage, study_name="first", direction="minimize", sampler=sampler)
    study.optimize(objective, n_trials=8, catch=(ValueError,))
    study.enqueue_trial({"lr": 0.01})
    other = optuna.create_study(storage=storage, study_name="second", directions=["maximize", "minimize"])
    other.add_trial(
        optuna.trial.create_trial(
            params={"lr": 0.5},
            distributions={"lr": optuna.distributions.FloatDistribution(0, 1)},
            values=[1.0, 2.0],
        )
    )
    return [
        {
            "number": trial.number,
            "state": trial.state.name,
            "params": trial.params,
            "values": trial.values,
            "curve": sorted(trial.intermediate_values.items()),
            "finished": trial.datetime_complete and trial.datetime_complete.timestamp() * 1000,
        }
        for trial in study.trials
    ]


with tempfile.TemporaryDirectory() as folder:
    database = Path(folder, "study.db")
    told = run(f"sqlite:///{database}")
    connection = sqlite3.connect(database)
    (HERE / "study.sql").write_text("\n".join(connection.iterdump()) + "\n")
    journal = HERE / "journal.log"
    journal.unlink(missing_ok=True)
    run(JournalStorage(JournalFileBackend(str(journal))))
    (HERE / "study.json").write_text(json.dumps({"optuna": optuna.__version__, "trials": told}, indent=1) + "\n")
