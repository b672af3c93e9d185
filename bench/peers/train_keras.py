"""Keras on TensorFlow, as its users train: compile and fit."""
import os

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"

import keras  # noqa: E402
from works import make_data, serve, timed  # noqa: E402


def open_work(work):
    x, y = make_data(work)
    hidden = [keras.layers.Dense(units, activation="relu") for units in work["hidden"]]
    model = keras.Sequential(
        [keras.Input((work["features"],)), *hidden, keras.layers.Dense(work["classes"], activation="softmax")]
    )
    model.compile(optimizer=keras.optimizers.Adam(1e-3), loss="sparse_categorical_crossentropy")

    def train():
        model.fit(x, y, batch_size=work["batch"], epochs=1, verbose=0)

    train()
    return lambda: timed(train, work["steps"])


serve(open_work)
