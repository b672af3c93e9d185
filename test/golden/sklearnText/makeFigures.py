"""Writes figures.json: what scikit-learn makes of a few texts. Run with Debian's python3-sklearn: `/usr/bin/python3 makeFigures.py`."""

import itertools
import json
import pathlib

import sklearn
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

TRAINING = [
    "red green blue red red fish",
    "blue fish swim in the blue sea",
    "the green sea and the red sun",
    "one fish two fish red fish blue fish",
    "sun and sea and sun",
    "a red red red sun",
    "sea fish",
    "the quick brown fox",
]
NEW = ["red fish in the unknown sea", "nothing here", "", "sun sun sun blue blue the fox", "quick brown quick brown fox"]

CASES = [
    {"unit": unit, "ngrams": ngrams, "minimumCount": low, "maximumShare": high, "maximumFeatures": most}
    for unit, ngrams, low, high, most in [
        ("words", 1, 1, 1.0, 1000),
        ("words", 2, 1, 1.0, 1000),
        ("words", 3, 2, 0.5, 1000),
        ("words", 1, 1, 1.0, 2),
        ("characters", 1, 1, 1.0, 1000),
        ("characters", 3, 2, 0.75, 1000),
    ]
]
WEIGHTS = [
    {"weighting": weighting, "sublinear": sublinear, "smooth": smooth, "norm": norm}
    for weighting, sublinear, smooth, norm in itertools.product(
        ("tfidf", "counts", "binary"), (False, True), (True, False), ("l2", "l1", "none")
    )
    if not (weighting == "binary" and sublinear) and (weighting == "tfidf" or smooth)
]


def vectorize(case, weights):
    counter = CountVectorizer(
        analyzer="word" if case["unit"] == "words" else "char",
        tokenizer=str.split if case["unit"] == "words" else None,
        token_pattern=None,
        lowercase=False,
        ngram_range=(1, case["ngrams"]),
        min_df=case["minimumCount"],
        max_df=case["maximumShare"],
        max_features=case["maximumFeatures"],
        binary=weights["weighting"] == "binary",
    )
    transformer = TfidfTransformer(
        norm=None if weights["norm"] == "none" else weights["norm"],
        use_idf=weights["weighting"] == "tfidf",
        smooth_idf=weights["smooth"],
        sublinear_tf=weights["sublinear"],
    )
    transformer.fit(counter.fit_transform(TRAINING))
    rows = transformer.transform(counter.transform(NEW)).toarray()
    idf = transformer.idf_.tolist() if weights["weighting"] == "tfidf" else None
    return {"vocabulary": counter.get_feature_names_out().tolist(), "idf": idf, "rows": rows.tolist()}


def main():
    cases = [
        {"settings": {**case, **weights}, **vectorize(case, weights)}
        for index, case in enumerate(CASES)
        for weights in (WEIGHTS if index == 0 else WEIGHTS[:1])
    ]
    figures = {"sklearn": sklearn.__version__, "training": TRAINING, "new": NEW, "cases": cases}
    path = pathlib.Path(__file__).with_name("figures.json")
    path.write_text(json.dumps(figures) + "\n", encoding="utf-8")


main()
