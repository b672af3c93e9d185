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
  return confusion.map((line, index) => {
    const hits = at(line, index)
    const support = sum(line)
    const predicted = sum(confusion.map((other) => at(other, index)))
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

/** Mean recall of the classes that occur among the true ones; undefined without rows. */
export function balancedAccuracy(confusion: Confusion): number | undefined {
  return mean(
    scoreClasses(confusion)
      .filter((scores) => scores.support > 0)
      .map((scores) => scores.recall),
  )
}

type ScoreName = Exclude<keyof ClassScores, 'support'>

/** F1 of the second class for two classes, else the mean F1 of the classes that occur, true or predicted. */
export function f1Score(confusion: Confusion, isBinary: boolean): number | undefined {
  return classScore(confusion, 'f1', isBinary)
}

/** A score of the second class for two classes, else its mean over the classes that occur, true or predicted. */
export function classScore(confusion: Confusion, name: ScoreName, isBinary: boolean): number | undefined {
  const scores = scoreClasses(confusion)
  if (isBinary) return scores[1]?.[name]
  const occurring = scores.filter(
    (each, index) => each.support > 0 || confusion.some((line) => at(line, index) > 0),
  )
  return mean(occurring.map((each) => each[name]))
}

/** Mean F1, every class counted by its true rows; undefined without rows. */
export function weightedF1(confusion: Confusion): number | undefined {
  const scores = scoreClasses(confusion)
  const rows = sum(scores.map(({ support }) => support))
  return rows === 0 ? undefined : sum(scores.map(({ f1, support }) => f1 * support)) / rows
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
