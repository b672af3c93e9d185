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
  const logOf = (kind: number, below: number, above: number) => {
    const [mean, deviation] = [means[kind] ?? 0, deviations[kind] ?? 1]
    return normalLogMass((below - mean) / deviation, (above - mean) / deviation) - (masses[kind] ?? 0)
  }
  const mostOf = (kind: number, below: number, above: number) => {
    const [mean, deviation] = [means[kind] ?? 0, deviations[kind] ?? 1]
    const gap = Math.max(below - mean, mean - above, 0) / deviation
    return -0.5 * gap * gap - (masses[kind] ?? 0)
  }
  const shareOf = (index: number): Share => {
    const [below, above] = [axis.edgeOf(index), axis.edgeOf(index + 1)]
    return {
      known: new Float64Array(means.length).fill(Number.NaN),
      mostOf: (kind) => mostOf(kind, below, above),
      logOf: (kind) => logOf(kind, below, above),
    }
  }
  return {
    draw: (kernel, random) => {
      const kind = classOf[kernel] ?? 0
      const law = { mean: means[kind] ?? 0, deviation: deviations[kind] ?? 1, low: axis.low, high: axis.high }
      return axis.nearest(truncatedInverseCdf(law, random.next()))
    },
    priorAt: (index) => logOf(means.length - 1, axis.edgeOf(index), axis.edgeOf(index + 1)),
    addTo: (table, candidates) => {
      const shares = new Map<number, Share>()
      for (let row = 0; row < table.rows; row++) {
        const index = candidates[row] ?? 0
        const share = shares.get(index) ?? shareOf(index)
        shares.set(index, share)
        addShare(table, row, { share, classOf })
      }
    },
  }
}

/** What each kind of kernel gives to one value of a grid. */
interface Share {
  /** By kind; NaN where nobody asked. */
  readonly known: Float64Array
  logOf(kind: number): number
  /** A bound that costs little: Φ(−z) < exp(−z²/2) for the nearer edge. */
  mostOf(kind: number): number
}

/** A probability is measured once for each value and kind of kernel, and only where it can still matter. */
function addShare(
  { logs, kernels, floors }: LogTable,
  row: number,
  { share, classOf }: { share: Share; classOf: Int32Array },
): void {
  const floor = floors[row] ?? -Infinity
  const { known } = share
  for (let kernel = 0, at = row * kernels; kernel < kernels; kernel++, at++) {
    const log = logs[at] ?? 0
    const kind = classOf[kernel] ?? 0
    let own = known[kind] ?? 0
    if (Number.isNaN(own)) {
      if (log + share.mostOf(kind) < floor) {
        logs[at] = -Infinity
        continue
      }
      own = share.logOf(kind)
      known[kind] = own
    }
    logs[at] = log + own
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
