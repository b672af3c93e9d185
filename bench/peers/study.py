"""Optuna's random search over the digits with PyTorch or Keras: the same space, rows and epochs as bench/study.

    study.py <peer> <prepared folder> <trials> <epochs>

`optuna-pytorch` is written as Optuna's own example for PyTorch is, `optuna-pytorch-tuned` without its DataLoader and with the
fused Adam, `optuna-keras` with `fit`. One job at a time: two were slower for each of them, since Python threads share a lock.
The last line printed is {"seconds", "best", "trials"}; imports are not counted.
"""
import json
import sys
import time

import numpy
import optuna

peer, folder, trials, epochs = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:])


def read(part):
    meta = json.load(open(f"{folder}/meta.json"))
    shape = (meta["counts"][part], meta["featureCount"])
    x = numpy.fromfile(f"{folder}/{part}.x.f32", numpy.float32).reshape(shape)
    return x, numpy.fromfile(f"{folder}/{part}.y.f32", numpy.float32).astype(numpy.int64)


def suggest(trial):
    layers = trial.suggest_int("layers", 1, 3)
    return {
        "units": [trial.suggest_int(f"units{index}", 16, 256, log=True) for index in range(layers)],
        "rates": [trial.suggest_float(f"rate{index}", 0, 0.5) for index in range(layers)],
        "learning_rate": trial.suggest_float("learning_rate", 1e-4, 1e-2, log=True),
        "batch": trial.suggest_int("batch", 16, 128, log=True),
    }


def pytorch_objective(tuned):
    import torch

    torch.set_num_threads(1)  # more threads are slower for nets of this size
    (x, y), (vx, vy) = [[torch.from_numpy(part) for part in read(name)] for name in ("train", "validation")]

    def batches(size):
        if not tuned:
            data = torch.utils.data.TensorDataset(x, y)
            yield from torch.utils.data.DataLoader(data, batch_size=size, shuffle=True)
            return
        order = torch.randperm(len(x))
        for start in range(0, len(x), size):
            rows = order[start : start + size]
            yield x[rows], y[rows]

    def objective(trial):
        choice = suggest(trial)
        layers, size = [], x.shape[1]
        for units, rate in zip(choice["units"], choice["rates"]):
            layers += [torch.nn.Linear(size, units), torch.nn.ReLU(), torch.nn.Dropout(rate)]
            size = units
        model = torch.nn.Sequential(*layers, torch.nn.Linear(size, 10))
        optimizer = torch.optim.Adam(model.parameters(), lr=choice["learning_rate"], fused=tuned or None)
        loss_of, best = torch.nn.CrossEntropyLoss(), 0.0
        for _ in range(epochs):
            model.train()
            for inputs, targets in batches(choice["batch"]):
                optimizer.zero_grad()
                loss_of(model(inputs), targets).backward()
                optimizer.step()
            model.eval()
            with torch.inference_mode():
                best = max(best, (model(vx).argmax(1) == vy).float().mean().item())
        return best

    return objective


def keras_objective():
    import keras

    (x, y), validation = read("train"), read("validation")

    def objective(trial):
        choice = suggest(trial)
        layers = [keras.layers.Input((x.shape[1],))]
        for units, rate in zip(choice["units"], choice["rates"]):
            layers += [keras.layers.Dense(units, activation="relu"), keras.layers.Dropout(rate)]
        model = keras.Sequential([*layers, keras.layers.Dense(10, activation="softmax")])
        model.compile(
            optimizer=keras.optimizers.Adam(choice["learning_rate"]),
            loss="sparse_categorical_crossentropy",
            metrics=["accuracy"],
        )
        history = model.fit(
            x, y, batch_size=choice["batch"], epochs=epochs, validation_data=validation, verbose=0
        )
        return max(history.history["val_accuracy"])

    return objective


optuna.logging.set_verbosity(optuna.logging.WARNING)
objective = keras_objective() if peer == "optuna-keras" else pytorch_objective(peer == "optuna-pytorch-tuned")
started = time.perf_counter()
study = optuna.create_study(direction="maximize", sampler=optuna.samplers.RandomSampler(seed=1))
study.optimize(objective, n_trials=trials)
seconds = time.perf_counter() - started
print(json.dumps({"seconds": seconds, "best": study.best_value, "trials": trials}))
