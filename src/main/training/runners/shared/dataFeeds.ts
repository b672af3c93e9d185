import { Tensor } from 'onnxruntime-node'
import type { InputSpec } from '../../../../shared/domain/modelInput'
import { createRandom } from '../../../../shared/util/random'
import { invariant } from '../../../../shared/errors/appError'
import { dataInputsOf, hasClassNumbers, hasTargets, rowsName, type ModelPlan } from '../../../compiler'
import type { InputRows, TrainingData } from '../../types'
import { reorderRows } from '../../rows/reorderRows'

/** Rows as programs take them. Slices share their memory. */
export interface DataFeeds {
  readonly rows: number
  /** The inputs of the model and `y`, of the rows from `start` up to `end`. */
  slice(start: number, end: number): Readonly<Record<string, Tensor>>
  /** Which row stands at each place; absent where they stand in their own order. */
  readonly order?: Int32Array
}

/** Class indices and tokens become integers once, instead of once a step. */
export function createDataFeeds(data: TrainingData, plan: ModelPlan): DataFeeds {
  const { head } = plan
  const columns = dataInputsOf(plan).map((input) => toColumn(input, rowsOf(data, input)))
  const targets = hasTargets(head) ? toTargets(data, hasClassNumbers(head)) : null
  return {
    rows: data.rows,
    slice: (start, end) => ({
      ...Object.fromEntries(columns.map(({ name, slice }) => [name, slice(start, end)])),
      ...(targets === null ? {} : { y: targets(start, end) }),
    }),
  }
}

/** The same; with random numbers for a generator, always the same ones, so that epochs and trials can be compared. */
export function createEvaluationFeeds(data: TrainingData, plan: ModelPlan): DataFeeds {
  if (plan.head.goal === 'embedding') return createPairedFeeds(data, plan)
  const feeds = createDataFeeds(data, plan)
  const [latent] = plan.inputs
  if (plan.judge === null || latent === undefined) return feeds
  const random = createRandom(LATENT_SEED)
  const width = latent.shape[0] ?? 1
  const column = toColumn(
    latent,
    Float32Array.from({ length: data.rows * width }, () => random.normal()),
  )
  return {
    rows: data.rows,
    slice: (start, end) => ({ ...feeds.slice(start, end), [column.name]: column.slice(start, end) }),
  }
}

const LATENT_SEED = 0x5a
const PAIRS_SEED = 0x5b

/** Rows are compared with those of their piece: of data that are sorted by class, one would hold a single class. */
function createPairedFeeds(data: TrainingData, plan: ModelPlan): DataFeeds {
  const order = createRandom(PAIRS_SEED).shuffle(Int32Array.from({ length: data.rows }, (_, row) => row))
  return { ...createDataFeeds(reorderRows(data, order), plan), order }
}

/** More than one number a row are shares of the classes. */
function toTargets({ rows, y }: TrainingData, hasNumbers: boolean) {
  const width = rows === 0 ? 1 : y.length / rows
  const classes = hasNumbers && width === 1 ? Int32Array.from(y) : null
  return (start: number, end: number): Tensor =>
    classes
      ? new Tensor('int32', classes.subarray(start, end), [end - start])
      : new Tensor('float32', y.subarray(start * width, end * width), [end - start, width])
}

/** The main input of the data may have any name. */
function rowsOf({ rows, x, others = {} }: TrainingData, { name, shape }: InputSpec): InputRows {
  const values = others[name] ?? x
  invariant(values.length === rows * sizeOf(shape), `the data has no rows of the input ${name}`)
  return values
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1)
}

function toColumn(input: InputSpec, values: InputRows) {
  const width = sizeOf(input.shape)
  const numbers = input.kind === 'tokens' ? toIntegers(values) : toFloats(values)
  return {
    name: rowsName(input),
    slice: (start: number, end: number): Tensor => {
      const dims = [end - start, ...input.shape]
      const part = numbers.subarray(start * width, end * width)
      return part instanceof Int32Array ? new Tensor('int32', part, dims) : new Tensor('float32', part, dims)
    },
  }
}

/** Data may be most of the memory of a run: it is copied only where it has to change. */
function toIntegers(values: InputRows): Int32Array {
  return values instanceof Int32Array ? values : Int32Array.from(values)
}

function toFloats(values: InputRows): Float32Array {
  return values instanceof Float32Array ? values : Float32Array.from(values)
}
