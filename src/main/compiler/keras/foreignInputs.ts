/** @file What a model of Keras is fed. */
import * as v from 'valibot'
import type { InputSpec } from '../../../shared/domain/modelInput'
import { AppError } from '../../../shared/errors/appError'
import type { ForeignNode } from './foreignModel'

export interface ForeignInput {
  readonly node: ForeignNode
  readonly spec: Omit<InputSpec, 'name'>
}

/** The batch, then the sizes; one that may be any is null. */
const BatchShape = v.pipe(
  v.array(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1)))),
  v.minLength(2),
  v.maxLength(4),
)
const KINDS = { 1: 'table', 2: 'sequence', 3: 'image' } as const

/** @throws {keras/unsupported-setting} for a shape that no data of Fettle has. */
export function readInputs(nodes: readonly ForeignNode[]): ForeignInput[] {
  return nodes
    .filter(({ className }) => className === 'InputLayer')
    .map((node) => {
      const given = node.config['batch_shape'] ?? node.config['batch_input_shape']
      const read = v.safeParse(BatchShape, given)
      if (!read.success) {
        const details = { layer: node.name, setting: 'batch_shape', value: JSON.stringify(given ?? null) }
        throw new AppError('keras/unsupported-setting', details)
      }
      const shape = read.output.slice(1).map((size) => size ?? 0)
      const embedding = nodes.find(
        ({ className, reads }) => className === 'Embedding' && reads.includes(node.name),
      )
      if (embedding) return { node, spec: { kind: 'tokens', shape, vocabulary: vocabularyOf(embedding) } }
      return { node, spec: { kind: KINDS[shape.length as 1 | 2 | 3], shape, vocabulary: 0 } }
    })
}

function vocabularyOf({ config }: ForeignNode): number {
  const size = config['input_dim']
  return typeof size === 'number' ? size : 0
}
