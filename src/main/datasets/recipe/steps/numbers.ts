/** @file Steps that give each column of figures another form or size. */
import type { Primitive } from '../../../../shared/domain/primitives'
import type { StepOf } from '../../../../shared/domain/recipe'
import type { StepFact } from '../../../../shared/domain/recipePreview'
import { rangeOf } from '../../statistics/column/moments'
import { fitPower } from '../../statistics/power/fitPower'
import {
  boundByDeviation,
  boundByQuartiles,
  boundByShares,
  type Bounds,
} from '../../statistics/scaling/bounds'
import { fitMaxAbs, fitMinMax, fitRobust, fitStandard, type Scaling } from '../../statistics/scaling/scalers'
import { fitBinEdges } from '../../statistics/shaping/bins'
import { fitQuantiles } from '../../statistics/shaping/quantileTransform'
import {
  figuresOf,
  NOTHING_FITTED,
  takesFigures,
  type FitContext,
  type FittedStep,
  type StepRules,
} from './rule'

type NumberKind = 'clip' | 'transform' | 'bin' | 'scale' | 'normalize'

/** The largest figure of float32, beyond which there is none for a model. */
const LARGEST = 3.4e38

export const NUMBER_RULES: StepRules<NumberKind> = {
  clip: { takes: takesFigures, fit: fitClip },
  transform: { takes: takesFigures, fit: fitTransform },
  bin: { takes: takesFigures, fit: fitBins },
  scale: { takes: takesFigures, fit: fitScale },
  normalize: {
    takes: takesFigures,
    fit: ({ norm }, { columns }) => ({
      primitives: [{ kind: 'unitNorm', columns: [...columns], norm }],
      facts: () => [],
    }),
  },
}

function fitClip(step: StepOf<'clip'>, context: FitContext): FittedStep {
  const fences = figuresOf(context).map((values) => boundsOf(step, values))
  const columns = context.columns.filter((_, at) => Number.isFinite(fences[at]?.low))
  const kept = fences.filter(({ low }) => Number.isFinite(low))
  return {
    primitives: [
      {
        kind: 'clip',
        columns,
        lows: kept.map(({ low }) => low),
        highs: kept.map(({ high }) => high),
      },
    ],
    facts: () =>
      columns.map((column, at) => {
        const { low, high } = kept[at] ?? { low: 0, high: 0 }
        let count = 0
        for (const value of context.frame.figures(column).values) if (value < low || value > high) count++
        return { kind: 'clipped', column, count, low, high }
      }),
  }
}

function boundsOf({ method, factor, share }: StepOf<'clip'>, values: Float64Array): Bounds {
  if (method === 'zScore') return boundByDeviation(values, factor)
  return method === 'iqr' ? boundByQuartiles(values, factor) : boundByShares(values, share, 1 - share)
}

function fitTransform(step: StepOf<'transform'>, context: FitContext): FittedStep {
  const columns = [...context.columns]
  switch (step.method) {
    case 'log':
      return withoutFacts({ kind: 'curve', columns, curve: 'signedLog' })
    case 'squareRoot':
      return withoutFacts({ kind: 'curve', columns, curve: 'signedRoot' })
    case 'square':
      return withoutFacts({ kind: 'curve', columns, curve: 'square' })
    case 'quantile':
      return fitQuantile(step, context)
    case 'boxCox':
      return fitBoxCox(context)
    case 'yeoJohnson':
      return fitYeoJohnson(context)
  }
}

function withoutFacts(primitive: Primitive): FittedStep {
  return { primitives: [primitive], facts: () => [] }
}

/** Columns without any figure stay as they are. */
function fitQuantile(
  { quantiles, distribution }: StepOf<'transform'>,
  { frame, columns }: FitContext,
): FittedStep {
  const fitted = columns
    .map((name) => ({ name, references: [...fitQuantiles(frame.figures(name).values, quantiles)] }))
    .filter(({ references }) => references.length > 0)
  return withoutFacts({
    kind: 'quantile',
    columns: fitted.map(({ name }) => name),
    references: fitted.map(({ references }) => references),
    distribution,
  })
}

/** Figures below those of the training rows count as the smallest of them: at 0 and below the transform is not defined. */
function fitBoxCox(context: FitContext): FittedStep {
  const { frame, columns } = context
  const lows = columns.map((name) => rangeOf(frame.figures(name).values)?.low ?? 0)
  const isPositive = (at: number) => (lows[at] ?? 0) > 0
  const positive = columns.filter((_, at) => isPositive(at))
  const others = fitYeoJohnson({ ...context, columns: columns.filter((_, at) => !isPositive(at)) })
  if (positive.length === 0) return others
  const lambdas = positive.map((name) => fitPower(frame.figures(name).values, 'boxCox'))
  return {
    primitives: [
      {
        kind: 'clip',
        columns: positive,
        lows: lows.filter((low) => low > 0),
        highs: positive.map(() => LARGEST),
      },
      { kind: 'power', columns: positive, method: 'boxCox', lambdas },
      ...others.primitives,
    ],
    facts: () => [...lambdaFacts(positive, lambdas), ...others.facts()],
  }
}

function fitYeoJohnson({ frame, columns }: FitContext): FittedStep {
  if (columns.length === 0) return NOTHING_FITTED
  const lambdas = columns.map((name) => fitPower(frame.figures(name).values, 'yeoJohnson'))
  return {
    primitives: [{ kind: 'power', columns: [...columns], method: 'yeoJohnson', lambdas }],
    facts: () => lambdaFacts(columns, lambdas),
  }
}

function lambdaFacts(columns: readonly string[], lambdas: readonly number[]): StepFact[] {
  return columns.map((column, at) => ({ kind: 'lambda', column, lambda: lambdas[at] ?? 1 }))
}

/** Edges are those between two intervals: beyond the first and last one there is no other. */
function fitBins(step: StepOf<'bin'>, context: FitContext): FittedStep {
  const columns = [...context.columns]
  const edges = figuresOf(context).map((values) => [
    ...fitBinEdges(values, step.method, step.bins).subarray(1, -1),
  ])
  const spreads = columns.map((column, at): Primitive => {
    const count = (edges[at]?.length ?? 0) + 1
    const names = Array.from({ length: count }, (_, bin) => context.nameColumn(`${column}.bin${bin + 1}`))
    return { kind: 'spread', column, names }
  })
  return {
    primitives: [{ kind: 'bins', columns, edges }, ...(step.output === 'oneHot' ? spreads : [])],
    facts: () => columns.map((column, at) => ({ kind: 'edges', column, edges: edges[at] ?? [] })),
  }
}

const SCALERS: { readonly [Method in StepOf<'scale'>['method']]: (values: Float64Array) => Scaling } = {
  standard: fitStandard,
  minMax: fitMinMax,
  robust: fitRobust,
  maxAbs: fitMaxAbs,
}

function fitScale({ method }: StepOf<'scale'>, context: FitContext): FittedStep {
  const columns = [...context.columns]
  const scalings = figuresOf(context).map((values) => SCALERS[method](values))
  return {
    primitives: [
      {
        kind: 'affine',
        columns,
        centers: scalings.map(({ center }) => center),
        scales: scalings.map(({ scale }) => scale),
      },
    ],
    facts: () =>
      columns.map((column, at) => ({ kind: 'scaled', column, ...(scalings[at] ?? { center: 0, scale: 1 }) })),
  }
}
