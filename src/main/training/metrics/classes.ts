/** @file Scores of predicted classes, as scikit-learn defines them. */

/** Precision, recall and F1 of one class are 0 where they would be 0/0; `support` counts rows of that true class. */
export interface ClassScores {
  readonly precision: number
  readonly recall: number
  readonly f1: number
  readonly support: number
}

/** Rows are true classes, columns predicted ones; counts of rows. */
export type Confusion = readonly (readonly number[])[]

/**
 * The class of every row: the first of the highest probabilities; with a single output, class 1 above one half.
 * @param predictions row-major [rows, outputs]
 */
export function predictClasses(predictions: Float32Array, rows: number): Int32Array {
  const outputs = predictions.length / rows
  const classes = new Int32Array(rows)
  if (outputs === 1) {
    for (let row = 0; row < rows; row++) classes[row] = at(predictions, row) > 0.5 ? 1 : 0
    return classes
  }
  for (let row = 0; row < rows; row++) {
    let best = 0
    for (let output = 1; output < outputs; output++) {
      if (at(predictions, row * outputs + output) > at(predictions, row * outputs + best)) best = output
    }
    classes[row] = best
  }
  return classes
}

export function countConfusion(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classCount: number,
): Confusion {
  const flat = new Float64Array(classCount * classCount)
  for (let row = 0; row < actual.length; row++) {
    const cell = at(actual, row) * classCount + at(predicted, row)
    flat[cell] = at(flat, cell) + 1
  }
  return Array.from({ length: classCount }, (_, line) => [
    ...flat.subarray(line * classCount, (line + 1) * classCount),
  ])
}

/** One entry a class, in the order of the confusion matrix. */
export function scoreClasses(confusion: Confusion): ClassScores[] {
  const predictedCounts = columnSums(confusion)
  return confusion.map((line, index) => {
    const hits = at(line, index)
    const support = sum(line)
    const predicted = at(predictedCounts, index)
    return {
      precision: ratio(hits, predicted),
      recall: ratio(hits, support),
      f1: ratio(2 * hits, support + predicted),
      support,
    }
  })
}

/** Share of rows whose class was found; undefined without rows. */
export function accuracy(confusion: Confusion): number | undefined {
  const rows = sum(confusion.map(sum))
  return rows === 0 ? undefined : sum(confusion.map((line, index) => at(line, index))) / rows
}

/** Scores over all classes; undefined where there is nothing to average. */
export interface ClassSummary {
  /** Mean recall of the classes that occur among the true ones. */
  readonly balancedAccuracy: number | undefined
  /** Of the second class for two classes, else the mean over the classes that occur, true or predicted. */
  readonly precision: number | undefined
  readonly recall: number | undefined
  readonly f1: number | undefined
  /** Mean F1, every class counted by its true rows. */
  readonly f1Weighted: number | undefined
}

export function summariseClasses(confusion: Confusion, isBinary: boolean): ClassSummary {
  const scores = scoreClasses(confusion)
  const actual = scores.filter(({ support }) => support > 0)
  const predictedCounts = columnSums(confusion)
  const occurring = scores.filter(({ support }, index) => support > 0 || at(predictedCounts, index) > 0)
  const average = (name: 'precision' | 'recall' | 'f1'): number | undefined =>
    isBinary ? scores[1]?.[name] : mean(occurring.map((each) => each[name]))
  const rows = sum(scores.map(({ support }) => support))
  return {
    balancedAccuracy: mean(actual.map(({ recall }) => recall)),
    precision: average('precision'),
    recall: average('recall'),
    f1: average('f1'),
    f1Weighted: rows === 0 ? undefined : sum(scores.map(({ f1, support }) => f1 * support)) / rows,
  }
}

/** Rows predicted as each class. */
export function columnSums(confusion: Confusion): Float64Array {
  const sums = new Float64Array(confusion.length)
  for (const line of confusion) line.forEach((count, index) => (sums[index] = at(sums, index) + count))
  return sums
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : sum(values) / values.length
}

/** Indices here come from lengths, so the element is always there. */
function at(values: ArrayLike<number>, index: number): number {
  return values[index] ?? 0
}
