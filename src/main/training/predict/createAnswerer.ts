/** @file Asks an exported model about rows as a user types them. */
import type { RawInput } from '../../compiler'
import { createPictureTensors, type OpenPictures } from './pictureTensors'
import { openPredictionSession, type OutputTensors } from './predictionSession'
import type { RawRow } from './rawFrame'
import { toTensor, type InputRows } from './rawInputs'
import { readSamples, type SampleOptions } from './readSamples'

export interface PredictorOptions extends SampleOptions {
  /** An exported model, as `exportModel` writes it, and what it reads. */
  readonly onnx: Uint8Array
  readonly inputs: readonly RawInput[]
  /** For pictures that rows tell by name. */
  readonly openPictures?: OpenPictures | undefined
}

/** Why a row has no prediction: a column whose cell is missing or whose picture cannot be read; null: too few rows before it. */
export interface NoPrediction {
  readonly value: null
  readonly column: string | null
}

export interface Answerer<Answer> {
  /**
   * An answer a row, in order; any number of rows.
   * @throws {predict/not-a-number}
   */
  ask(rows: readonly RawRow[]): Promise<(Answer | NoPrediction)[]>
  dispose(): Promise<void>
}

/** Rows that go through the model together, and cells of them at most. */
const BATCH_ROWS = 4096
const BATCH_CELLS = 4_000_000

/** @param toAnswers one a row of what the model puts out */
export async function createAnswerer<Answer>(
  options: PredictorOptions,
  toAnswers: (outputs: OutputTensors) => Answer[],
): Promise<Answerer<Answer>> {
  const { onnx, inputs, fitted } = options
  const session = await openPredictionSession(onnx)
  const askSamples = async (rows: InputRows, ends: Int32Array): Promise<Answer[]> => {
    const answers: Answer[] = []
    const size = batchSize(inputs)
    for (let at = 0; at < ends.length; at += size) {
      const batch = ends.subarray(at, at + size)
      const feeds = inputs.map(async (raw) => [raw.input, await toTensor(raw, rows, batch)] as const)
      const outputs = await session.run(Object.fromEntries(await Promise.all(feeds)))
      for (const answer of toAnswers(outputs)) answers.push(answer)
    }
    return answers
  }
  return {
    ask: async (rows) => {
      const { raw, ends, fills, rowOf, lacking } = readSamples(rows, options)
      const pictures = createPictureTensors({
        pictures: raw.pictures,
        open: options.openPictures,
        onUnreadable: (place, column) => lacking.set(rowOf(place), column),
      })
      const lookback = fitted.window?.lookback ?? 1
      const read = { frame: raw.frame, pictures, fills, lookback }
      const answers = await askSamples(read, ends).finally(() => pictures.dispose())
      const places = new Map(Array.from(ends, (end, index) => [rowOf(end), index]))
      return rows.map((_, row): Answer | NoPrediction => {
        const column = lacking.get(row) ?? null
        const answer = answers[places.get(row) ?? -1]
        return column === null && answer !== undefined ? answer : { value: null, column }
      })
    },
    dispose: () => session.dispose(),
  }
}

function batchSize(inputs: readonly RawInput[]): number {
  const cells = inputs.reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0)
  return Math.max(1, Math.min(BATCH_ROWS, Math.floor(BATCH_CELLS / Math.max(1, cells))))
}
