/** @file Keeps the columns of figures that say most. */
import type { StepOf } from '../../../../shared/domain/recipe'
import type { StepFact } from '../../../../shared/domain/recipePreview'
import { momentsOf, rangeOf } from '../../statistics/column/moments'
import { forestImportance } from '../../statistics/forest/forestImportance'
import { targetOfClasses, targetOfFigures } from '../../statistics/forest/target'
import { scoreChiSquare } from '../../statistics/scores/chiSquare'
import { scoreInformation } from '../../statistics/scores/scoreInformation'
import { scoreClassMeans, scoreLine } from '../../statistics/scores/varianceRatio'
import { keepBest, keepUncorrelated, keepVarying } from '../../statistics/selection/filters'
import { sampleColumns, sampleTarget } from './sampleColumns'
import { takesFigures, type FitContext, type FitTarget, type StepRule } from './rule'

type Select = StepOf<'select'>

/** Scores of the columns, in their order, and the places of those that stay, ascending. */
interface Choice {
  readonly scores: readonly number[]
  readonly kept: readonly number[]
}

/** Scores that a preview lists. */
const MOST_SHOWN = 50

export const SELECT_RULE: StepRule<Select> = {
  takes: takesFigures,
  fit: (step, context) => {
    const { columns } = context
    const { scores, kept } = CHOICES[step.method](step, context)
    const keeps = new Set(kept)
    const dropped = columns.filter((_, place) => !keeps.has(place))
    return {
      primitives: dropped.length > 0 ? [{ kind: 'drop', columns: dropped }] : [],
      facts: () => [listScores(columns, scores, keeps)],
    }
  },
}

const CHOICES: { readonly [Method in Select['method']]: (step: Select, context: FitContext) => Choice } = {
  variance: ({ threshold }, { frame, columns }) => {
    const scores = columns.map((name) => momentsOf(frame.figures(name).values).variance)
    const kept = columns.flatMap((name, place) =>
      keepVarying([frame.figures(name).values], threshold).map(() => place),
    )
    return { scores, kept }
  },
  correlation: ({ threshold }, context) => {
    const { columns } = sampleColumns(context)
    const kept = keepUncorrelated(columns, threshold)
    return { scores: columns.map((values) => momentsOf(values).variance), kept }
  },
  chiSquared: byScore(scoreByChiSquare),
  anovaF: byScore(scoreByVariance),
  mutualInformation: byScore(scoreByInformation),
  forest: ({ count }, context) => {
    const { columns, rows } = sampleColumns(context)
    const target = sampleTarget(context.target, rows)
    const scores = forestImportance(columns.map(withoutGaps), toTreeTarget(target), { seed: context.seed })
    return { scores: [...scores], kept: keepBest(scores, count) }
  },
}

/** The score of one column, which may be looked at alone. */
type Score = (values: Float64Array, context: FitContext) => number

function byScore(score: Score): (step: Select, context: FitContext) => Choice {
  return ({ count }, context) => {
    const scores = context.columns.map((name) => score(context.frame.figures(name).values, context))
    return { scores, kept: keepBest(scores, count) }
  }
}

/** χ² is about classes; figures are told by the F statistic of a line. */
function scoreByChiSquare(values: Float64Array, context: FitContext): number {
  const { target } = context
  if (target.kind === 'number') return scoreByVariance(values, context)
  const low = rangeOf(values)?.low ?? 0
  return scoreChiSquare(
    values.map((value) => value - low),
    target.categories,
  ).score
}

function scoreByVariance(values: Float64Array, { target }: FitContext): number {
  if (target.kind === 'number') return scoreLine(values, target.values).score
  return scoreClassMeans(values, target.categories).score
}

function scoreByInformation(values: Float64Array, { target, seed }: FitContext): number {
  return scoreInformation({ kind: 'figures', values }, informationOf(target), { seed })
}

function informationOf(target: FitTarget): Parameters<typeof scoreInformation>[1] {
  return target.kind === 'number'
    ? { kind: 'figures', values: target.values }
    : { kind: 'categories', categories: target.categories }
}

/** A missing figure counts as the mean: a tree cannot go around it. */
function withoutGaps(values: Float64Array): Float64Array {
  const { mean } = momentsOf(values)
  return values.map((value) => (Number.isNaN(value) ? mean : value))
}

function toTreeTarget(target: FitTarget): ReturnType<typeof targetOfClasses> {
  return target.kind === 'number' ? targetOfFigures(target.values) : targetOfClasses(target.categories)
}

function listScores(
  columns: readonly string[],
  scores: readonly number[],
  keeps: ReadonlySet<number>,
): StepFact {
  const listed = columns
    .map((name, place) => ({ name, score: finite(scores[place] ?? 0), isKept: keeps.has(place) }))
    .sort((left, right) => right.score - left.score)
  return {
    kind: 'scores',
    scores: listed.slice(0, MOST_SHOWN),
    keptCount: keeps.size,
    leftOutCount: columns.length - keeps.size,
  }
}

function finite(score: number): number {
  if (Number.isNaN(score)) return 0
  return Math.min(score, Number.MAX_VALUE)
}
