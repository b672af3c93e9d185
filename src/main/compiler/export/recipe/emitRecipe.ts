/** @file A fitted recipe as ONNX nodes: from raw columns to the inputs of the network. */
import type { FittedInput, FittedRecipe } from '../../../../shared/domain/fittedRecipe'
import { isPast, type Primitive } from '../../../../shared/domain/primitives'
import { invariant } from '../../../../shared/errors/appError'
import type { OnnxSketch } from '../onnxSketch'
import { ColumnFrame } from './columnFrame'
import { GraphInputs } from './graphInputs'
import type { EmittedPrimitive, RecipeSketch } from './recipeSketch'
import { emitPrimitive } from './emitters/registry'

export interface EmittedRecipe {
  readonly inputs: GraphInputs
  /** @returns the tensor that an input of the data is fed with. */
  tensorOf(input: FittedInput): string
}

export function emitRecipe(sketch: OnnxSketch, fitted: FittedRecipe): EmittedRecipe {
  const inputs = new GraphInputs(sketch, fitted.reads)
  const shape = [...stepsOf(fitted), 1]
  const frame = new ColumnFrame(sketch, (column) => inputs.addColumn(column, shape))
  const filled = earlierOf(fitted).flatMap((one) => (one.kind === 'fillText' ? [one.column] : []))
  const at: RecipeSketch = { sketch, frame, inputs, filled: new Set(filled), wholes: new Map() }
  for (const primitive of emittedOf(fitted)) emitPrimitive(primitive, at)
  return {
    inputs,
    tensorOf: ({ source }) => {
      if (source.kind === 'figures') return frame.take(source.features, 'float32')
      const whole = at.wholes.get(source.column)
      invariant(whole, `nothing makes the input ${source.column}`)
      return whole
    },
  }
}

/** Steps of a window where the model reads several; none else. */
function stepsOf({ inputs }: FittedRecipe): number[] {
  const sequence = inputs.find(({ spec, source }) => spec.kind === 'sequence' && source.kind === 'figures')
  return sequence ? sequence.spec.shape.slice(0, 1) : []
}

/** @returns the primitives up to the last one that looks at earlier rows: a model that sees one window cannot do them. */
export function earlierOf({ primitives }: Pick<FittedRecipe, 'primitives'>): Primitive[] {
  return primitives.slice(0, countEarlier(primitives)).filter((primitive) => !isWhole(primitive))
}

function emittedOf({ primitives }: FittedRecipe): EmittedPrimitive[] {
  const count = countEarlier(primitives)
  return primitives.filter(
    (primitive, index): primitive is EmittedPrimitive =>
      !isPast(primitive) && (index >= count || isWhole(primitive)),
  )
}

function countEarlier(primitives: readonly Primitive[]): number {
  return primitives.findLastIndex(isPast) + 1
}

/** What makes an input of its own has nothing to do with the figures beside it. */
function isWhole({ kind }: Primitive): boolean {
  return kind === 'tokens' || kind === 'picture'
}
