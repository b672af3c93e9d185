import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { PrunerSpec } from '../../../shared/domain/search/prunerSpec'
import { signedRankTest } from '../maths/signedRankTest'
import type { CurvePoint, PastTrial, Pruner, PruningTask } from '../types'
import { createPruner } from './createPruner'
import { bracketWeights, countBrackets } from './halving/brackets'

type Points = readonly (readonly [number, number | null])[]

interface Figures {
  readonly percentile: readonly {
    readonly percentile: number
    readonly startupTrials: number
    readonly warmupSteps: number
    readonly interval: number
    readonly others: readonly Points[]
    readonly curve: Points
    readonly verdicts: readonly boolean[]
  }[]
  readonly halving: readonly {
    readonly minSteps: number
    readonly factor: number
    readonly atOnce: number
    readonly curves: readonly (readonly number[])[]
    readonly ends: readonly (number | null)[]
  }[]
  readonly brackets: readonly {
    readonly minSteps: number
    readonly steps: number
    readonly factor: number
    readonly weights: readonly number[]
    readonly firstRungs: readonly number[]
  }[]
  readonly signedRanks: readonly { readonly differences: readonly number[]; readonly p: number }[]
  readonly wilcoxon: readonly {
    readonly level: number
    readonly startupRuns: number
    readonly others: readonly (readonly number[])[]
    readonly runs: readonly number[]
    readonly verdicts: readonly boolean[]
  }[]
}

const path = new URL('../../../../test/fixtures/prunerFigures.json', import.meta.url)
const FIGURES = JSON.parse(readFileSync(path, 'utf8')) as Figures

const TASK: PruningTask = {
  ...{ space: { parameters: [] }, objectives: 1, trials: null, parallel: 1 },
  ...{ directions: ['minimize'], canWait: false },
}

function prunerOf(pruner: PrunerSpec): Pruner {
  return createPruner(TASK, { sampler: { kind: 'random', seed: 0 }, pruner })
}

function trialOf(number: number, change: Partial<PastTrial>): PastTrial {
  return {
    ...{ number, assignment: {}, state: 'complete', values: [0], curve: [], plannedSteps: 9, runs: [] },
    ...change,
  }
}

function toCurve(points: Points): CurvePoint[] {
  return points.map(([step, value]) => ({ step, values: [value ?? Number.NaN] }))
}

function isPruned(pruner: Pruner, trial: PastTrial, trials: readonly PastTrial[]): boolean {
  return pruner.judge(trial, trials).kind === 'prune'
}

describe.each(FIGURES.percentile)(
  'percentile $percentile after $startupTrials trials and $warmupSteps steps, every $interval',
  ({ others, curve, verdicts, ...settings }) => {
    it('prunes when Optuna does', () => {
      const { percentile, ...timing } = settings
      const spec: PrunerSpec =
        percentile === 50 ? { kind: 'median', ...timing } : { kind: 'percentile', ...settings }
      const past = others.map((points, index) => trialOf(index + 1, { curve: toCurve(points) }))
      const judged = verdicts.map((_, index) => {
        const running = { state: 'running', values: null, curve: toCurve(curve.slice(0, index + 1)) } as const
        const trial = trialOf(past.length + 1, running)
        return isPruned(prunerOf(spec), trial, [...past, trial])
      })
      expect(judged).toEqual(verdicts)
    })
  },
)

describe.each(FIGURES.halving)(
  'successive halving from $minSteps by $factor, $atOnce at once, where trials cannot wait',
  ({ minSteps, factor, atOnce, curves, ends }) => {
    it('ends trials where Optuna does', () => {
      const pruner = prunerOf({ kind: 'successiveHalving', minSteps, factor })
      const trials: PastTrial[] = []
      for (let first = 0; first < curves.length; first += atOnce) {
        for (let index = first; index < Math.min(curves.length, first + atOnce); index++) {
          trials.push(trialOf(index + 1, { state: 'running', values: null }))
        }
        for (let step = 1; step <= 9; step++) {
          for (const [index, trial] of trials.entries()) {
            if (trial.state !== 'running') continue
            const values = [curves[index]?.[step - 1] ?? 0]
            const longer = { ...trial, curve: [...trial.curve, { step, values }] }
            trials[index] = longer
            const isOver = step === 9 || isPruned(pruner, longer, trials)
            if (isOver) trials[index] = { ...longer, values, state: step === 9 ? 'complete' : 'pruned' }
          }
        }
      }
      const found = trials.map(({ state, curve }) => (state === 'pruned' ? curve.length : null))
      expect(found).toEqual(ends)
    })
  },
)

describe.each(FIGURES.brackets)('Hyperband from $minSteps to $steps by $factor', (figures) => {
  const { minSteps, steps, factor, weights, firstRungs } = figures

  it('has the brackets of Optuna', () => {
    const count = countBrackets({ minSteps, factor }, steps)
    expect(bracketWeights(count, factor)).toEqual(weights)
    expect(firstRungs).toEqual(firstRungs.map((_, index) => minSteps * factor ** index))
    expect(firstRungs).toHaveLength(count)
  })
})

describe.each(FIGURES.signedRanks)('the signed-rank test of $differences.length', ({ differences, p }) => {
  it('is as probable as SciPy finds it', () => {
    expect(signedRankTest(differences)).toBeCloseTo(p, 12)
  })
})

describe.each(FIGURES.wilcoxon)('the Wilcoxon pruner at level $level from $startupRuns runs', (figures) => {
  const { level, startupRuns, others, runs, verdicts } = figures

  it('prunes when Optuna does', () => {
    const pruner = prunerOf({ kind: 'wilcoxon', level, startupRuns })
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    const past = others.map((own, index) => trialOf(index + 1, { runs: own, values: [mean(own)] }))
    const judged = runs.map((_, index) => {
      const running = { state: 'running', values: null, runs: runs.slice(0, index + 1) } as const
      const trial = trialOf(past.length + 1, running)
      return isPruned(pruner, trial, [...past, trial])
    })
    expect(judged).toEqual(verdicts)
  })
})
