/** @file LCBench as a function: learning curves of a network on 34 tables, as a trained model remembers them (YAHPO Gym's surrogate). */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import * as v from 'valibot'
import type { Assignment, Parameter, SearchSpace } from '../../src/shared/domain/searchSpace'

/** Epochs of a whole training. */
export const EPOCHS = 52

/** In the order in which the surrogate reads them, after the epoch. */
const NAMES = [
  'batch_size',
  'learning_rate',
  'momentum',
  'weight_decay',
  'num_layers',
  'max_units',
  'max_dropout',
] as const
/** Per cent of the validation rows that are classified rightly: the second of its six outputs. */
const OUTPUTS = 6
const ACCURACY = 1

const ConfigSpace = v.object({
  hyperparameters: v.array(
    v.variant('type', [
      v.object({ type: v.literal('categorical'), name: v.string(), choices: v.array(v.string()) }),
      v.object({
        type: v.picklist(['uniform_int', 'uniform_float']),
        ...{ name: v.string(), log: v.boolean(), lower: v.number(), upper: v.number(), default: v.number() },
      }),
    ]),
  ),
})

export interface Query {
  readonly task: string
  readonly assignment: Assignment
  readonly epoch: number
}

export interface Surrogate {
  readonly tasks: readonly string[]
  readonly space: SearchSpace
  /** @returns the error on the validation rows, from 0 to 1, of each query. */
  errors(queries: readonly Query[]): Promise<number[]>
}

/** @param folder with `lcbench-surrogate.onnx` and its two descriptions */
export async function openSurrogate(folder: string): Promise<Surrogate> {
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(join(folder, `lcbench-surrogate.${name}.json`), 'utf8'))
  const { hyperparameters } = v.parse(ConfigSpace, read('config_space'))
  const codes = v.parse(v.object({ OpenML_task_id: v.record(v.string(), v.number()) }), read('encoding'))
  const session = await InferenceSession.create(join(folder, 'lcbench-surrogate.onnx'))
  const tasks = hyperparameters.flatMap((one) => (one.type === 'categorical' ? one.choices : []))
  const parameters = hyperparameters.flatMap((one): Parameter[] => {
    if (one.type === 'categorical' || one.name === 'epoch') return []
    const range = { low: one.lower, high: one.upper, scale: one.log ? ('log' as const) : ('linear' as const) }
    const domain =
      one.type === 'uniform_int'
        ? { kind: 'integer' as const, ...range, step: 1 }
        : { kind: 'float' as const, ...range }
    return [{ name: one.name, domain, default: one.default, condition: null }]
  })
  return {
    tasks,
    space: { parameters },
    errors: async (queries) => {
      const rows = queries.length
      const task = Int32Array.from(queries, (query) => codes.OpenML_task_id[query.task] ?? 0)
      const settings = queries.flatMap(({ epoch, assignment }) => [
        epoch,
        ...NAMES.map((name) => Number(assignment[name])),
      ])
      const { output } = await session.run({
        x_cat: new Tensor('int32', task, [rows, 1]),
        x_cont: new Tensor('float32', Float32Array.from(settings), [rows, NAMES.length + 1]),
      })
      return queries.map((_, row) => 1 - Number(output?.data[row * OUTPUTS + ACCURACY]) / 100)
    },
  }
}
