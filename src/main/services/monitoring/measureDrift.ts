import type { Column } from '../../../shared/domain/column'
import type { DatasetPlan } from '../../../shared/domain/dataset'
import { type DriftReport, PICTURE_MEASURES, type PictureFigures } from '../../../shared/domain/drift'
import { compareSamples, parseFigure, type SampleColumn } from '../../datasets'
import type { ServiceContext } from '../context'
import { type CellColumns, evenPart } from './sampleRows'

export interface DriftSide {
  readonly cells: CellColumns
  /** @param cells of a column of pictures @returns null for one that cannot be read */
  pictures(cells: readonly string[]): Promise<(PictureFigures | null)[]>
}

/** What a model answered, before and now. */
export interface AnswerSamples {
  readonly isNumber: boolean
  readonly before: readonly (string | null)[]
  readonly now: readonly (string | null)[]
}

interface Samples {
  readonly plan: DatasetPlan
  readonly before: DriftSide
  readonly now: DriftSide
  /** Null for a model whose answers are no class and no number. */
  readonly answers: AnswerSamples | null
}

/** Name of the column of answers in a report. */
export const ANSWERS = 'prediction'
/** Pictures of a side that are looked at, and texts that are cut into words: it takes some milliseconds each. */
const MOST_PICTURES = 1000
const MOST_TEXTS = 2000

/** Compares every column that the model may read, and its answers. */
export async function measureDrift(
  { datasets }: Pick<ServiceContext, 'datasets'>,
  { plan, before, now, answers }: Samples,
): Promise<DriftReport> {
  const inputs = plan.columns.filter(({ role }) => role === 'input')
  const absent = inputs.filter(({ name }) => now.cells.column(name) === undefined).map(({ name }) => name)
  const samples: SampleColumn[] = []
  for (const { name, type } of inputs) {
    const cells = { before: before.cells.column(name), now: now.cells.column(name) }
    if (cells.before === undefined || cells.now === undefined) continue
    const column = { name, before: cells.before, now: cells.now }
    if (type === 'image') samples.push(...(await pictureSamples(column, { before, now })))
    else if (type === 'text') samples.push(...(await textSamples(datasets, column)))
    else samples.push(cellSample(column, type, plan))
  }
  if (answers !== null) samples.push(answerSample(answers))
  return { before: before.cells.count, now: now.cells.count, absent, ...compareSamples(samples) }
}

type Cells = readonly (string | null)[]

interface BothSides {
  readonly name: string
  readonly before: Cells
  readonly now: Cells
}

function cellSample(
  { name, before, now }: BothSides,
  type: Column['type'],
  { dialect }: DatasetPlan,
): SampleColumn {
  const isFigure = type === 'number' || type === 'identifier' || type === 'date'
  if (!isFigure) return { name, measure: 'value', kind: 'values', before, now }
  const toNumber = (cell: string): number => parseFigure(cell, type === 'date', dialect)
  return {
    ...{ name, measure: 'number', kind: 'numbers' },
    before: numbersOf(before, toNumber),
    now: numbersOf(now, toNumber),
  }
}

/** What is missing is told once, by the length. */
async function textSamples(
  datasets: Pick<ServiceContext['datasets'], 'compareTexts'>,
  { name, before, now }: BothSides,
): Promise<SampleColumn[]> {
  const { unknown, words } = await datasets.compareTexts(
    present(before, MOST_TEXTS),
    present(now, MOST_TEXTS),
  )
  const lengthOf = (cell: string): number => cell.length
  const length = { before: numbersOf(before, lengthOf), now: numbersOf(now, lengthOf) }
  return [
    { name, measure: 'length', kind: 'numbers', ...length },
    {
      ...{ name, measure: 'unknownWords', kind: 'numbers' },
      before: unknown.before.filter(Number.isFinite),
      now: unknown.now.filter(Number.isFinite),
    },
    ...(words === null ? [] : [{ name, measure: 'words', kind: 'compared', comparison: words } as const]),
  ]
}

async function pictureSamples(
  { name, before, now }: BothSides,
  sides: { readonly before: DriftSide; readonly now: DriftSide },
): Promise<SampleColumn[]> {
  const was = await sides.before.pictures(present(before, MOST_PICTURES))
  const is = await sides.now.pictures(present(now, MOST_PICTURES))
  return PICTURE_MEASURES.map((measure, index): SampleColumn => {
    const of = (figures: readonly (PictureFigures | null)[]): Float64Array => {
      const values = Float64Array.from(figures, (found) => found?.[measure] ?? Number.NaN)
      // A picture that cannot be read is missing once.
      return index === 0 ? values : values.filter(Number.isFinite)
    }
    return { name, measure, kind: 'numbers', before: of(was), now: of(is) }
  })
}

/** @returns an even part of the cells that are there. */
function present(cells: Cells, most: number): string[] {
  const there = cells.filter((cell): cell is string => cell !== null)
  return [...evenPart(there, most)]
}

function answerSample({ isNumber, before, now }: AnswerSamples): SampleColumn {
  const name = ANSWERS
  if (!isNumber) return { name, measure: 'answer', kind: 'values', before, now }
  return {
    ...{ name, measure: 'answer', kind: 'numbers' },
    before: numbersOf(before, Number),
    now: numbersOf(now, Number),
  }
}

function numbersOf(cells: Cells, toNumber: (cell: string) => number): Float64Array {
  return Float64Array.from(cells, (cell) => (cell === null ? Number.NaN : toNumber(cell)))
}
