/** @file A TensorFlow graph as text, a line a node; what tests compare and people read. */
import type { GraphDef, NodeAttribute, NodeDef } from './proto'

/** Attributes that only say what kind of numbers an op works on. */
const OBVIOUS: ReadonlySet<string> = new Set([
  ...['T', 'Tidx', 'Tshape', 'Tperm', 'Tlen', 'Tdim', 'Taxis', 'Tparams', 'Tindices', 'Tlabels'],
  ...['Tpaddings', 'Tnumsegments', 'Index', 'SrcT', 'DstT', 'TI', 'U', 'out_type', 'use_locking'],
])
const MOST_VALUES = 8

/** @example `train/MatMul_9 = MatMul train/GatherV2_4 train/Reshape_8 transpose_a=false transpose_b=false` */
export function printGraphDef({ nodes }: GraphDef): string {
  return nodes.map(printNode).join('\n')
}

function printNode({ name, op, inputs, attributes }: NodeDef): string {
  const shown = Object.entries(attributes)
    .filter(([key]) => !OBVIOUS.has(key))
    .map(([key, value]) => `${key}=${printAttribute(value)}`)
  return `${name} = ${[op, ...inputs, ...shown].join(' ')}`
}

function printAttribute(attribute: NodeAttribute): string {
  if (attribute.kind !== 'tensor') return JSON.stringify(attribute.value)
  const { shape, values } = attribute.value
  const first = Array.from(values).slice(0, MOST_VALUES)
  return `${JSON.stringify(shape)}[${[...first, ...(values.length > MOST_VALUES ? ['…'] : [])].join(' ')}]`
}
