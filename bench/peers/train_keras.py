"""Keras, as its users train: compile and fit. The argument is the backend, `tensorflow` or `jax`."""
import os
import sys

os.environ["KERAS_BACKEND"] = sys.argv[1]
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
os.environ["JAX_PLATFORMS"] = "cpu"

import keras  # noqa: E402
from works import make_data, ms_before, serve  # noqa: E402

LAYERS = {
    "dense": lambda spec, _: keras.layers.Dense(spec["units"], activation="relu"),
    "conv2d": lambda spec, _: keras.layers.Conv2D(spec["filters"], spec["kernelSize"], activation="relu"),
    "conv1d": lambda spec, _: keras.layers.Conv1D(spec["filters"], spec["kernelSize"], activation="relu"),
    "maxPool2d": lambda spec, _: keras.layers.MaxPooling2D(spec["poolSize"]),
    "maxPool1d": lambda spec, _: keras.layers.MaxPooling1D(spec["poolSize"]),
    "globalAveragePool": lambda _spec, _: keras.layers.GlobalAveragePooling1D(),
    "flatten": lambda _spec, _: keras.layers.Flatten(),
    "embedding": lambda spec, work: keras.layers.Embedding(work["input"]["vocabulary"], spec["units"]),
    "lstm": lambda spec, _: keras.layers.LSTM(spec["units"], return_sequences=spec["returnSequences"]),
}
HEADS = {
    "classes": ("softmax", "sparse_categorical_crossentropy"),
    "binary": ("sigmoid", "binary_crossentropy"),
    "number": (None, "mse"),
}


def build(work):
    kind = "int32" if work["input"]["kind"] == "tokens" else "float32"
    activation, loss = HEADS[work["output"]["kind"]]
    head = keras.layers.Dense(work["output"].get("count", 1), activation=activation)
    hidden = [LAYERS[spec["kind"]](spec, work) for spec in work["layers"]]
    model = keras.Sequential([keras.Input(work["input"]["shape"], dtype=kind), *hidden, head])
    model.compile(optimizer=keras.optimizers.Adam(1e-3), loss=loss)
    return model


def open_work(work):
    x, y = make_data(work)

    def prepare(_):
        model = build(work)
        return lambda: model.fit(x, y, batch_size=work["batch"], epochs=1, verbose=0)

    return ms_before(work, prepare)


serve(open_work)
