/** @file The rows that an autoencoder gives back worst. */
import type { Anomalies } from '../../../../shared/domain/studio'
import { compilePrediction } from '../../../compiler'
import type { TrainingData } from '../../types'
import type { Job } from '../../job'
import { answerRows, readTrained } from '../../asking/askTrained'
import { pickRows } from '../../asking/pickRows'
import { quantileOf, rowErrors } from './rowErrors'
import { createRowShower } from './showRows'
import { targetsOf } from '../../asking/targetsOf'

const PARTS = ['train', 'validation'] as const
const BINS = 40
/** Bins reach so far beyond the threshold. */
const REACH = 1.6

type Part = (typeof PARTS)[number]

interface Judged {
  readonly part: Part
  readonly data: TrainingData
  readonly made: Float32Array
  readonly errors: Float64Array
}

export const findAnomalies: Job<'findAnomalies'> = async ({ share, top, ...trained }, tools) => {
  const { meta, request, weights, rows } = await readTrained(trained)
  const answer = compilePrediction(request)
  const judged: Judged[] = []
  for (const [index, part] of PARTS.entries()) {
    const data = await rows(part)
    const progress = (done: number, total: number): void =>
      tools.progress(index * total + done, PARTS.length * total)
    const question = { ...answer, output: 'predictions', weights, data } as const
    const made = await answerRows(question, { ...tools, progress })
    judged.push({ part, data, made, errors: rowErrors(data.x, made, data.rows) })
  }
  const threshold = quantileOf(judged.find(({ part }) => part === 'validation')?.errors ?? [], share)
  const strangest = judged
    .flatMap((from) => Array.from(from.errors, (error, row) => ({ from, row, error })))
    .sort((one, other) => other.error - one.error)
    .slice(0, top)
  const { show } = createRowShower(meta, judged[0]?.data.x ?? new Float32Array())
  const pick = (which: (from: Judged) => Float32Array | TrainingData['x']) =>
    joinRows(strangest.map(({ from, row }) => rowOf(which(from), from.data.rows, row)))
  return {
    share,
    threshold,
    ...histograms(judged, threshold),
    rows: strangest.map(({ from, row, error }) => ({
      ...{ part: from.part, row, error },
      target: targetsOf(meta, pickRows(from.data, [row]).y)[0] ?? null,
    })),
    real: show(
      pick(({ data }) => data.x),
      strangest.length,
    ),
    made: show(
      pick(({ made }) => made),
      strangest.length,
    ),
  }
}

function histograms(judged: readonly Judged[], threshold: number): Pick<Anomalies, 'parts' | 'low' | 'high'> {
  const high = threshold * REACH || 1
  return {
    low: 0,
    high,
    parts: judged.map(({ part, errors }) => {
      const counts = Array.from({ length: BINS }, () => 0)
      for (const error of errors) {
        const bin = Math.min(BINS - 1, Math.floor((error / high) * BINS))
        counts[bin] = (counts[bin] ?? 0) + 1
      }
      const beyond = errors.reduce((sum, error) => sum + (error > threshold ? 1 : 0), 0)
      return { part, rows: errors.length, beyond, counts }
    }),
  }
}

function rowOf(values: ArrayLike<number>, rows: number, row: number): Float32Array {
  const width = rows === 0 ? 0 : values.length / rows
  return Float32Array.from({ length: width }, (_, at) => values[row * width + at] ?? 0)
}

function joinRows(rows: readonly Float32Array[]): Float32Array {
  const width = rows[0]?.length ?? 0
  const whole = new Float32Array(rows.length * width)
  for (const [at, row] of rows.entries()) whole.set(row, at * width)
  return whole
}
