"""The grid over the film reviews with Keras: the same folds, points and lengths as bench/reviews.

    reviews.py <folder of prepared folds>

Every training is a model of its own, as scikit-learn's GridSearchCV has it. The last line printed is
{"seconds", "best", "trainings"}; imports are not counted.
"""
import glob
import json
import sys
import time

import keras
import numpy

folder = sys.argv[1]


def read(fold, part):
    meta = json.load(open(f"{fold}/meta.json"))
    shape = (meta["counts"][part], meta["featureCount"])
    x = numpy.fromfile(f"{fold}/{part}.x.f32", numpy.float32).reshape(shape).astype(numpy.int32)
    return x, numpy.fromfile(f"{fold}/{part}.y.f32", numpy.float32)


def build(learning_rate):
    model = keras.Sequential(
        [
            keras.layers.Input((500,)),
            keras.layers.Embedding(10000, 16),
            keras.layers.Conv1D(32, 3, activation="relu"),
            keras.layers.MaxPooling1D(3),
            keras.layers.GlobalAveragePooling1D(),
            keras.layers.Dense(16, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(keras.optimizers.Adam(learning_rate), "binary_crossentropy", metrics=["accuracy"])
    return model


folds = [(read(fold, "train"), read(fold, "validation")) for fold in sorted(glob.glob(f"{folder}/fold*"))]
started, best, trainings = time.perf_counter(), 0.0, 0
for learning_rate in (0.01, 0.001):
    for batch in (16, 32, 64):
        for epochs in (10, 20):
            values = []
            for (x, y), (vx, vy) in folds:
                model = build(learning_rate)
                model.fit(x, y, batch_size=batch, epochs=epochs, verbose=0)
                values.append(model.evaluate(vx, vy, verbose=0)[1])
                trainings += 1
            best = max(best, float(numpy.mean(values)))
print(json.dumps({"seconds": time.perf_counter() - started, "best": best, "trainings": trainings}))
