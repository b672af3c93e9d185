/** @file A search space as people write it: `{ "parameters": [{ "name": "lr", "type": "float", "low": 1e-4, "high": 0.1, "log": true }] }`. */
import * as v from 'valibot'
import { AppError } from '../../errors/appError'
import { type Condition, ParameterValue } from '../searchSpace'

const finite = v.pipe(v.number(), v.finite())

const Values = v.pipe(v.array(ParameterValue), v.minLength(1))
const oneOf = (parameter: string, values: ParameterValue[]): Condition => ({
  test: 'oneOf',
  parameter,
  values,
})

/**
 * When a parameter exists: `{ "optimizer": "sgd" }`, `{ "optimizer": ["sgd", "rmsprop"] }`, the same as
 * `{ "parameter": "optimizer", "in": ["sgd", "rmsprop"] }` (or `"equals": "sgd"`; `values` and `value` mean the same), or `{ "parameter": "layers", "atLeast": 2 }`.
 */
const When = v.union([
  v.pipe(
    v.strictObject({ parameter: v.string(), atLeast: finite }),
    v.transform(({ parameter, atLeast }): Condition => ({ test: 'atLeast', parameter, value: atLeast })),
  ),
  v.pipe(
    v.strictObject({ parameter: v.string(), equals: ParameterValue }),
    v.transform(({ parameter, equals }) => oneOf(parameter, [equals])),
  ),
  v.pipe(
    v.strictObject({ parameter: v.string(), value: ParameterValue }),
    v.transform(({ parameter, value }) => oneOf(parameter, [value])),
  ),
  v.pipe(
    v.strictObject({ parameter: v.string(), in: Values }),
    v.transform((when) => oneOf(when.parameter, when.in)),
  ),
  v.pipe(
    v.strictObject({ parameter: v.string(), values: Values }),
    v.transform(({ parameter, values }) => oneOf(parameter, values)),
  ),
  v.pipe(
    v.record(v.string(), v.union([ParameterValue, Values])),
    v.check((entries) => Object.keys(entries).length === 1, 'a condition names one parameter'),
    v.transform((entries) => {
      const [[parameter, values] = ['', []]] = Object.entries(entries)
      return oneOf(parameter, Array.isArray(values) ? values : [values])
    }),
  ),
])

const Named = {
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  when: v.optional(v.nullable(When), null),
}
const Numeric = {
  low: finite,
  high: finite,
  log: v.optional(v.boolean(), false),
  default: v.optional(finite),
}
const Listed = {
  choices: v.pipe(v.array(ParameterValue), v.minLength(1), v.maxLength(10_000)),
  /** Programs that write such files give every parameter the same fields. */
  log: v.optional(v.literal(false)),
  default: v.optional(ParameterValue),
}

export const FileParameter = v.variant('type', [
  v.strictObject({ ...Named, type: v.literal('float'), ...Numeric, step: v.optional(v.nullable(finite)) }),
  v.strictObject({ ...Named, type: v.literal('integer'), ...Numeric, step: v.optional(v.nullable(finite)) }),
  v.strictObject({ ...Named, type: v.literal('ordinal'), ...Listed }),
  v.strictObject({ ...Named, type: v.literal('categorical'), ...Listed }),
])
export type FileParameter = v.InferOutput<typeof FileParameter>

export const SpaceFile = v.strictObject({
  parameters: v.pipe(v.array(FileParameter), v.minLength(1), v.maxLength(1000)),
  /** Expressions that must hold, as `units * layers <= 512`. */
  constraints: v.optional(v.array(v.string())),
})
export type SpaceFile = v.InferOutput<typeof SpaceFile>

/**
 * Reads the text of such a file.
 * @param name what the file is called, for its errors
 * @throws {space/file-invalid} with the place in it, or its name where it is no JSON
 */
export function parseSpaceFile(text: string, name: string): SpaceFile {
  const read = v.safeParse(SpaceFile, withoutNulls(parseJson(text, name)))
  if (read.success) return read.output
  const [issue] = read.issues
  const place = v.getDotPath(issue) ?? name
  throw new AppError('space/file-invalid', { parameter: place, problem: `cannot be read: ${issue.message}` })
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('space/file-invalid', { parameter: name, problem: 'is no JSON' }, { cause })
  }
}

/** A field that is null is as good as absent. */
function withoutNulls(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(withoutNulls)
  if (typeof json !== 'object' || json === null) return json
  const fields = Object.entries(json).filter(([, value]) => value !== null)
  return Object.fromEntries(fields.map(([name, value]) => [name, withoutNulls(value)]))
}
