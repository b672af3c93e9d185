/** @file The kernels of one axis of a Parzen estimator: one around each observation and a broad one for what was known before. */
import type { Random } from '../../../../shared/util/random'
import { normalLogMass, truncatedInverseCdf } from '../../maths/normal'
import { bandwidths } from './bandwidths'
import type { ChoiceAxis, GridAxis, ParzenAxis, RangeAxis } from './parzenAxis'

/** ln √(2π) */
const LOG_ROOT_TWO_PI = 0.918938533204672741780329736406

/** Candidates by kernels, row-major, to which each axis adds its log densities. */
export interface LogTable {
  readonly logs: Float64Array
  readonly rows: number
  readonly kernels: number
  /** Of each candidate: a kernel that stands below this can no longer be told in the sum, and need not be followed. */
  readonly floors: Float64Array
}

export interface Kernels {
  /** @returns a place drawn from one kernel. */
  draw(kernel: number, random: Random): number
  /** @returns the log density of the last kernel, which stands for no observation. */
  priorAt(place: number): number
  /** Adds the log density of every kernel at each candidate's place. */
  addTo(table: LogTable, places: Float64Array): void
}

/** @param places of the observations, none of them NaN. */
export function createKernels(axis: ParzenAxis, places: Float64Array): Kernels {
  if (axis.kind === 'choice') return choiceKernels(axis, places)
  return axis.kind === 'range' ? rangeKernels(axis, places) : gridKernels(axis, places)
}

/** Every kernel gives 1/k of its weight to all choices alike, k being the number of kernels, and the rest to the choice observed. */
function choiceKernels({ count }: ChoiceAxis, places: Float64Array): Kernels {
  const share = 1 / (places.length + 1)
  const whole = 1 + count * share
  const miss = Math.log(share / whole)
  const hit = Math.log((1 + share) / whole)
  return {
    draw: (kernel, random) => {
      const seen = places[kernel]
      if (seen === undefined || random.next() * whole < count * share) return random.integer(count)
      return seen
    },
    priorAt: () => -Math.log(count),
    addTo: ({ logs, rows, kernels }, candidates) => {
      for (let row = 0; row < rows; row++) {
        const [at, choice] = [row * kernels, candidates[row]]
        for (let kernel = 0; kernel < kernels - 1; kernel++)
          logs[at + kernel] = (logs[at + kernel] ?? 0) + (places[kernel] === choice ? hit : miss)
        logs[at + kernels - 1] = (logs[at + kernels - 1] ?? 0) - Math.log(count)
      }
    },
  }
}

function rangeKernels(axis: RangeAxis, places: Float64Array): Kernels {
  const { classOf, means, deviations } = bandwidths(axis, places)
  const constants = logMasses(axis, means, deviations).map(
    (mass, index) => -mass - Math.log(deviations[index] ?? 1) - LOG_ROOT_TWO_PI,
  )
  const logAt = (kind: number, place: number) => {
    const distance = (place - (means[kind] ?? 0)) / (deviations[kind] ?? 1)
    return (constants[kind] ?? 0) - 0.5 * distance * distance
  }
  return {
    draw: (kernel, random) => {
      const kind = classOf[kernel] ?? 0
      const law = { mean: means[kind] ?? 0, deviation: deviations[kind] ?? 1, low: axis.low, high: axis.high }
      return truncatedInverseCdf(law, random.next())
    },
    priorAt: (place) => logAt(means.length - 1, place),
    addTo: ({ logs, rows, kernels }, candidates) => {
      for (let row = 0; row < rows; row++) {
        const [at, place] = [row * kernels, candidates[row] ?? 0]
        for (let kernel = 0; kernel < kernels; kernel++)
          logs[at + kernel] = (logs[at + kernel] ?? 0) + logAt(classOf[kernel] ?? 0, place)
      }
    },
  }
}

function gridKernels(axis: GridAxis, places: Float64Array): Kernels {
  const points = places.map((index) => axis.centreOf(index))
  const { classOf, means, deviations } = bandwidths(axis, points)
  const masses = logMasses(axis, means, deviations)
  const logAt = (kind: number, index: number) => {
    const [mean, deviation] = [means[kind] ?? 0, deviations[kind] ?? 1]
    const below = (axis.edgeOf(index) - mean) / deviation
    return normalLogMass(below, (axis.edgeOf(index + 1) - mean) / deviation) - (masses[kind] ?? 0)
  }
  return {
    draw: (kernel, random) => {
      const kind = classOf[kernel] ?? 0
      const law = { mean: means[kind] ?? 0, deviation: deviations[kind] ?? 1, low: axis.low, high: axis.high }
      return axis.nearest(truncatedInverseCdf(law, random.next()))
    },
    priorAt: (index) => logAt(means.length - 1, index),
    addTo: (table, candidates) => addGrid(table, candidates, { classOf, kinds: means.length, logAt }),
  }
}

interface GridDensity {
  readonly classOf: Int32Array
  readonly kinds: number
  logAt(kind: number, index: number): number
}

/** What a probability costs is asked once for each value and kind of kernel, and only where it can still matter. */
function addGrid(
  { logs, rows, kernels, floors }: LogTable,
  candidates: Float64Array,
  density: GridDensity,
): void {
  const known = new Map<number, Float64Array>()
  for (let row = 0; row < rows; row++) {
    const index = candidates[row] ?? 0
    const floor = floors[row] ?? -Infinity
    const densities = known.get(index) ?? new Float64Array(density.kinds).fill(Number.NaN)
    known.set(index, densities)
    for (let kernel = 0; kernel < kernels; kernel++) {
      const at = row * kernels + kernel
      const log = logs[at] ?? 0
      if (log < floor) {
        logs[at] = -Infinity
        continue
      }
      const kind = density.classOf[kernel] ?? 0
      let own = densities[kind] ?? 0
      if (Number.isNaN(own)) densities[kind] = own = density.logAt(kind, index)
      logs[at] = log + own
    }
  }
}

/** What of each kernel lies between the ends. */
function logMasses(
  { low, high }: RangeAxis | GridAxis,
  means: Float64Array,
  deviations: Float64Array,
): Float64Array {
  return means.map((mean, index) => {
    const deviation = deviations[index] ?? 1
    return normalLogMass((low - mean) / deviation, (high - mean) / deviation)
  })
}
