/** @file Uses an exported model on rows as a user types them. */
import type { FittedRecipe } from '../../../shared/domain/fittedRecipe'
import type { Prediction } from '../../../shared/domain/prediction'
import { earlierOf, type RawInput } from '../../compiler'
import { applyPrimitives, type Frame } from '../../datasets'
import { createPictureTensors, type OpenPictures } from './pictureTensors'
import { floatsOf, openPredictionSession, type OutputTensors } from './predictionSession'
import { findLacking, toRawFrame, type RawFrame, type RawRow, type Reading } from './rawFrame'
import { toTensor, type InputRows } from './rawInputs'
import { orderRows, wholeWindows, type SeriesReading } from './samples'

export interface PredictorOptions {
  /** An exported model, as `exportModel` writes it, and what it reads. */
  readonly onnx: Uint8Array
  readonly inputs: readonly RawInput[]
  readonly fitted: FittedRecipe
  readonly reading: Reading
  /** Of a recipe with windows, or with steps that look at earlier rows. */
  readonly series?: SeriesReading | undefined
  /** For pictures that rows tell by name. */
  readonly openPictures?: OpenPictures | undefined
}

/** Why a row has no prediction: a column whose cell is missing or whose picture cannot be read; null: too few rows before it. */
export interface NoPrediction {
  readonly value: null
  readonly column: string | null
}

export interface Predictor {
  /**
   * An answer a row, in order; any number of rows.
   * @throws {predict/not-a-number}
   */
  predict(rows: readonly RawRow[]): Promise<(Prediction | NoPrediction)[]>
  dispose(): Promise<void>
}

/** Rows that go through the model together, and cells of them at most. */
const BATCH_ROWS = 4096
const BATCH_CELLS = 4_000_000

export async function createPredictor(options: PredictorOptions): Promise<Predictor> {
  const { onnx, inputs, fitted } = options
  const session = await openPredictionSession(onnx)
  const predictSamples = async (rows: InputRows, ends: Int32Array): Promise<Prediction[]> => {
    const predictions: Prediction[] = []
    const size = batchSize(inputs)
    for (let at = 0; at < ends.length; at += size) {
      const batch = ends.subarray(at, at + size)
      const feeds = inputs.map(async (raw) => [raw.input, await toTensor(raw, rows, batch)] as const)
      const outputs = await session.run(Object.fromEntries(await Promise.all(feeds)))
      for (const prediction of toPredictions(outputs, fitted)) predictions.push(prediction)
    }
    return predictions
  }
  return {
    predict: async (rows) => {
      const { raw, ends, rowOf, lacking } = readSamples(rows, options)
      const pictures = createPictureTensors({
        pictures: raw.pictures,
        open: options.openPictures,
        onUnreadable: (place, column) => lacking.set(rowOf(place), column),
      })
      const lookback = fitted.window?.lookback ?? 1
      const read = { frame: raw.frame, pictures, lookback }
      const predictions = await predictSamples(read, ends).finally(() => pictures.dispose())
      const places = new Map(Array.from(ends, (end, index) => [rowOf(end), index]))
      return rows.map((_, row): Prediction | NoPrediction => {
        const column = lacking.get(row) ?? null
        const prediction = predictions[places.get(row) ?? -1]
        return column === null && prediction ? prediction : { value: null, column }
      })
    },
    dispose: () => session.dispose(),
  }
}

interface RawSamples {
  readonly raw: RawFrame
  /** The last row of the frame that each prediction reads. */
  readonly ends: Int32Array
  /** @returns the row as it was given. */
  readonly rowOf: (place: number) => number
  readonly lacking: Map<number, string>
}

function readSamples(rows: readonly RawRow[], { fitted, reading, series }: PredictorOptions): RawSamples {
  const { reads } = fitted
  const lacking = findLacking(rows, reads, reading)
  const usable = Int32Array.from(rows.keys()).filter((row) => !lacking.has(row))
  const order = series ? orderRows(rows, usable, { ...series, reading }) : null
  const chosen = order?.rows ?? usable
  const raw = toRawFrame(
    Array.from(chosen, (row) => rows[row] ?? {}),
    { reads, reading, startOf: order?.startOf },
  )
  prepareFrame(fitted, raw.frame)
  const ends = order ? wholeWindows(order, fitted.window?.lookback ?? 1) : Int32Array.from(chosen.keys())
  return { raw, ends, rowOf: (place) => chosen[place] ?? 0, lacking }
}

/** What the model leaves to the program around it: earlier rows, and texts that stand in for missing ones. */
function prepareFrame(fitted: FittedRecipe, frame: Frame): void {
  const earlier = earlierOf(fitted)
  applyPrimitives(earlier, frame)
  const cut = new Set(
    fitted.primitives.flatMap((one) => (one.kind === 'tokens' || one.kind === 'tfidf' ? [one.column] : [])),
  )
  const fills = fitted.primitives.filter((one) => one.kind === 'fillText' && cut.has(one.column))
  applyPrimitives(
    fills.filter((one) => !earlier.includes(one)),
    frame,
  )
}

function batchSize(inputs: readonly RawInput[]): number {
  const cells = inputs.reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0)
  return Math.max(1, Math.min(BATCH_ROWS, Math.floor(BATCH_CELLS / Math.max(1, cells))))
}

function toPredictions(outputs: OutputTensors, { output }: FittedRecipe): Prediction[] {
  if (output.kind === 'number') {
    return Array.from(floatsOf(outputs['value']), (value) => ({ value, probabilities: null }))
  }
  const { labels } = output
  const probabilities = floatsOf(outputs['probabilities'])
  return Array.from({ length: probabilities.length / labels.length }, (_, row) => ({
    value: String(outputs['label']?.data[row]),
    probabilities: labels.map((label, index) => ({
      label,
      probability: probabilities[row * labels.length + index] ?? 0,
    })),
  }))
}
