/** @file What opening the sealed test rows shows, from predictions alone. */
import type { ClassReport, NumberReport, TestReport } from '../../../shared/domain/report'
import type { Output } from '../../../shared/domain/task'
import { countConfusion, predictClasses, scoreClasses } from './classes'
import { measure, toTargetUnits, type Measured } from './measure'
import { wilsonInterval } from '../wilson'

/** The part of a `TestReport` that follows from the predictions. */
export type TestFigures = Pick<
  TestReport,
  'rowCount' | 'metrics' | 'accuracyInterval' | 'baseline' | 'report' | 'matched' | 'naive'
>

export interface TestedRows extends Measured {
  readonly output: Output
  /** Targets of the training rows, as the model learnt them: what a baseline may know. */
  readonly trainY: Float32Array
}

/** Points of the picture "actual against predicted" at most. */
export const MAX_POINTS = 2000

export function buildTestFigures(tested: TestedRows): TestFigures {
  const metrics = measure(tested)
  const rowCount = tested.y.length
  const hits = Math.round((metrics.accuracy ?? 0) * rowCount)
  return {
    rowCount,
    metrics,
    accuracyInterval: metrics.accuracy === undefined ? null : wilsonInterval(hits, rowCount),
    baseline: tested.output.kind === 'classes' ? guessCommonest(tested) : guessMean(tested),
    report:
      tested.output.kind === 'classes'
        ? buildClassReport(tested, tested.output.labels)
        : buildNumberReport(tested),
  }
}

export function buildClassReport({ evaluation, y }: Measured, labels: readonly string[]): ClassReport {
  const confusion = countConfusion(y, predictClasses(evaluation.predictions, y.length), labels.length)
  return {
    kind: 'classes',
    labels: [...labels],
    confusion: confusion.map((line) => [...line]),
    perClass: scoreClasses(confusion).map((scores, index) => ({ label: labels[index] ?? '', ...scores })),
  }
}

/** With more rows than `MAX_POINTS`, evenly spaced ones stand for all. */
export function buildNumberReport({ evaluation, y, target }: Measured): NumberReport {
  const actual = toTargetUnits(y, target)
  const predicted = toTargetUnits(evaluation.predictions, target)
  const count = Math.min(MAX_POINTS, y.length)
  const points = Array.from({ length: count }, (_, point) => {
    const row = Math.floor((point * y.length) / count)
    return { actual: actual[row] ?? 0, predicted: predicted[row] ?? 0 }
  })
  return { kind: 'number', points }
}

/** Accuracy of always naming the class that is commonest among the training rows. */
export function guessCommonest({
  trainY,
  y,
}: {
  readonly trainY: Float32Array
  readonly y: Float32Array
}): number {
  const counts = new Map<number, number>()
  for (const label of trainY) counts.set(label, (counts.get(label) ?? 0) + 1)
  const [commonest] = [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [-1, 0])
  return y.length === 0 ? 0 : y.filter((label) => label === commonest).length / y.length
}

/** Root mean squared error of always naming the mean of the training rows. */
function guessMean({ trainY, y, target }: TestedRows): number {
  const mean = trainY.reduce((total, value) => total + value, 0) / Math.max(1, trainY.length)
  const squares = y.reduce((total, value) => total + (value - mean) ** 2, 0)
  return Math.sqrt(squares / Math.max(1, y.length)) * target.scale
}
