"""Opens a database in Optuna and tells what it finds there, as JSON. Usage: python openInOptuna.py <file> <study>"""

import json
import sys

import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)
file, name = sys.argv[1:]
study = optuna.load_study(study_name=name, storage=f"sqlite:///{file}")
importances = optuna.importance.get_param_importances(study) if len(study.directions) == 1 else {}
study.enqueue_trial({"drop.rate": 0.2})
study.optimize(lambda trial: trial.suggest_float("drop.rate", 0, 0.6, step=0.1), n_trials=2)
print(
    json.dumps(
        {
            "optuna": optuna.__version__,
            "direction": study.direction.name,
            "best": study.best_trial.number,
            "attributes": study.trials[0].user_attrs,
            "states": [trial.state.name for trial in study.trials],
            "params": [trial.params for trial in study.trials],
            "curve": study.trials[0].intermediate_values,
            "started": study.trials[0].datetime_start.isoformat(),
            "importances": importances,
        }
    )
)
