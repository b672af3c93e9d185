"""Writes what scikit-learn makes of small columns, as figures that the tests of src/main/datasets/statistics must meet.

Run in this folder with any Python that has scikit-learn 1.4 or newer (Debian: python3-sklearn):

    python3 write.py

Each JSON file is one flat object: a name and its list of numbers, null where one is missing; "name/0", "name/1" … are the
columns of one table. Inputs are drawn here from a fixed seed and rounded, so that they are written exactly.
"""

import json
from pathlib import Path

import numpy as np
import sklearn
from scipy import special, stats
from sklearn.decomposition import PCA
from sklearn.feature_extraction import FeatureHasher
from sklearn.feature_selection import VarianceThreshold, chi2, f_classif, f_regression
from sklearn.feature_selection import mutual_info_classif, mutual_info_regression
from sklearn.feature_selection._mutual_info import _compute_mi_cc, _compute_mi_cd
from sklearn.impute import KNNImputer
from sklearn.metrics import mutual_info_score
from sklearn.model_selection import PredefinedSplit
from sklearn.preprocessing import KBinsDiscretizer, MaxAbsScaler, MinMaxScaler, Normalizer, PolynomialFeatures
from sklearn.preprocessing import PowerTransformer, QuantileTransformer, RobustScaler, StandardScaler, TargetEncoder
from sklearn.utils import murmurhash3_32

ROWS = 60
random = np.random.default_rng(20)


def draw(kind, rows=ROWS, digits=4):
    return np.round(getattr(random, kind)(size=rows), digits)


def holed(column, every):
    """The column with some figures missing."""
    column = column.astype(float).copy()
    column[::every] = np.nan
    return column


# Awkward on purpose: far from 0, skewed, tied, negative, with holes, constant.
NORMAL = draw("normal") * 3 + 1000
SKEWED = np.round(random.lognormal(1, 1, ROWS), 3)
TIED = random.integers(-2, 4, ROWS).astype(float)
HOLED = holed(draw("normal"), 7)
SMALL = np.round(random.normal(size=ROWS), 3) * 1e-6
CONSTANT = np.full(ROWS, 0.1)
COLUMNS = [NORMAL, SKEWED, TIED, HOLED, SMALL, CONSTANT]
WHOLE = [NORMAL, SKEWED, TIED, SMALL]
CLASSES = random.integers(0, 3, ROWS)
TARGET = np.round(SKEWED * 0.5 + draw("normal"), 4)


def number(value):
    value = float(value)
    return None if np.isnan(value) else float(f"{value:.13g}")


def write(name, tables):
    """A list of columns is one table; anything else is one column."""
    flat = {}
    for key, value in tables.items():
        if isinstance(value, list) and np.ndim(value[0]) > 0:
            for at, column in enumerate(value):
                flat[f"{key}/{at}"] = [number(cell) for cell in column]
        else:
            flat[key] = [number(cell) for cell in np.ravel(value)]
    text = json.dumps({"version": sklearn.__version__, "figures": flat}, separators=(",", ":"))
    Path(__file__).with_name(f"{name}.json").write_text(text + "\n")


def table(columns):
    return np.column_stack(columns)


def columns(array):
    return list(np.asarray(array).T)


def scaling():
    X = table(COLUMNS)
    rows = table([TIED, NORMAL - 1000, np.where(TIED == 0, 0, SKEWED)])
    rows[3] = 0
    standard, minmax, robust, maxabs = (
        StandardScaler().fit(X),
        MinMaxScaler((-1, 2)).fit(X),
        RobustScaler(quantile_range=(10, 75)).fit(X),
        MaxAbsScaler().fit(X),
    )
    shares = np.array([0, 0.01, 0.1, 0.25, 1 / 3, 0.5, 0.75, 0.9, 0.999, 1])
    write(
        "scaling",
        {
            "x": COLUMNS,
            "standard": columns(standard.transform(X)),
            "minMax": columns(minmax.transform(X)),
            "robust": columns(robust.transform(X)),
            "maxAbs": columns(maxabs.transform(X)),
            "rows": columns(rows),
            "l1": columns(Normalizer("l1").transform(rows)),
            "l2": columns(Normalizer("l2").transform(rows)),
            "max": columns(Normalizer("max").transform(rows)),
            "shares": shares,
            "quantiles": columns(np.nanpercentile(X, shares * 100, axis=0)),
        },
    )


def power():
    positive = [SKEWED, NORMAL, np.round(random.weibull(2, ROWS) + 0.01, 4), holed(SKEWED**2, 9)]
    any_sign = [SKEWED, HOLED, -SKEWED, TIED, np.round(stats.t.rvs(3, size=ROWS, random_state=4), 4)]
    box = PowerTransformer("box-cox", standardize=False).fit(table(positive))
    yeo = PowerTransformer("yeo-johnson", standardize=False).fit(table(any_sign))
    write(
        "power",
        {
            "positive": positive,
            "boxCoxLambdas": box.lambdas_,
            "boxCox": columns(box.transform(table(positive))),
            "anySign": any_sign,
            "yeoJohnsonLambdas": yeo.lambdas_,
            "yeoJohnson": columns(yeo.transform(table(any_sign))),
        },
    )


def shaping():
    X = table(COLUMNS)
    some = QuantileTransformer(n_quantiles=20).fit(X)
    all_ = QuantileTransformer(n_quantiles=1000, output_distribution="normal").fit(table(WHOLE))
    new = np.linspace(-4, 5, 40)[:, None] * np.nanstd(X, axis=0) + np.nanmean(X, axis=0)
    new[:, 2] = np.round(new[:, 2])
    new[:, 5] = CONSTANT[0]
    gaps = np.round(np.concatenate([random.normal(0, 0.1, 20), random.normal(10, 0.1, 30), [100, 101]]), 4)
    bins = {}
    for strategy in ("uniform", "quantile", "kmeans"):
        for name, column, count in (("SKEWED", SKEWED, 5), ("TIED", TIED, 6), ("NORMAL", NORMAL, 7), ("gaps", gaps, 7)):
            settings = {"quantile_method": "linear"} if "quantile_method" in KBinsDiscretizer().get_params() else {}
            fitted = KBinsDiscretizer(count, encode="ordinal", strategy=strategy, subsample=None, **settings)
            fitted.fit(column[:, None])
            bins[f"{strategy}Edges/{name}"] = fitted.bin_edges_[0]
            bins[f"{strategy}Codes/{name}"] = fitted.transform(column[:, None])
    products = table([TIED, SKEWED, HOLED])[:6]
    products[np.isnan(products)] = 0.5
    write(
        "shaping",
        {
            "x": COLUMNS,
            "new": columns(new),
            "uniform": columns(some.transform(new)),
            "uniformOfSelf": columns(some.transform(X)),
            "whole": WHOLE,
            "normal": columns(all_.transform(table(WHOLE))),
            "normalOfNew": columns(all_.transform(new[:, [0, 1, 2, 4]])),
            "SKEWED": SKEWED,
            "TIED": TIED,
            "NORMAL": NORMAL,
            "gaps": gaps,
            **bins,
            "products": columns(products),
            "degree3": columns(PolynomialFeatures(3, include_bias=False).fit_transform(products)),
            "interactions": columns(
                PolynomialFeatures(3, include_bias=False, interaction_only=True).fit_transform(products)
            ),
        },
    )


def scores():
    counts = [SKEWED, np.abs(TIED), (CLASSES == 1).astype(float), np.round(random.exponential(size=ROWS), 3)]
    moved = [NORMAL + CLASSES, SKEWED, TIED, SMALL, draw("normal") + 30 * CLASSES]
    lines = [*WHOLE, np.round(TARGET * 2 + 0.1 * draw("normal"), 4)]
    chi, chi_p = chi2(table(counts), CLASSES)
    f, f_p = f_classif(table(moved), CLASSES)
    r, r_p = f_regression(table(lines), TARGET)
    write(
        "scores",
        {
            "classes": CLASSES,
            "target": TARGET,
            "counts": counts,
            "chi2": chi,
            "chi2P": chi_p,
            "moved": moved,
            "fClassif": f,
            "fClassifP": f_p,
            "lines": lines,
            "fRegression": r,
            "fRegressionP": r_p,
            "variance": VarianceThreshold(0.5).fit(table(COLUMNS)).get_support(),
            "columns": COLUMNS,
        },
    )


def tails():
    x = np.array([0.001, 0.5, 1, 3.3, 9, 40, 160, 700])
    write(
        "tails",
        {
            "x": x,
            "chi": [stats.chi2.sf(x, freedom) for freedom in (1, 2, 7, 200)],
            "f": [stats.f.sf(x, *freedom) for freedom in ((1, 5), (2, 57), (9, 1000), (40, 3))],
            "digamma": special.digamma(x),
            "logGamma": special.gammaln(x),
            "shares": np.array([1e-300, 1e-12, 1e-7, 0.001, 0.07, 0.2, 0.5, 0.6, 0.93, 0.9999999]),
            "normalQuantile": stats.norm.ppf([1e-300, 1e-12, 1e-7, 0.001, 0.07, 0.2, 0.5, 0.6, 0.93, 0.9999999]),
        },
    )


def information():
    x, noise = random.normal(size=(2, 300)).round(5)
    figures = [x, np.round(x + 0.3 * noise, 5), np.round(np.sin(3 * x) + 0.1 * noise, 5), noise]
    tied = [np.round(x, 1), np.round(x + noise, 0)]
    classes = (x > 0).astype(int) + (noise > 1)
    others = [(noise > 0).astype(int), np.digitize(x, [-1, 0, 1]), random.integers(0, 30, 300)]
    rare = classes.copy()
    rare[:2] = [7, 8]
    write(
        "information",
        {
            "figures": figures,
            "tied": tied,
            "classes": classes,
            "rare": rare,
            "others": others,
            "cc": [_compute_mi_cc(x, column, 3) for column in figures[1:]],
            "ccTied": [_compute_mi_cc(x, tied[0], 3), _compute_mi_cc(tied[1], x, 4), _compute_mi_cc(*tied, 3)],
            "cd": [_compute_mi_cd(column, classes, 3) for column in [*figures, *tied]],
            "cdRare": [_compute_mi_cd(column, rare, 5) for column in [*figures, *tied]],
            "dd": [mutual_info_score(column, classes) for column in others],
            "classif": mutual_info_classif(table(figures), classes, random_state=0),
            "regression": mutual_info_regression(table(figures[1:]), x, random_state=0),
        },
    )


def association():
    left = random.integers(0, 4, ROWS)
    right = np.where(random.random(ROWS) < 0.5, left, random.integers(0, 3, ROWS))
    counts = np.zeros((4, 4), dtype=int)
    np.add.at(counts, (left, right), 1)
    write(
        "association",
        {
            "columns": WHOLE + [TARGET],
            "pearson": np.corrcoef(table(WHOLE + [TARGET]), rowvar=False),
            "spearman": stats.spearmanr(table(WHOLE + [TARGET])).statistic,
            "left": left,
            "right": right,
            "cramersV": [stats.contingency.association(counts, "cramer")],
        },
    )


def components():
    mixed = random.normal(size=(40, 3)) @ random.normal(size=(3, 6)) + 0.1 * random.normal(size=(40, 6))
    tall = np.round(mixed + [0, 5, -3, 100, 0, 1], 4)
    wide = np.round(random.normal(size=(8, 20)) * np.linspace(1, 3, 20), 4)
    fits = {"tall": PCA(4).fit(tall), "share": PCA(0.9, svd_solver="full").fit(tall), "wide": PCA(5).fit(wide)}
    out = {"tallX": columns(tall), "wideX": columns(wide)}
    for name, fitted in fits.items():
        out |= {
            f"{name}Means": fitted.mean_,
            f"{name}Components": list(fitted.components_),
            f"{name}Variances": fitted.explained_variance_,
            f"{name}Shares": fitted.explained_variance_ratio_,
        }
    write("components", out | {"whitened": columns(PCA(3, whiten=True).fit_transform(tall))})


def neighbours():
    train = np.round(random.normal(size=(40, 4)) * [1, 2, 5, 1], 4)
    train[random.random((40, 4)) < 0.25] = np.nan
    new = np.round(random.normal(size=(12, 4)) * [1, 2, 5, 1], 4)
    new[random.random((12, 4)) < 0.4] = np.nan
    new[0] = np.nan
    fitted = KNNImputer(n_neighbors=4).fit(train)
    write(
        "neighbours",
        {
            "train": columns(train),
            "new": columns(new),
            "trainFilled": columns(fitted.transform(train)),
            "newFilled": columns(fitted.transform(new)),
        },
    )


def encoding():
    codes = random.integers(0, 6, ROWS)
    codes[0] = 6
    folds = np.arange(ROWS) % 5
    binary = (TARGET > np.median(TARGET)).astype(int)
    out = {"codes": codes, "folds": folds, "target": TARGET, "binary": binary, "classes": CLASSES}
    for smooth, word in (("auto", "Auto"), (7.5, "Fixed")):
        for name, target in (("target", TARGET), ("binary", binary), ("classes", CLASSES)):
            encoder = TargetEncoder(
                smooth=smooth, cv=PredefinedSplit(folds), target_type="continuous" if name == "target" else "auto"
            )
            out[f"{name}{word}OutOfFold"] = columns(encoder.fit_transform(codes[:, None], target))
            out[f"{name}{word}"] = [np.ravel(values) for values in encoder.encodings_]
    words = ["", "a", "red", "rød", "a rather long category", "猫", "🦊 fox", "x=1", "tail"]
    hashed = FeatureHasher(n_features=16, input_type="string").transform([[word] for word in words])
    write(
        "encoding",
        out
        | {
            "hashes": [murmurhash3_32(word.encode(), 0) for word in words],
            "places": hashed.indices,
            "signs": hashed.data,
        },
    )


for job in (scaling, power, shaping, scores, tails, information, association, components, neighbours, encoding):
    job()
