import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import * as v from 'valibot'
import type { Assignment, Parameter } from '../../src/shared/domain/searchSpace'
import type { Problem } from './problem'

const FOLDER = resolve(import.meta.dirname, '../../../shared/data/hpo')

const Meta = v.object({
  parameters: v.array(v.string()),
  choices: v.array(v.number()),
  kind: v.array(v.picklist(['ordinal', 'categorical'])),
})

/** @returns names of the tables that lie beside the repository; none where the folder is missing. */
export function tableNames(): string[] {
  if (!existsSync(FOLDER)) return []
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.f32'))
  return files.map((file) => file.slice(0, -'.f32'.length)).toSorted()
}

/** A table has a value for every combination, the first parameter slowest; regret is measured in that of random search. */
export function readTable(name: string): Problem {
  const { parameters, choices, kind } = v.parse(
    Meta,
    JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')),
  )
  const bytes = readFileSync(join(FOLDER, `${name}.f32`))
  const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
  const sorted = Float64Array.from(values).sort()
  const least = sorted[0] ?? 0
  const placeOf = (assignment: Assignment) =>
    parameters.reduce((place, parameter, index) => {
      const own = Number(String(assignment[parameter]).replace('choice', ''))
      return place * (choices[index] ?? 1) + own
    }, 0)
  return {
    name,
    space: {
      parameters: parameters.map((parameter, index) =>
        toParameter(parameter, choices[index] ?? 1, kind[index] === 'ordinal'),
      ),
    },
    evaluate: (assignment) => values[placeOf(assignment)] ?? NaN,
    least,
    unit: (trials) => expectedRegret(sorted, trials),
  }
}

/** The middle of what is ordered is the default, as in `space.json`. */
function toParameter(name: string, count: number, isOrdered: boolean): Parameter {
  const values = Array.from({ length: count }, (_, index) => (isOrdered ? index : `choice${index}`))
  const first = values[isOrdered ? (count - 1) >> 1 : 0] ?? 0
  const domain = { kind: 'choice' as const, values, ...(isOrdered ? { isOrdered } : {}) }
  return { name, domain, default: first, condition: null }
}

/**
 * The regret of the best of n draws without replacement, exactly: the i-th smallest of M values is the best with probability C(M − 1 − i, n − 1) ÷ C(M, n).
 */
export function expectedRegret(sorted: Float64Array, n: number): number {
  const size = sorted.length
  const least = sorted[0] ?? 0
  let probability = n / size
  let sum = 0
  for (let i = 0; i <= size - n; i++) {
    sum += probability * ((sorted[i] ?? 0) - least)
    probability *= (size - n - i) / (size - 1 - i)
  }
  return sum
}
