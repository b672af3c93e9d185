/** @file Compares new data with those of before, column by column. */
import type { DriftColumn, DriftMeasure, DriftReport } from '../../../shared/domain/drift'
import type { Comparison, RawTest } from './comparison'
import { holm } from './holm'
import { compareNumbers } from './numberDrift'
import { compareShares, compareValues, countValues, testUnseen } from './valueDrift'

/** The cells of one column, before and now: numbers (NaN for missing) or values (null for missing). */
export type SampleColumn = {
  readonly name: string
  readonly measure: DriftMeasure
} & (
  | { readonly kind: 'numbers'; readonly before: Float64Array; readonly now: Float64Array }
  | {
      readonly kind: 'values'
      readonly before: readonly (string | null)[]
      readonly now: readonly (string | null)[]
    }
  /** Compared already, cell by cell or otherwise. */
  | { readonly kind: 'compared'; readonly comparison: Comparison }
)

export type CellSample = Exclude<SampleColumn, { kind: 'compared' }>

/** The chance that anything at all is flagged where nothing has shifted. */
export const ALPHA = 0.05
/** Of so few cells nothing can be said. */
const LEAST_CELLS = 20
/** Difference of the shares that are missing that is worth a word. */
const LEAST_MISSING = 0.02
const SHOWN_UNSEEN = 5

interface Compared {
  readonly column: Omit<DriftColumn, 'tests' | 'isShifted'>
  readonly tests: readonly RawTest[]
}

/**
 * A column has shifted where a test is sure (after Holm's correction over all tests, so that nothing is flagged in 95 of 100
 * comparisons of like with like) and the difference is large enough to matter: of a very large sample every trifle is sure.
 */
export function compareSamples(columns: readonly SampleColumn[]): Pick<DriftReport, 'alpha' | 'columns'> {
  const compared = columns.map(compareColumn)
  const adjusted = holm(compared.flatMap(({ tests }) => tests.map(({ p }) => p)))
  let at = 0
  const found = compared.map(({ column, tests }): DriftColumn => {
    const judged = tests.map(({ test, statistic, isLarge }) => {
      const p = adjusted[at++] ?? 1
      return { test, statistic, p, isShifted: isLarge && p <= ALPHA }
    })
    return { ...column, tests: judged, isShifted: judged.some(({ isShifted }) => isShifted) }
  })
  return {
    alpha: ALPHA,
    columns: found.sort(
      (one, other) => Number(other.isShifted) - Number(one.isShifted) || other.stability - one.stability,
    ),
  }
}

function compareColumn(sample: SampleColumn): Compared {
  if (sample.kind === 'compared') return toCompared(sample, sample.comparison)
  const present = split(sample)
  const missing = {
    before: { count: sample.before.length - present.before.length, total: sample.before.length },
    now: { count: sample.now.length - present.now.length, total: sample.now.length },
  }
  const isEnough = present.before.length >= LEAST_CELLS && present.now.length >= LEAST_CELLS
  const comparison = isEnough ? present.compare() : null
  const unseen = unseenOf(sample)
  return {
    column: {
      name: sample.name,
      measure: sample.measure,
      stability: comparison?.stability ?? 0,
      missing: [shareOf(missing.before), shareOf(missing.now)],
      unseen: unseen.share,
      unseenValues: unseen.values,
      parts: [...(comparison?.parts ?? [])],
    },
    tests: [
      ...(comparison === null ? [] : [comparison.test]),
      ...(sample.now.length >= LEAST_CELLS ? testMissing(missing) : []),
      ...(sample.kind === 'values' && isEnough
        ? [
            testUnseen(
              { count: unseen.count, total: present.now.length },
              sample.before.filter((value): value is string => value !== null),
            ),
          ]
        : []),
    ],
  }
}

function toCompared(
  { name, measure }: Pick<SampleColumn, 'name' | 'measure'>,
  { test, stability, parts }: Comparison,
): Compared {
  const gaps = { missing: [0, 0] as [number, number], unseen: 0, unseenValues: [] }
  return { column: { name, measure, stability, parts: [...parts], ...gaps }, tests: [test] }
}

interface Present {
  readonly before: { readonly length: number }
  readonly now: { readonly length: number }
  readonly compare: () => Comparison
}

function split(sample: CellSample): Present {
  if (sample.kind === 'numbers') {
    const [before, now] = [sample.before, sample.now].map((values) => values.filter(Number.isFinite))
    return pair(before ?? new Float64Array(), now ?? new Float64Array(), compareNumbers)
  }
  const isThere = (value: string | null): value is string => value !== null
  return pair(sample.before.filter(isThere), sample.now.filter(isThere), compareValues)
}

function pair<T extends { readonly length: number }>(
  before: T,
  now: T,
  compare: (before: T, now: T) => Comparison,
): Present {
  return { before, now, compare: () => compare(before, now) }
}

interface Share {
  readonly count: number
  readonly total: number
}

function shareOf({ count, total }: Share): number {
  return total === 0 ? 0 : count / total
}

/** Where nothing is missing on either side there is nothing to test. */
function testMissing({ before, now }: { readonly before: Share; readonly now: Share }): RawTest[] {
  if (before.total === 0 || before.count + now.count === 0) return []
  const { difference, p } = compareShares(before, now)
  return [{ test: 'missing', statistic: difference, p, isLarge: Math.abs(difference) >= LEAST_MISSING }]
}

function unseenOf(sample: CellSample): { count: number; share: number; values: string[] } {
  if (sample.kind === 'numbers') return { count: 0, share: 0, values: [] }
  const known = new Set(sample.before)
  const strange = sample.now.filter((value): value is string => value !== null && !known.has(value))
  const present = sample.now.filter((value) => value !== null).length
  const counts = [...countValues(strange)].sort((one, other) => other[1] - one[1])
  return {
    count: strange.length,
    share: present === 0 ? 0 : strange.length / present,
    values: counts.slice(0, SHOWN_UNSEEN).map(([value]) => value),
  }
}
