"""What shap and scikit-learn say of a fixed network, for test/integration/explain/peers.test.ts.

Run with the Python that has them: `.venv-peers/bin/python test/golden/explain/makeExplain.py` (shap 0.51, scikit-learn 1.9).
"""
import json
from pathlib import Path

import numpy as np
import shap
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.inspection import partial_dependence, permutation_importance

rng = np.random.default_rng(7)
FEATURES, UNITS, CLASSES = 5, 6, 3
W1 = np.round(rng.normal(size=(FEATURES, UNITS)), 4).astype(np.float32)
B1 = np.round(rng.normal(size=UNITS) * 0.3, 4).astype(np.float32)
W2 = np.round(rng.normal(size=(UNITS, CLASSES)) * 1.5, 4).astype(np.float32)
B2 = np.round(rng.normal(size=CLASSES) * 0.3, 4).astype(np.float32)
X = np.round(rng.normal(size=(160, FEATURES)), 4)
X[:, 4] = rng.integers(0, 4, size=160)


def predict(x):
    logits = np.tanh(np.asarray(x, dtype=np.float64) @ W1 + B1) @ W2 + B2
    shares = np.exp(logits - logits.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)


class Fixed(ClassifierMixin, BaseEstimator):
    classes_ = np.arange(CLASSES)

    def fit(self, x, y):
        return self

    def predict_proba(self, x):
        return predict(x)

    def predict(self, x):
        return predict(x).argmax(axis=1)

    def __sklearn_is_fitted__(self):
        return True


y = np.array([rng.choice(CLASSES, p=row) for row in predict(X)])
explained, background = X[:12], X[100:140]
exact = shap.explainers.Exact(predict, shap.maskers.Independent(background, max_samples=len(background)))
shap_values = exact(explained)
kernel = shap.KernelExplainer(predict, background)
kernel_values = kernel.shap_values(explained, nsamples=2000, silent=True)
importance = {
    metric: permutation_importance(Fixed(), X, y, scoring=scoring, n_repeats=400, random_state=1)
    for metric, scoring in {"accuracy": "accuracy", "logLoss": "neg_log_loss"}.items()
}
one = partial_dependence(Fixed(), X, [1], grid_resolution=12, kind="both", response_method="predict_proba")
few = partial_dependence(Fixed(), X, [4], grid_resolution=12, response_method="predict_proba")
two = partial_dependence(Fixed(), X, [(0, 4)], grid_resolution=6, response_method="predict_proba")
figures = {
    "weights": {"first/kernel": W1.tolist(), "first/bias": B1.tolist(), "output/kernel": W2.tolist(), "output/bias": B2.tolist()},
    "x": X.tolist(),
    "y": y.tolist(),
    "explained": 12,
    "background": [100, 140],
    "shap": {"base": shap_values.base_values[0].tolist(), "values": shap_values.values.tolist(), "kernel": np.asarray(kernel_values).tolist()},
    "importance": {
        name: {"mean": found.importances_mean.tolist(), "deviation": found.importances_std.tolist()}
        for name, found in importance.items()
    },
    "dependence": {
        "one": {"grid": one["grid_values"][0].tolist(), "mean": one["average"].tolist(), "single": one["individual"][:, :5].tolist()},
        "few": {"grid": few["grid_values"][0].tolist(), "mean": few["average"].tolist()},
        "two": {"grid": [grid.tolist() for grid in two["grid_values"]], "mean": two["average"].tolist()},
    },
}
Path(__file__).with_name("figures.json").write_text(json.dumps(figures, separators=(",", ":")) + "\n")
