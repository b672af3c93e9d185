/** @file Assignments as points of a Euclidean space, so that any kernel of distances is one of assignments, too. */
import type { Assignment, SearchSpace } from '../../../../shared/domain/searchSpace'
import { canonicalJson } from '../../../../shared/util/canonicalJson'
import { createAxis } from '../../encoding/unitCube'
import { isActive } from '../../space/conditions'

/**
 * Columns of one *scale* are shrunk together: each parameter has a scale of its own, and each condition one for whether what depends on it exists.
 * - a range, and choices with an order: one column, from 0 to 1, evenly by the domain's scale or by the places of the choices;
 * - choices that are all numbers have the order of numbers, whatever was said;
 * - other choices: a column each, so that any two are at distance 1 (Hamming);
 * - what does not exist: the middle of all its values, and another place on the column of its condition (after Swersky et al. 2014).
 */
export interface Embedding {
  readonly columns: number
  readonly scales: number
  /** The scale of each column. */
  readonly scaleOf: Int32Array
  toFeatures(assignment: Assignment): Float64Array
}

/** A share of the columns. */
interface Block {
  readonly columns: number
  write(assignment: Assignment, into: Float64Array, at: number): void
}

/** Parameters that have a single value, or follow another one, have no columns. */
export function createEmbedding(space: SearchSpace): Embedding {
  const blocks = [...parameterBlocks(space), ...conditionBlocks(space)]
  const columns = blocks.reduce((sum, block) => sum + block.columns, 0)
  const scaleOf = Int32Array.from(blocks.flatMap((block, scale) => Array<number>(block.columns).fill(scale)))
  return {
    columns,
    scales: blocks.length,
    scaleOf,
    toFeatures: (assignment) => {
      const features = new Float64Array(columns)
      let at = 0
      for (const block of blocks) {
        block.write(assignment, features, at)
        at += block.columns
      }
      return features
    },
  }
}

function parameterBlocks({ parameters }: SearchSpace): Block[] {
  return parameters.flatMap((parameter) => {
    const { name, domain, follows } = parameter
    const axis = createAxis(parameter)
    if (follows !== undefined || axis.count === 1) return []
    if (domain.kind !== 'choice') return [rangeBlock(name, axis)]
    const order = axis.isOrdered ? domain.values : numericOrder(domain.values)
    return [order === null ? choiceBlock(name, domain.values) : orderBlock(name, order)]
  })
}

/** Shares of countable values end half a step outside of the first and last one; here these two are 0 and 1. */
function rangeBlock(name: string, { count, placeOf, valueAt }: ReturnType<typeof createAxis>): Block {
  const low = count === null ? 0 : placeOf(valueAt(0))
  const width = count === null ? 1 : placeOf(valueAt(1)) - low
  return oneColumn(name, (value) => (placeOf(value) - low) / width)
}

function orderBlock(name: string, values: readonly Assignment[string][]): Block {
  const places = new Map(values.map((value, index) => [value, index / (values.length - 1)]))
  return oneColumn(name, (value) => places.get(value) ?? 0.5)
}

function oneColumn(name: string, placeOf: (value: Assignment[string]) => number): Block {
  return {
    columns: 1,
    write: (assignment, into, at) => {
      const value = assignment[name]
      const place = value === undefined ? 0.5 : placeOf(value)
      // A logarithmic range can be too wide for quotients of its ends to be numbers.
      into[at] = Number.isFinite(place) ? place : 0.5
    },
  }
}

function choiceBlock(name: string, values: readonly Assignment[string][]): Block {
  const places = new Map(values.map((value, index) => [value, index]))
  return {
    columns: values.length,
    write: (assignment, into, at) => {
      const place = places.get(assignment[name] ?? '')
      if (place === undefined) into.fill(Math.SQRT1_2 / values.length, at, at + values.length)
      else into[at + place] = Math.SQRT1_2
    },
  }
}

function numericOrder(values: readonly Assignment[string][]): Assignment[string][] | null {
  return values.length > 1 && values.every((value) => typeof value === 'number')
    ? values.toSorted((left, right) => left - right)
    : null
}

function conditionBlocks({ parameters }: SearchSpace): Block[] {
  const conditions = new Map(
    parameters.flatMap((parameter) =>
      parameter.condition && parameter.follows === undefined
        ? [[canonicalJson(parameter.condition), parameter] as const]
        : [],
    ),
  )
  return [...conditions.values()].map((parameter) => ({
    columns: 1,
    write: (assignment, into, at) => {
      into[at] = isActive(parameter, assignment) ? 1 : 0
    },
  }))
}
