/** @file Orthogonal search: few trials in which every pair of levels of any two parameters meets equally often. */
import type { Assignment, ParameterValue } from '../../../shared/domain/searchSpace'
import type { SamplerSpecOf } from '../../../shared/domain/search/samplerSpec'
import { createRandom } from '../../../shared/util/random'
import { chooseArray } from '../designs/orthogonalArray'
import { assignmentKey, isActive } from '../space/assignments'
import { gridLevels } from '../space/levels'
import type { Sampler, SearchTask } from '../types'

/**
 * Parameters are the factors of the smallest orthogonal array that holds them; their choices, or a few values of their range, are the levels.
 * The column of a parameter that does not exist in a row is ignored there, and of rows that become equal one stays. The order of
 * the rows follows from the seed.
 */
export function createOrthogonalSampler({ space }: SearchTask, spec: SamplerSpecOf<'orthogonal'>): Sampler {
  let rows: readonly Assignment[] | null = null
  const listRows = () => (rows ??= createRandom(spec.seed).shuffle(writeRows(space, spec)))
  return {
    isForeseeable: true,
    plannedTrials: () => listRows().length,
    propose: ({ number }) => listRows()[number - 1] ?? null,
  }
}

function writeRows(
  { parameters }: SearchTask['space'],
  { levels: pointsPerRange, seed }: SamplerSpecOf<'orthogonal'>,
): Assignment[] {
  const factors = parameters.map(({ domain }) => {
    const { size, at } = gridLevels(domain, pointsPerRange)
    return Array.from({ length: size }, (_, level) => at(level))
  })
  const varying = factors.flatMap((values, index) => (values.length > 1 ? [index] : []))
  const array = chooseArray(
    varying.map((index) => factors[index]?.length ?? 1),
    seed,
  )
  const columns = new Map(varying.map((index, column) => [index, array.columns[column] ?? []]))
  const valueAt = (index: number, run: number): ParameterValue =>
    factors[index]?.[columns.get(index)?.[run] ?? 0] ?? ''
  const rows = Array.from({ length: varying.length === 0 ? 1 : array.runs }, (_, run) => {
    const row: Assignment = {}
    for (const [index, parameter] of parameters.entries())
      if (isActive(parameter, row)) row[parameter.name] = valueAt(index, run)
    return row
  })
  return [...new Map(rows.map((row) => [assignmentKey(row), row])).values()]
}
