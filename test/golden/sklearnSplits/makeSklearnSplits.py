"""Writes sklearnSplits.json: which rows validate in which fold, by scikit-learn's own splitters without shuffling.

    python3 test/golden/sklearnSplits/makeSklearnSplits.py

Made with scikit-learn 1.2 (Debian's python3-sklearn). Of groups of equal size, GroupKFold takes the last first only while
there are at most 16 of them (NumPy's sort is not stable beyond), so larger cases have groups of different sizes.
"""
import json
import pathlib
import warnings

import numpy as np
from sklearn.model_selection import (
    GroupKFold,
    KFold,
    LeaveOneGroupOut,
    StratifiedGroupKFold,
    StratifiedKFold,
    TimeSeriesSplit,
)

warnings.simplefilter("ignore")
random = np.random.RandomState(5)


def fold_of(splitter, rows, classes=None, groups=None):
    assigned = np.full(rows, -1)
    for fold, (_, validation) in enumerate(splitter.split(np.zeros(rows), classes, groups)):
        assigned[validation] = fold
    return assigned.tolist()


def classes_of(rows, shares):
    return random.choice(len(shares), rows, p=shares)


def groups_of(sizes):
    return random.permutation(np.repeat(np.arange(len(sizes)), sizes))


cases = {"kFold": [], "stratified": [], "grouped": [], "stratifiedGrouped": [], "leaveOneGroupOut": [], "timeSeries": []}
for rows, folds in [(10, 2), (11, 3), (23, 5), (100, 7), (20, 20)]:
    cases["kFold"].append({"rows": rows, "folds": folds, "foldOf": fold_of(KFold(folds), rows)})
for rows, folds, shares in [
    (12, 3, [0.5, 0.5]), (50, 5, [0.7, 0.2, 0.1]), (97, 4, [0.4, 0.3, 0.2, 0.1]), (60, 10, [0.93, 0.07]), (31, 2, [0.34, 0.33, 0.33]),
]:
    classes = classes_of(rows, shares)
    cases["stratified"].append({"folds": folds, "classes": classes.tolist(), "foldOf": fold_of(StratifiedKFold(folds), rows, classes)})
for folds, sizes in [
    (2, [3, 3, 3, 3]), (3, [1, 2, 3, 4, 5, 6]), (4, [5] * 11), (3, [20, 1, 1, 1, 1, 2, 2]), (5, list(random.permutation(np.arange(1, 41)))),
]:
    groups = groups_of(sizes)
    cases["grouped"].append({"folds": folds, "groups": groups.tolist(), "foldOf": fold_of(GroupKFold(folds), len(groups), None, groups)})
for folds, sizes, shares in [
    (3, [4] * 9, [0.5, 0.5]), (2, [1, 2, 3, 4, 5, 6], [0.6, 0.4]), (5, list(random.randint(1, 9, 40)), [0.6, 0.3, 0.1]),
    (4, list(random.randint(1, 30, 25)), [0.25] * 4), (3, [2] * 30, [0.8, 0.2]), (10, list(random.randint(2, 12, 60)), [0.5, 0.3, 0.2]),
]:
    groups = groups_of(sizes)
    classes = classes_of(len(groups), shares)
    cases["stratifiedGrouped"].append({
        "folds": folds, "groups": groups.tolist(), "classes": classes.tolist(),
        "foldOf": fold_of(StratifiedGroupKFold(folds), len(groups), classes, groups),
    })
for sizes in [[3, 4], [1, 5, 2, 8], [2] * 12]:
    groups = groups_of(sizes)
    cases["leaveOneGroupOut"].append({"groups": groups.tolist(), "foldOf": fold_of(LeaveOneGroupOut(), len(groups), None, groups)})
for rows, folds, gap in [(12, 3, 0), (13, 3, 0), (50, 5, 2), (40, 19, 0), (31, 2, 7)]:
    parts = [
        {"train": len(train), "first": int(validation[0]), "last": int(validation[-1])}
        for train, validation in TimeSeriesSplit(folds, gap=gap).split(np.zeros(rows))
    ]
    cases["timeSeries"].append({"rows": rows, "folds": folds, "gap": gap, "parts": parts})

path = pathlib.Path(__file__).parent / "sklearnSplits.json"
path.write_text(json.dumps(cases) + "\n")
