/** @file The settings a copied trial goes on with. */
import type {
  Assignment,
  Parameter,
  ParameterValue,
  SearchSpace,
} from '../../../../shared/domain/searchSpace'
import type { Random } from '../../../../shared/util/random'
import { compileConstraints } from '../../constraints/compileConstraint'
import { countValues, indexOfValue, nearestValue, sampleValue, valueAt } from '../../space/domains'
import { withFollowers } from '../../space/followers'
import { mutableParameters } from './isMutable'

/** As in Jaderberg et al. 2017, Population Based Training of Neural Networks, section 4. */
const FACTORS = [0.8, 1.2] as const
/** Changes that are tried until one fulfils the constraints. */
const MOST_TRIES = 32

/** @returns the assignment changed; the same where nothing may change, or no change is allowed */
export type ChangeSettings = (assignment: Assignment, random: Random) => Assignment

/** @param resample probability that a setting is drawn anew */
export function createChange(space: SearchSpace, resample: number): ChangeSettings {
  const parameters = mutableParameters(space)
  const constraints = compileConstraints(space)
  return (assignment, random) => {
    const present = parameters.filter(({ name }) => assignment[name] !== undefined)
    for (let count = 0; count < MOST_TRIES; count++) {
      const changed = { ...assignment }
      for (const parameter of present)
        changed[parameter.name] = changeValue(parameter, assignment, { resample, random })
      const whole = withFollowers(space, changed)
      if (constraints.every((constraint) => constraint.holds(whole))) return whole
    }
    return assignment
  }
}

function changeValue(
  { name, domain }: Parameter,
  assignment: Assignment,
  { resample, random }: { resample: number; random: Random },
): ParameterValue {
  const value = assignment[name] ?? ''
  const [isResampled, isUp] = [random.next() < resample, random.next() < 0.5]
  const drawn = sampleValue(domain, random)
  if (isResampled) return drawn
  if (domain.kind !== 'choice') return scale(domain, value, isUp) ?? drawn
  const isOrdered = domain.isOrdered === true || domain.values.every((one) => typeof one === 'number')
  return isOrdered ? neighbour(domain, value, isUp) : value
}

/** At an end of the range it goes the other way. @returns null where no factor changes the value, as of 0 */
function scale(domain: Parameter['domain'], value: ParameterValue, isUp: boolean): ParameterValue | null {
  const [down, up] = FACTORS
  for (const factor of isUp ? [up, down] : [down, up]) {
    const changed = nearestValue(domain, Number(value) * factor)
    if (changed !== value) return changed
  }
  return countValues(domain) === null ? null : neighbour(domain, value, isUp)
}

function neighbour(domain: Parameter['domain'], value: ParameterValue, isUp: boolean): ParameterValue {
  const [index, last] = [indexOfValue(domain, value), (countValues(domain) ?? 1) - 1]
  const wish = index + (isUp ? 1 : -1)
  const place = wish < 0 ? 1 : wish > last ? last - 1 : wish
  return valueAt(domain, Math.min(last, Math.max(0, place)))
}
