/** @file Runs the nodes of a recipe in ONNX Runtime, without a network behind them. */
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { dropUnread, encodeModel } from '../../src/main/compiler/backends/onnx/proto'
import { EXPORT_OPERATOR_SET } from '../../src/main/compiler/export/newerOperators'
import { OnnxSketch } from '../../src/main/compiler/export/onnxSketch'
import { emitRecipe } from '../../src/main/compiler/export/recipe/emitRecipe'
import type { RawInput } from '../../src/main/compiler/export/recipe/graphInputs'
import { createPictureTensors } from '../../src/main/training/predict/pictureTensors'
import type { RawRow } from '../../src/main/training/predict/rawFrame'
import { toTensor as readTensor } from '../../src/main/training/predict/rawInputs'
import { readSamples } from '../../src/main/training/predict/readSamples'
import type { FittedRecipe } from '../../src/shared/domain/fittedRecipe'

export interface RecipeModel {
  readonly onnx: Uint8Array
  readonly inputs: readonly RawInput[]
}

/** @returns a model whose outputs are the inputs of a network, by name. */
export function toRecipeModel(fitted: FittedRecipe): RecipeModel {
  const outputs = fitted.inputs.map(({ spec }) => `made:${spec.name}`)
  const sketch = new OnnxSketch(outputs)
  const recipe = emitRecipe(sketch, fitted)
  fitted.inputs.forEach((input, index) => {
    const dataType = input.spec.kind === 'tokens' ? ('int32' as const) : ('float32' as const)
    const shape = ['N', ...input.spec.shape]
    sketch.output(recipe.tensorOf(input), { name: outputs[index] ?? '', dataType, shape })
  })
  const model = dropUnread({ graph: sketch.build('recipe'), operatorSets: { '': EXPORT_OPERATOR_SET } })
  const read = new Set(model.graph.nodes.flatMap((node) => node.inputs))
  const inputs = recipe.inputs.list((name) => read.has(name))
  const names = new Set(inputs.map(({ input }) => input))
  const graph = { ...model.graph, inputs: model.graph.inputs.filter(({ name }) => names.has(name)) }
  return { onnx: encodeModel({ ...model, graph }), inputs }
}

/** Columns of raw cells by name: figures with NaN, or texts with "" where missing. */
export type RawColumns = Readonly<Record<string, readonly number[] | readonly string[]>>

/** @returns what the network would be fed with, by the name of its input. */
export async function runRecipe(fitted: FittedRecipe, columns: RawColumns): Promise<Map<string, number[]>> {
  const model = toRecipeModel(fitted)
  const feeds = model.inputs.map((raw) => [raw.input, toTensor(raw, columns[raw.column] ?? [])] as const)
  return run(fitted, model, Object.fromEntries(feeds))
}

/** The same from rows as a user has them, read as for a prediction. */
export async function runRecipeOnRows(
  fitted: FittedRecipe,
  rows: readonly RawRow[],
): Promise<Map<string, number[]>> {
  const model = toRecipeModel(fitted)
  const { raw, ends, fills } = readSamples(rows, { fitted, reading: { decimal: '.', missing: [] } })
  const pictures = createPictureTensors({
    pictures: raw.pictures,
    open: undefined,
    onUnreadable: () => undefined,
  })
  const feeds = await Promise.all(
    model.inputs.map(async (input) => {
      const read = await readTensor(input, { frame: raw.frame, pictures, fills, lookback: 1 }, ends)
      const { dataType, values, shape } = read
      const cells = dataType === 'string' ? [...values] : values
      return [input.input, new Tensor(dataType, cells as Float32Array, shape)] as const
    }),
  )
  return run(fitted, model, Object.fromEntries(feeds))
}

async function run(
  fitted: FittedRecipe,
  { onnx }: RecipeModel,
  feeds: Record<string, Tensor>,
): Promise<Map<string, number[]>> {
  const session = await InferenceSession.create(onnx, { logSeverityLevel: 3 })
  try {
    const outputs = await session.run(feeds)
    return new Map(
      fitted.inputs.map(({ spec }) => [
        spec.name,
        Array.from(outputs[`made:${spec.name}`]?.data as Float32Array | Int32Array),
      ]),
    )
  } finally {
    await session.release()
  }
}

function toTensor({ kind, shape }: RawInput, cells: readonly number[] | readonly string[]): Tensor {
  const size = shape.reduce((product, side) => product * side, 1)
  const dims = [cells.length / size, ...shape]
  if (kind === 'category') return new Tensor('string', cells.map(String), dims)
  if (kind === 'date') return new Tensor('float64', Float64Array.from(cells, Number), dims)
  if (kind === 'tokens') return new Tensor('int64', BigInt64Array.from(cells, BigInt), dims)
  if (kind === 'picture') return new Tensor('uint8', Uint8Array.from(cells, Number), dims)
  return new Tensor('float32', Float32Array.from(cells, Number), dims)
}
