"""Writes pandasSeries.json: calendar parts, rolling statistics, lags, differences and frequencies, by pandas.

    python3 test/golden/pandasSeries/makePandasSeries.py

Made with pandas 1.5 (Debian's python3-pandas). Moments are days since 1970-01-01, as Fettle keeps them; null is missing.
"""
import json
import pathlib

import numpy as np
import pandas as pd

random = np.random.RandomState(3)
DAY = 86400.0


def days(index):
    return [stamp.timestamp() / DAY for stamp in index]


def plain(series):
    return [None if np.isnan(value) else float(value) for value in series]


stamps = pd.DatetimeIndex([
    "1970-01-01", "1969-12-31 23:59:00", "1900-03-01", "1904-02-29 12:30", "2000-02-29", "2000-12-31", "2004-12-31 06:07:08",
    "2005-01-01", "2008-12-29", "2009-12-31 13:01", "2010-01-03", "2012-12-31", "2016-02-28", "2020-12-31 23:59:59", "2021-01-03",
    "2024-02-29 00:00:59", "2026-12-28", "2099-06-15 18:45",
])
parts = {
    "year": stamps.year, "quarter": stamps.quarter, "month": stamps.month, "week": stamps.isocalendar().week,
    "dayOfYear": stamps.dayofyear, "dayOfMonth": stamps.day, "weekday": stamps.weekday, "hour": stamps.hour,
    "minute": stamps.minute, "isWeekend": (stamps.weekday >= 5).astype(int),
}

values = pd.Series(np.round(random.normal(20, 5, 40), 3))
values.iloc[[9, 25]] = np.nan
rolled = [
    {"window": window, "statistic": name, "values": plain(getattr(values.rolling(window), method)())}
    for window in (2, 3, 8)
    for name, method in [("mean", "mean"), ("deviation", "std"), ("least", "min"), ("most", "max"), ("median", "median"), ("sum", "sum")]
]

frequencies = [
    {"name": name, "times": days(pd.date_range("2019-11-04", periods=30, freq=name))}
    for name in ["S", "5T", "H", "6H", "D", "2D", "B", "W-MON", "2W-MON", "MS", "M", "QS", "AS"]
]



def strengths(figures, season):
    """Classical decomposition with centred moving averages, as statsmodels' seasonal_decompose does it."""
    weights = np.ones(season) / season if season % 2 else np.r_[0.5, np.ones(season - 1), 0.5] / season
    half = season // 2
    trend = pd.Series(np.nan, figures.index)
    trend.iloc[half : len(figures) - half] = np.convolve(figures, weights, "valid")
    phase = np.arange(len(figures)) % season
    means = (figures - trend).groupby(phase).mean()
    seasonal = pd.Series((means - means.mean()).to_numpy()[phase], figures.index)
    rest = figures - trend - seasonal
    strength = lambda part: max(0.0, 1 - rest.var(ddof=0) / (part + rest).var(ddof=0))
    return {"trendStrength": strength(trend), "seasonalStrength": strength(seasonal)}


decomposed = []
for unit, season in [("month", 12), ("workday", 5), ("day", 7)]:
    steps = np.arange(12 * season)
    figures = pd.Series(np.round(0.2 * steps + 6 * np.sin(2 * np.pi * steps / season) + random.normal(0, 3, len(steps)), 3))
    decomposed.append({"unit": unit, "season": season, "figures": figures.tolist(), **strengths(figures, season)})

golden = {
    "decomposed": decomposed,
    "stamps": days(stamps),
    "parts": {name: [int(value) for value in values_] for name, values_ in parts.items()},
    "values": plain(values),
    "rolled": rolled,
    "lagged": [{"distance": distance, "values": plain(values.shift(distance))} for distance in (1, 7)],
    "differences": [{"distance": distance, "values": plain(values.diff(distance))} for distance in (1, 7)],
    "frequencies": frequencies,
}
(pathlib.Path(__file__).parent / "pandasSeries.json").write_text(json.dumps(golden) + "\n")
