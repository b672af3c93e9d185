/** @file Turns categories into figures. */
import type { PrimitiveOf } from '../../../../shared/domain/primitives'
import type { StepOf } from '../../../../shared/domain/recipe'
import { createRandom } from '../../../../shared/util/random'
import { assignFolds } from '../../splits/assignFolds'
import type { Categories } from '../../statistics/column/categories'
import { describeSpread } from '../../statistics/column/moments'
import { hashText } from '../../statistics/encoding/hashing'
import {
  encodeOutOfFold,
  fitTargetEncoding,
  flagsOf,
  type Smoothing,
} from '../../statistics/encoding/targetEncoding'
import { toFigures, type FigureColumn, type TextColumn } from '../frame/columns'
import { countCategories, type CountedCategories } from './countTexts'
import type { FitContext, FitTarget, FittedStep, StepRule } from './rule'

type Encode = StepOf<'encode'>

/** One column at a time. */
interface ColumnContext extends Omit<FitContext, 'columns'> {
  readonly column: string
  readonly cells: TextColumn
  readonly counted: CountedCategories
}

interface FittedColumn {
  readonly lookup: PrimitiveOf<'lookup'>
  /** Categories that share an input, or have none. */
  readonly others: number
  readonly own?: readonly (readonly [name: string, column: FigureColumn])[]
}

const METHODS: {
  readonly [Method in Encode['method']]: (step: Encode, context: ColumnContext) => FittedColumn
} = {
  oneHot: encodeOneHot,
  ordinal: encodeRanks,
  frequency: encodeFrequency,
  hashing: encodeHashes,
  target: encodeTarget,
}

export const ENCODE_RULE: StepRule<Encode> = {
  takes: (column) => column.kind === 'texts' && column.use === 'category',
  fit: (step, context): FittedStep => {
    const fitted = context.columns.map((column) => {
      const cells = context.frame.texts(column)
      return METHODS[step.method](step, { ...context, column, cells, counted: countCategories(cells) })
    })
    return {
      primitives: fitted.map(({ lookup }) => lookup),
      own: new Map(fitted.flatMap(({ own = [] }) => own)),
      facts: () =>
        fitted.map(({ lookup, others }) => ({
          kind: 'encoded',
          column: lookup.column,
          inputs: lookup.names.length,
          others,
        })),
    }
  },
}

/** The commonest categories, and "missing" behind them whatever the limit is, where it is a category of its own. */
function keepCommonest({ ranked }: CountedCategories, limit: number): { keys: string[]; others: number } {
  const texts = ranked.map(({ text }) => text).filter((text) => text !== '')
  const keys = texts.slice(0, limit)
  if (texts.length < ranked.length) keys.push('')
  return { keys, others: Math.max(0, texts.length - limit) }
}

function encodeOneHot(
  { maxCategories }: Encode,
  { column, counted, nameColumn }: ColumnContext,
): FittedColumn {
  const { keys, others } = keepCommonest(counted, maxCategories)
  const hasOther = others > 0
  const wanted = keys.map((key) => `${column}=${key === '' ? 'missing' : key}`)
  const names = [...wanted, ...(hasOther ? [`${column}=other`] : [])].map(nameColumn)
  const none = names.map(() => 0)
  const other = hasOther ? none.with(-1, 1) : none
  return {
    others,
    lookup: { kind: 'lookup', column, keys, isOneHot: true, table: [], other, missing: none, names },
  }
}

/** Ranks have mean 0 and deviation 1 in the training rows; strangers come after the last. */
function encodeRanks({ maxCategories }: Encode, { column, cells, counted }: ColumnContext): FittedColumn {
  const { keys, others } = keepCommonest(counted, maxCategories)
  const ranks = new Map(keys.map((key, rank) => [key, rank]))
  const rankOfCode = cells.texts.map((text) => ranks.get(text) ?? keys.length)
  const { mean, standardDeviation } = describeSpread(
    Float64Array.from(cells.codes, (code) => rankOfCode[code] ?? keys.length),
  )
  const scaled = (rank: number) => (rank - mean) / (standardDeviation > 0 ? standardDeviation : 1)
  const stranger = [scaled(keys.length)]
  const table = keys.map((_, rank) => [scaled(rank)])
  return { others, lookup: tableOf({ column, keys, table, other: stranger, names: [column] }) }
}

/** A stranger is as rare as can be. */
function encodeFrequency(_: Encode, { column, counted, cells }: ColumnContext): FittedColumn {
  const known = Math.max(1, cells.codes.length - counted.missing)
  const keys = counted.ranked.map(({ text }) => text)
  const table = counted.ranked.map(({ count }) => [count / known])
  return { others: 0, lookup: tableOf({ column, keys, table, other: [0], names: [column] }) }
}

/** Strangers have no place: which one is theirs cannot be told by lookup alone. */
function encodeHashes({ buckets }: Encode, { column, counted, nameColumn }: ColumnContext): FittedColumn {
  const keys = counted.ranked.map(({ text }) => text)
  const names = Array.from({ length: buckets }, (_, place) => nameColumn(`${column}#${place + 1}`))
  const none = names.map(() => 0)
  const table = keys.map((key) => {
    const { place, sign } = hashText(key, buckets)
    return none.with(place, sign)
  })
  return { others: 0, lookup: tableOf({ column, keys, table, other: none, names }) }
}

/** A mean a class but for two classes, where one says it all, and for figures. */
function encodeTarget({ smoothing }: Encode, context: ColumnContext): FittedColumn {
  const { column, counted, cells, target, nameColumn } = context
  const keys = counted.ranked.map(({ text }) => text)
  const places = new Map(keys.map((key, place) => [key, place]))
  const placeOfCode = cells.texts.map((text) => places.get(text) ?? -1)
  const categories: Categories = {
    codes: cells.codes.map((code) => placeOfCode[code] ?? -1),
    size: keys.length,
  }
  const parts = targetParts(target)
  const names = parts.length === 1 ? [column] : parts.map(({ label }) => nameColumn(`${column}|${label}`))
  const options = { smoothing: smoothing === 0 ? ('auto' as const) : smoothing, seed: context.seed }
  const encodings = parts.map(({ values }) => fitTargetEncoding(categories, values, options.smoothing))
  const other = encodings.map((encoding) => encoding.other)
  const table = keys.map((_, place) => encodings.map(({ values }, at) => values[place] ?? other[at] ?? 0))
  const folds = foldsOf(target, cells.codes.length, options.seed)
  return {
    others: 0,
    lookup: tableOf({ column, keys, table, other, names }),
    own: parts.map(({ values }, at) => [
      names[at] ?? column,
      toFigures(
        encodeOutOfFold(categories, values, { folds, smoothing: options.smoothing satisfies Smoothing }),
      ),
    ]),
  }
}

function targetParts(target: FitTarget): { label: string; values: Float64Array }[] {
  if (target.kind === 'number') return [{ label: '', values: target.values }]
  const { labels, categories } = target
  const wanted = labels.length === 2 ? labels.slice(1) : labels
  return wanted.map((label) => ({ label, values: flagsOf(categories, labels.indexOf(label)) }))
}

/** Of the data, each row is encoded without. */
const FOLDS = 5

function foldsOf(target: FitTarget, rowCount: number, seed: number): Int32Array {
  const classOf = target.kind === 'classes' ? target.categories.codes : null
  return assignFolds({ rowCount, folds: FOLDS, classOf, groupOf: null, random: createRandom(seed, FOLDS) })
}

/** What is missing counts as a stranger. */
function tableOf(
  lookup: Pick<PrimitiveOf<'lookup'>, 'column' | 'keys' | 'table' | 'other' | 'names'>,
): PrimitiveOf<'lookup'> {
  return { kind: 'lookup', isOneHot: false, missing: lookup.other, ...lookup }
}
