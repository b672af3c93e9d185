/** @file Parameters that are modelled together. */
import type { Assignment, SearchSpace } from '../../../../shared/domain/searchSpace'
import { canonicalJson } from '../../../../shared/util/canonicalJson'
import type { PastTrial } from '../../types'
import { type ModelledParameter, modelParameter } from './parzenAxis'

export type Block = readonly ModelledParameter[]

/**
 * Parameters that exist under the same condition exist together, and make a block; univariate, each is one of its own. What has a single value is in no
 * block.
 */
export function blocksOf(space: SearchSpace, isMultivariate: boolean): Block[] {
  const blocks = new Map<string, ModelledParameter[]>()
  for (const parameter of space.parameters) {
    const modelled = modelParameter(parameter)
    if (modelled === null) continue
    const key = isMultivariate ? canonicalJson(parameter.condition) : parameter.name
    const block = blocks.get(key) ?? []
    block.push(modelled)
    blocks.set(key, block)
  }
  return [...blocks.values()]
}

/** @returns places of the trials that have a value of the domain for every parameter of the block: an array an axis, in order of the trials. */
export function observe(block: Block, trials: readonly PastTrial[]): Float64Array[] {
  const columns = block.map(() => new Float64Array(trials.length))
  let count = 0
  for (const { assignment } of trials) if (writeRow(block, assignment, { columns, row: count })) count++
  return columns.map((column) => column.subarray(0, count))
}

interface Target {
  readonly columns: readonly Float64Array[]
  readonly row: number
}

function writeRow(block: Block, assignment: Assignment, { columns, row }: Target): boolean {
  for (const [index, { parameter, placeOf }] of block.entries()) {
    const place = placeOf(assignment[parameter.name])
    const column = columns[index]
    if (column === undefined || Number.isNaN(place)) return false
    column[row] = place
  }
  return true
}
