import type { Design } from '../../../shared/domain/design'
import type { OrthogonalPlan } from '../../../shared/domain/search/orthogonalPlan'
import { chooseArray, createSampler, deriveSpace, gridLevels, gridSize, validateDesign } from '../../search'

/** The array does not depend on it, only what stays irregular does. */
const SEED = 0

/** @returns which array an orthogonal search of a design takes; null where nothing of it can be searched. */
export function planOrthogonal(design: Design, levels: number): OrthogonalPlan | null {
  if (validateDesign(design).length > 0) return null
  const space = deriveSpace(design)
  const factors = space.parameters
    .filter(({ follows }) => follows === undefined)
    .map(({ domain }) => gridLevels(domain, levels).size)
    .filter((size) => size > 1)
  if (factors.length === 0) return null
  const task = { space, objectives: 1, trials: 1, parallel: 1 }
  const sampler = createSampler(task, { kind: 'orthogonal', levels, seed: SEED })
  const { name, runs, irregular } = chooseArray(factors, SEED)
  return {
    ...{ array: name, trials: sampler.plannedTrials() ?? runs, gridTrials: gridSize(space, levels) },
    ...{ factors: factors.length, irregular: irregular.length },
  }
}
