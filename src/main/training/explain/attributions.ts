/** @file What the parts of one row did for an answer, by gradients and by covering parts up. */
import { createRandom } from '../../../shared/util/random'
import type { InputRows } from '../types'
import type { Answers, NetworkRows } from './answers'
import type { Gradients, Point } from './gradients'

/** Row-major values of the shape of every input; of tokens one a step. */
export type Parts = ReadonlyMap<string, Float64Array>

export interface AttributionTask {
  readonly gradients: Gradients
  /** The row. */
  readonly rows: NetworkRows
  readonly selection: readonly number[]
  readonly breathe: (done: number, total: number) => Promise<void>
}

/** Points that go through the network at once. */
const BATCH = 32
/** The values miss by no more than this share of what they should add up to. */
const COMPLETE = 1e-3
const MOST_STEPS = 4096

export interface Integrated {
  readonly parts: Parts
  readonly gap: number
  readonly steps: number
}

/**
 * (x − x′) · ∫₀¹ ∂F(x′ + α(x − x′))/∂x dα, with x′ of zeros, and of padding where tokens are read (Sundararajan et al. 2017, eq. 1), as
 * the mean over the middles of equal steps. The steps are doubled until the values add up to F(x) − F(x′).
 */
export async function integrateGradients(task: AttributionTask, steps: number): Promise<Integrated> {
  for (let count = steps; ; count *= 2) {
    const found = await integrate(task, count)
    if (found.isComplete || count * 2 > MOST_STEPS)
      return { parts: found.parts, gap: found.gap, steps: count }
  }
}

async function integrate(
  task: AttributionTask,
  steps: number,
): Promise<{ parts: Parts; gap: number; isComplete: boolean }> {
  const points = Array.from({ length: steps }, (_, at) => pointAt(task, (at + 0.5) / steps))
  const slopes = await meanSlopes(task, points, (value) => value)
  const parts = new Map(
    [...slopes].map(([name, values]) => {
      const isTokens = isOfTokens(task, name)
      const row = task.rows.get(name)
      return [name, values.map((value, at) => (isTokens ? value : value * (row?.[at] ?? 0)))]
    }),
  )
  const ends = await task.gradients.ask([pointAt(task, 0), pointAt(task, 1)], task.selection)
  const { units } = task.gradients
  const score = (at: number): number =>
    task.selection.reduce((sum, share, unit) => sum + share * (ends.scores[at * units + unit] ?? 0), 0)
  const wanted = score(1) - score(0)
  const total = [...parts.values()].reduce(
    (sum, values) => sum + values.reduce((all, one) => all + one, 0),
    0,
  )
  const gap = Math.abs(total - wanted)
  return { parts, gap, isComplete: gap <= COMPLETE * Math.max(Math.abs(wanted), 1e-3) }
}

function isOfTokens({ gradients: { plan } }: AttributionTask, name: string): boolean {
  return plan.inputs.some((input) => input.name === name && input.kind === 'tokens')
}

function pointAt(task: AttributionTask, share: number): Point {
  const rows = new Map(
    [...task.rows].map(([name, values]): [string, InputRows] => [
      name,
      isOfTokens(task, name) ? values : Float32Array.from(values, (value) => value * share),
    ]),
  )
  return { rows, share }
}

async function meanSlopes(
  { gradients, selection, breathe }: AttributionTask,
  points: readonly Point[],
  turn: (value: number) => number,
): Promise<Map<string, Float64Array>> {
  const sums = new Map<string, Float64Array>()
  for (let start = 0; start < points.length; start += BATCH) {
    const some = points.slice(start, start + BATCH)
    const slopes = await gradients.ask(some, selection)
    for (const [name, values] of slopes.gradients) {
      const width = values.length / some.length
      const sum = sums.get(name) ?? new Float64Array(width)
      values.forEach((value, at) => (sum[at % width] = (sum[at % width] ?? 0) + turn(value) / points.length))
      sums.set(name, sum)
    }
    await breathe(start + some.length, points.length)
  }
  return sums
}

/** |∂F/∂x|; of a token the length of the gradient by its vector (Simonyan et al. 2013). */
export async function saliency(task: AttributionTask): Promise<Parts> {
  const slopes = await task.gradients.ask([{ rows: task.rows, share: 1 }], task.selection)
  await task.breathe(1, 1)
  return new Map(
    [...slopes.gradients].map(([name, values]) => {
      const sizes = slopes.sizes.get(name)
      const isTokens = isOfTokens(task, name) && sizes !== undefined
      return [
        name,
        Float64Array.from(isTokens ? sizes : values, (value) =>
          isTokens ? Math.sqrt(value) : Math.abs(value),
        ),
      ]
    }),
  )
}

const NOISE = 0.15

/** The mean of |∂F/∂x| over copies with noise of 15 % of the range of the row (Smilkov et al. 2017). */
export async function smoothGrad(task: AttributionTask, copies: number, seed: number): Promise<Parts> {
  const random = createRandom(seed)
  const points = Array.from({ length: copies }, (): Point => {
    const rows = new Map(
      [...task.rows].map(([name, values]): [string, InputRows] => {
        if (isOfTokens(task, name)) return [name, values]
        const deviation = NOISE * rangeOf(values)
        return [name, Float32Array.from(values, (value) => value + deviation * random.normal())]
      }),
    )
    return { rows, share: 1 }
  })
  return meanSlopes(task, points, Math.abs)
}

function rangeOf(values: InputRows): number {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  return high - low
}

export interface CamMap {
  readonly height: number
  readonly width: number
  readonly values: Float64Array
}

/** relu(Σ_k α_k A_k), α_k the mean of ∂F/∂A_k over the places (Selvaraju et al. 2017, eq. 1 and 2). */
export async function gradCam(
  task: AttributionTask,
  [height = 1, width = 1, channels = 1]: readonly number[],
): Promise<CamMap> {
  const { activation, layerGradient } = await task.gradients.ask(
    [{ rows: task.rows, share: 1 }],
    task.selection,
  )
  await task.breathe(1, 1)
  const places = height * width
  const weights = new Float64Array(channels)
  layerGradient.forEach((value, at) => {
    weights[at % channels] = (weights[at % channels] ?? 0) + value / places
  })
  const values = Float64Array.from({ length: places }, (_, place) => {
    let sum = 0
    for (let channel = 0; channel < channels; channel++) {
      sum += (weights[channel] ?? 0) * (activation[place * channels + channel] ?? 0)
    }
    return Math.max(0, sum)
  })
  return { height, width, values }
}

export interface Covered {
  /** Places of the row's numbers that are covered together. */
  readonly places: Iterable<number>
  readonly fill: (place: number) => number
}

/** @returns by how much the answer falls where each part is covered. */
export async function occlude(
  {
    answers,
    rows,
    label,
    breathe,
  }: {
    readonly answers: Answers
    readonly rows: NetworkRows
    readonly label: number
    readonly breathe: AttributionTask['breathe']
  },
  input: string,
  parts: readonly Covered[],
): Promise<Float64Array> {
  const own = rows.get(input) ?? new Float32Array(0)
  const width = answers.labels.length
  const ask = async (some: readonly InputRows[]): Promise<Float64Array> => {
    const made = new Map(
      [...rows].map(([name, values]) => [name, repeated(name === input ? some : some.map(() => values))]),
    )
    return answers.toAnswers(await answers.predict(made, some.length))
  }
  const base = (await ask([own]))[label] ?? 0
  const found = new Float64Array(parts.length)
  for (let start = 0; start < parts.length; start += BATCH) {
    const some = parts.slice(start, start + BATCH).map(({ places, fill }) => {
      const covered = own.slice()
      for (const place of places) covered[place] = fill(place)
      return covered
    })
    const values = await ask(some)
    some.forEach((_, at) => (found[start + at] = base - (values[at * width + label] ?? 0)))
    await breathe(Math.min(start + BATCH, parts.length), parts.length)
  }
  return found
}

function repeated(rows: readonly InputRows[]): InputRows {
  const [first] = rows
  const size = first?.length ?? 0
  const all =
    first instanceof Int32Array ? new Int32Array(size * rows.length) : new Float32Array(size * rows.length)
  rows.forEach((values, at) => {
    all.set(values, at * size)
  })
  return all
}
