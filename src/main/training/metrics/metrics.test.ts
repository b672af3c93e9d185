import { describe, expect, it } from 'vitest'
import { GOAL_METRICS } from '../../../shared/domain/metric'
import { cohenKappa, matthews } from './agreement'
import { accuracy, countConfusion, predictClasses, scoreClasses, summariseClasses } from './classes'
import { measure } from './measure'
import { scoreNumbers } from './numbers'
import { logLoss, rankAreas, topAccuracy } from './probabilities'
import { wilsonInterval } from '../wilson'

// Expected figures: scikit-learn 1.9.1 (f1_score(average='macro', zero_division=0), precision_recall_fscore_support(labels=
// range(4)), roc_auc_score, log_loss …) and statsmodels 0.15.0 (proportion_confint(method='wilson')) on these very rows.
// Class 3 is predicted once and never true.
const MANY_ACTUAL = [2, 1, 2, 2, 1, 2, 2, 0, 0, 0, 0, 2, 2, 0, 1, 2, 0, 2, 0, 1, 2, 0, 1, 0]
// prettier-ignore
const MANY_PREDICTIONS = new Float32Array([
  0.144, 0.251, 0.481, 0.125, 0.315, 0.362, 0.197, 0.125, 0.159, 0.118, 0.71, 0.013, 0.021, 0.297, 0.471, 0.212,
  0.301, 0.414, 0.238, 0.047, 0.1, 0.1, 0.1, 0.7, 0.229, 0.002, 0.731, 0.038, 0.263, 0.375, 0.217, 0.144,
  0.485, 0.364, 0.045, 0.106, 0.368, 0.374, 0.155, 0.103, 0.347, 0.329, 0.274, 0.051, 0.296, 0.137, 0.481, 0.085,
  0.26, 0.274, 0.441, 0.026, 0.537, 0.163, 0.274, 0.026, 0.416, 0.243, 0.289, 0.052, 0.371, 0.281, 0.204, 0.143,
  0.458, 0.32, 0.202, 0.021, 0.092, 0.443, 0.431, 0.034, 0.475, 0.247, 0.219, 0.058, 0.296, 0.424, 0.027, 0.252,
  0.235, 0.275, 0.338, 0.151, 0.454, 0.45, 0.037, 0.059, 0.37, 0.386, 0.164, 0.08, 0.503, 0.142, 0.243, 0.113,
])
const TWO_ACTUAL = new Float32Array([1, 0, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 0, 0, 1, 1, 1, 1, 1, 0])
const TWO_SCORES = new Float32Array([
  0.6, 0.6, 0.3, 0.7, 0.9, 0.7, 0.8, 0.5, 0.4, 0.3, 0.1, 0.5, 0.7, 0.4, 0.5, 0.5, 1, 0.6, 1, 0.4,
])
const NUMBERS_ACTUAL = [46.71, 48.08, 38.3, 63.18, 43.49, 49.39, 40.48, 42.49, 34.67, 65.08, 48.15, 61.59]
const NUMBERS_PREDICTED = [46.76, 45.3, 36.99, 60.94, 43.52, 47.89, 39.28, 36.98, 31.44, 71.7, 45.47, 57.37]

const confusion = countConfusion(MANY_ACTUAL, predictClasses(MANY_PREDICTIONS, 24), 4)

describe('classes', () => {
  it('counts true classes down and predicted ones across', () => {
    expect(confusion).toEqual([
      [7, 2, 0, 0],
      [1, 4, 0, 0],
      [1, 1, 7, 1],
      [0, 0, 0, 0],
    ])
  })

  it('scores many classes as scikit-learn does, an absent and a never predicted class included', () => {
    expect(accuracy(confusion)).toBeCloseTo(0.75, 12)
    expect(summariseClasses(confusion, false).balancedAccuracy).toBeCloseTo(0.7592592592592592, 12)
    expect(summariseClasses(confusion, false).f1).toBeCloseTo(0.5669934640522876, 12)
    const scores = scoreClasses(confusion)
    expect(scores.map((each) => each.support)).toEqual([9, 5, 10, 0])
    const expected = [
      [0.7777777777777778, 0.7777777777777778, 0.7777777777777778],
      [0.5714285714285714, 0.8, 0.6666666666666666],
      [1, 0.7, 0.8235294117647058],
      [0, 0, 0],
    ]
    scores.forEach(({ precision, recall, f1 }, index) => {
      ;[precision, recall, f1].forEach((value, at) =>
        expect(value).toBeCloseTo(expected[index]?.[at] ?? NaN, 12),
      )
    })
  })

  it('leaves a class that neither occurs nor is predicted out of the mean F1', () => {
    expect(summariseClasses(countConfusion([0, 1, 1], [0, 1, 0], 3), false).f1).toBeCloseTo(
      (2 / 3 + 2 / 3) / 2,
      12,
    )
  })

  it('takes the first of equal probabilities, and class 1 only above one half', () => {
    expect([...predictClasses(new Float32Array([0.4, 0.4, 0.2, 0.1, 0.45, 0.45]), 2)]).toEqual([0, 1])
    expect([...predictClasses(new Float32Array([0.5, 0.5000001]), 2)]).toEqual([0, 1])
  })
})

describe('scores of many and of two classes', () => {
  const two = countConfusion(TWO_ACTUAL, predictClasses(TWO_SCORES, 20), 2)

  it('averages precision, recall and F1 as scikit-learn does', () => {
    expect(summariseClasses(confusion, false).precision).toBeCloseTo(0.5873015873015873, 12)
    expect(summariseClasses(confusion, false).recall).toBeCloseTo(0.5694444444444444, 12)
    expect(summariseClasses(confusion, false).f1Weighted).toBeCloseTo(0.7736928104575163, 12)
    expect(summariseClasses(two, true).precision).toBeCloseTo(0.8, 12)
    expect(summariseClasses(two, true).recall).toBeCloseTo(0.5714285714285714, 12)
  })

  it('measures agreement beyond chance', () => {
    expect(matthews(confusion)).toBeCloseTo(0.6426679648326289, 12)
    expect(cohenKappa(confusion)).toBeCloseTo(0.6307692307692307, 12)
    expect(matthews(two)).toBeCloseTo(0.2182178902359924, 12)
    expect(cohenKappa(two)).toBeCloseTo(0.2, 12)
  })

  it('finds no correlation, and no agreement beyond chance, where only one class occurs', () => {
    const single = countConfusion([1, 1], [1, 1], 2)
    expect(matthews(single)).toBe(0)
    expect(cohenKappa(single)).toBeUndefined()
  })

  it('counts a class among the likeliest as a hit', () => {
    expect(topAccuracy(MANY_PREDICTIONS, MANY_ACTUAL, 2)).toBeCloseTo(0.9166666666666666, 12)
    expect(topAccuracy(MANY_PREDICTIONS, MANY_ACTUAL, 3)).toBe(1)
    expect(topAccuracy(MANY_PREDICTIONS, MANY_ACTUAL, 4)).toBeUndefined()
  })
})

describe('probabilities', () => {
  it('sums precision over the steps of recall', () => {
    expect(rankAreas(TWO_SCORES, TWO_ACTUAL).prAuc).toBeCloseTo(0.8746003664623745, 12)
    expect(rankAreas(new Float32Array([0.2, 0.9]), [0, 0]).prAuc).toBeUndefined()
  })

  it('counts a tie as half a win', () => {
    expect(rankAreas(TWO_SCORES, TWO_ACTUAL).rocAuc).toBeCloseTo(0.7678571428571428, 12)
  })

  it('has no area where only one class occurs', () => {
    expect(rankAreas(new Float32Array([0.2, 0.9]), [1, 1]).rocAuc).toBeUndefined()
  })

  it('keeps a certain and wrong answer finite', () => {
    expect(logLoss(TWO_SCORES, TWO_ACTUAL)).toBeCloseTo(0.5280153956264868, 6)
    expect(logLoss(new Float32Array([1]), [0])).toBeCloseTo(Math.log(2 ** 23), 10)
  })

  it('reads the column of the true class', () => {
    const half = new Float32Array([0.25, 0.25, 0.5, 0.5, 0.25, 0.25])
    expect(logLoss(half, [2, 0])).toBeCloseTo(Math.log(2), 12)
  })
})

describe('numbers', () => {
  it('scores as scikit-learn does', () => {
    const scores = scoreNumbers(Float64Array.from(NUMBERS_ACTUAL), Float64Array.from(NUMBERS_PREDICTED))
    expect(scores?.mse).toBeCloseTo(10.646975, 10)
    expect(scores?.rmse).toBeCloseTo(3.2629702726197207, 12)
    expect(scores?.mae).toBeCloseTo(2.614166666666667, 12)
    expect(scores?.r2).toBeCloseTo(0.8824489933364925, 12)
    expect(scores?.mape).toBeCloseTo(0.05316607608824986, 12)
    expect(scores?.explainedVariance).toBeCloseTo(0.907208032137345, 12)
  })

  it('gives a constant target 1 for a perfect guess, else 0, and no share for a single row', () => {
    const constant = new Float64Array([3, 3])
    expect(scoreNumbers(constant, constant)?.r2).toBe(1)
    expect(scoreNumbers(constant, new Float64Array([3, 4]))?.r2).toBe(0)
    expect(scoreNumbers(new Float64Array([3]), new Float64Array([3]))?.r2).toBeUndefined()
  })
})

describe('wilsonInterval', () => {
  it.each([
    [0, 10, 0, 0.27753279986288926],
    [10, 10, 0.7224672001371106, 1],
    [347, 360, 0.9392051833082474, 0.978777063911687],
    [1, 3, 0.06149194472039626, 0.7923403991979523],
  ])('of %i in %i is %f to %f', (hits, rows, low, high) => {
    const interval = wilsonInterval(hits, rows)
    expect(interval.low).toBeCloseTo(low, 10)
    expect(interval.high).toBeCloseTo(high, 10)
  })
})

describe('measure', () => {
  const target = { center: 0, scale: 1 }

  it('gives all metrics of a binary task', () => {
    const metrics = measure({
      task: 'binary',
      evaluation: { loss: 0.5, predictions: TWO_SCORES },
      y: TWO_ACTUAL,
      target,
    })
    expect(Object.keys(metrics).sort()).toEqual([...GOAL_METRICS.binary].sort())
    expect(metrics.accuracy).toBeCloseTo(0.6, 12)
    expect(metrics.balancedAccuracy).toBeCloseTo(0.6190476190476191, 12)
    expect(metrics.f1).toBeCloseTo(0.6666666666666666, 12)
  })

  it('leaves an undefined metric out', () => {
    const y = new Float32Array([1, 1])
    const metrics = measure({
      task: 'binary',
      evaluation: { loss: 0.5, predictions: new Float32Array(2) },
      y,
      target,
    })
    expect('rocAuc' in metrics).toBe(false)
  })

  it('states errors in the units of the target and keeps the loss as it was trained', () => {
    const metrics = measure({
      task: 'regression',
      evaluation: { loss: 0.25, predictions: new Float32Array([0, 1]) },
      y: new Float32Array([0.5, 0.5]),
      target: { center: 100, scale: 20 },
    })
    expect(metrics).toMatchObject({ loss: 0.25, mse: 100, rmse: 10, mae: 10, r2: 0 })
    expect(Object.keys(metrics).sort()).toEqual([...GOAL_METRICS.regression].sort())
  })
})
