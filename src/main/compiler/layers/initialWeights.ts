/** @file First values of parameters, the same for the same seed. */
import type { InitializerName } from '../../../shared/domain/modelSpec'
import { createRandom, type Random } from '../../../shared/util/random'
import { sizeOf } from '../graph/tensorType'
import type { ParameterSpec } from './parameter'

interface Fans {
  readonly fanIn: number
  readonly fanOut: number
}

/** Standard deviation of a standard normal cut off at ±2; dividing by it makes the cut one as wide as asked for. */
const TRUNCATED_DEVIATION = 0.8796256610342398

/**
 * He et al. 2015, Glorot and Bengio 2010, LeCun et al. 1998: variances 2/in, 2/(in + out) and 1/in.
 * Normal ones are cut off at two deviations, as in Keras; a uniform one reaches √3 deviations.
 */
const DRAWS: Record<InitializerName, (random: Random, fans: Fans) => number> = {
  heNormal: (random, { fanIn }) => truncatedNormal(random, Math.sqrt(2 / fanIn)),
  heUniform: (random, { fanIn }) => uniform(random, Math.sqrt(6 / fanIn)),
  glorotNormal: (random, { fanIn, fanOut }) => truncatedNormal(random, Math.sqrt(2 / (fanIn + fanOut))),
  glorotUniform: (random, { fanIn, fanOut }) => uniform(random, Math.sqrt(6 / (fanIn + fanOut))),
  lecunNormal: (random, { fanIn }) => truncatedNormal(random, Math.sqrt(1 / fanIn)),
  zeros: () => 0,
}

/** @returns row-major values of each parameter; each has a stream of its own, so that adding one changes no other. */
export function initialWeights(parameters: readonly ParameterSpec[], seed: number): Float32Array[] {
  return parameters.map((parameter, index) => {
    const random = createRandom(seed, index)
    const draw = DRAWS[parameter.initializer]
    return new Float32Array(sizeOf(parameter.shape)).map(() => draw(random, parameter))
  })
}

function truncatedNormal(random: Random, deviation: number): number {
  for (;;) {
    const value = random.normal()
    if (Math.abs(value) < 2) return (value * deviation) / TRUNCATED_DEVIATION
  }
}

function uniform(random: Random, limit: number): number {
  return (2 * random.next() - 1) * limit
}
