/** @file The data of a batch as inputs of a graph. */
import { type InputSpec, MAIN_INPUT } from '../../../shared/domain/modelInput'
import { invariant } from '../../../shared/errors/appError'
import type { GraphBuilder } from '../graph/graphBuilder'
import { floats, integers } from '../graph/tensorType'
import { feature, type Feature } from '../layers/feature'

/** Name of a data input in every graph and program: `x`, or `x:` and its name where there are several. */
export function rowsName({ name }: Pick<InputSpec, 'name'>): string {
  return name === MAIN_INPUT ? name : `${MAIN_INPUT}:${name}`
}

/** Finds what an input of the data is in the graph. */
export type InputLookup = (input: InputSpec) => Feature

/** Tables, pictures (channels last) and sequences are f32 [batch, ...shape], tokens i32 [batch, steps]. */
export function addInputs(builder: GraphBuilder, inputs: readonly InputSpec[]): InputLookup {
  const features = new Map(
    inputs.map((input) => {
      const type = input.kind === 'tokens' ? integers : floats
      return [input.name, feature(builder.input(rowsName(input), 'rows', type('batch', ...input.shape)))]
    }),
  )
  return ({ name }) => {
    const found = features.get(name)
    invariant(found, `${name} is no input of the model`)
    return found
  }
}
