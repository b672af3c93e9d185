/** @file First values of parameters, the same for the same seed. */
import type { InitializerName } from '../../../shared/domain/modelSpec'
import { createRandom, type Random } from '../../../shared/util/random'
import { sizeOf } from '../graph/tensorType'
import { orthogonalColumns } from './orthogonal'
import type { ParameterSpec } from './parameter'

type Numbers = Pick<ParameterSpec, 'fanIn' | 'fanOut' | 'initialScale'>

/** Standard deviation of a standard normal cut off at ±2; dividing by it makes the cut one as wide as asked for. */
const TRUNCATED_DEVIATION = 0.8796256610342398

/**
 * He et al. 2015, Glorot and Bengio 2010, LeCun et al. 1998: variances 2/in, 2/(in + out) and 1/in.
 * Their normal ones are cut off at two deviations, as in Keras; a uniform one reaches √3 deviations. The ones of a given
 * scale follow Keras too: `truncatedNormal` is cut off at two scales and not widened.
 */
const DRAWS: Record<Exclude<InitializerName, 'orthogonal'>, (random: Random, numbers: Numbers) => number> = {
  heNormal: (random, { fanIn }) => variance(random, 2 / fanIn),
  heUniform: (random, { fanIn }) => uniform(random, Math.sqrt(6 / fanIn)),
  glorotNormal: (random, { fanIn, fanOut }) => variance(random, 2 / (fanIn + fanOut)),
  glorotUniform: (random, { fanIn, fanOut }) => uniform(random, Math.sqrt(6 / (fanIn + fanOut))),
  lecunNormal: (random, { fanIn }) => variance(random, 1 / fanIn),
  lecunUniform: (random, { fanIn }) => uniform(random, Math.sqrt(3 / fanIn)),
  normal: (random, { initialScale }) => random.normal() * initialScale,
  truncatedNormal: (random, { initialScale }) => truncatedNormal(random) * initialScale,
  uniform: (random, { initialScale }) => uniform(random, initialScale),
  constant: (_random, { initialScale }) => initialScale,
  zeros: () => 0,
}

/**
 * @returns row-major values of each parameter; each has a stream of its own, so that adding one changes no other. What a
 * backbone gives is 0 here and has no stream: a head begins alike whether its backbone stands before it or was left out.
 */
export function initialWeights(parameters: readonly ParameterSpec[], seed: number): Float32Array[] {
  let drawn = 0
  return parameters.map((parameter) => {
    if (parameter.given) return new Float32Array(sizeOf(parameter.shape))
    const random = createRandom(seed, drawn++)
    if (parameter.initializer === 'orthogonal') return orthogonal(random, matrixShape(parameter.shape))
    const draw = DRAWS[parameter.initializer]
    const values = new Float32Array(sizeOf(parameter.shape)).map(() => draw(random, parameter))
    const { start, count } = parameter.ones ?? { start: 0, count: 0 }
    return values.fill(1, start, start + count)
  })
}

/** A kernel as a matrix: units are its columns, or, over pictures, its rows. */
function matrixShape(shape: readonly number[]): [rows: number, columns: number] {
  const isPicture = shape.length === 4
  const units = (isPicture ? shape[0] : shape.at(-1)) ?? 1
  const others = sizeOf(shape) / units
  return isPicture ? [units, others] : [others, units]
}

/** Rows or columns, whichever are fewer, at right angles and of length 1 (Saxe et al. 2014). */
function orthogonal(random: Random, [rows, columns]: readonly [number, number]): Float32Array {
  const [length, count] = [Math.max(rows, columns), Math.min(rows, columns)]
  const vectors = orthogonalColumns(random, { length, count })
  return new Float32Array(rows * columns).map((_, index) => {
    const [row, column] = [Math.floor(index / columns), index % columns]
    return (rows < columns ? vectors[row]?.[column] : vectors[column]?.[row]) ?? 0
  })
}

function variance(random: Random, wanted: number): number {
  return (truncatedNormal(random) * Math.sqrt(wanted)) / TRUNCATED_DEVIATION
}

function truncatedNormal(random: Random): number {
  for (;;) {
    const value = random.normal()
    if (Math.abs(value) < 2) return value
  }
}

function uniform(random: Random, limit: number): number {
  return (2 * random.next() - 1) * limit
}
