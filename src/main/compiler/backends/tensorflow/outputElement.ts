/** @file What the outputs of a node hold, as far as nodes are made here. */
import type { NodeDef, TensorFlowType } from './proto'

/** Of which attribute says what the output holds, where that is not `T`. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  Const: 'dtype',
  Placeholder: 'dtype',
  ReadVariableOp: 'dtype',
  Shape: 'out_type',
  Cast: 'DstT',
  GatherV2: 'Tparams',
  Range: 'Tidx',
  TensorArrayGatherV3: 'dtype',
}

/** Comparisons say by `T` what they compare. */
const OF_TRUTH: ReadonlySet<string> = new Set([
  ...['Less', 'LessEqual', 'Greater', 'GreaterEqual', 'Equal', 'NotEqual'],
  ...['LogicalAnd', 'LogicalOr', 'LogicalNot', 'IsFinite'],
])

/** @param index of the output */
export function outputElement({ op, attributes }: NodeDef, index: number): TensorFlowType {
  if (op === 'VarHandleOp' || (op === 'TensorArrayV3' && index === 0)) return 'resource'
  if (OF_TRUTH.has(op)) return 'bool'
  const said = attributes[ATTRIBUTES[op] ?? 'T']
  return said?.kind === 'type' ? said.value : 'float32'
}
