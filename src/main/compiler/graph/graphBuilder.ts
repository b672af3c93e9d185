/** @file Builds a graph node by node; types follow from the ops. */
import type { AttributesArgument, Emit, ExpressionKind } from '../ops/op'
import { OPS } from '../ops/registry'
import type { OpAttributes, OpKind } from '../ops/signatures'
import type { Graph, GraphInput, GraphOutput, InputRole, Node, OpInputs, OpOutputs, Value } from './graph'
import type { TensorType } from './tensorType'

/** Ids count from 0 in the order of making, so that equal calls give equal graphs. */
export class GraphBuilder implements Emit {
  private readonly inputs: GraphInput[] = []
  private readonly made: Node[] = []
  private readonly outputs: GraphOutput[] = []
  private nextId = 0

  /** The nodes so far, oldest first. */
  get nodes(): readonly Node[] {
    return this.made
  }

  input(name: string, role: InputRole, type: TensorType): Value {
    const value = this.value(type)
    this.inputs.push({ name, role, value })
    return value
  }

  output(name: string, value: Value): void {
    this.outputs.push({ name, value })
  }

  op<K extends ExpressionKind>(kind: K, inputs: OpInputs<Value, K>, ...rest: AttributesArgument<K>): Value {
    // An expression kind has exactly one output; the type of its list says so only for a concrete kind.
    const [value] = this.node(kind, inputs, ...rest) as unknown as readonly [Value]
    return value
  }

  node<K extends OpKind>(
    kind: K,
    inputs: OpInputs<Value, K>,
    ...rest: AttributesArgument<K>
  ): OpOutputs<Value, K> {
    const attributes: OpAttributes<K> = rest[0] ?? {}
    const types = inputs.map(({ type }) => type) as unknown as OpInputs<TensorType, K>
    const outputs = OPS[kind]
      .inferTypes(types, attributes)
      .map((type) => this.value(type)) as unknown as OpOutputs<Value, K>
    this.made.push({ kind, inputs, outputs, attributes } as unknown as Node)
    return outputs
  }

  number(value: number): Value {
    return this.op('constant', [], { value, shape: [] })
  }

  /** Exchanges the nodes so far for others that make every value that is still read. @param pass may ask for new values */
  rewrite(pass: (nodes: readonly Node[], fresh: (type: TensorType) => Value) => readonly Node[]): void {
    this.made.splice(0, this.made.length, ...pass([...this.made], (type) => this.value(type)))
  }

  build(): Graph {
    return { inputs: [...this.inputs], nodes: [...this.made], outputs: [...this.outputs] }
  }

  private value(type: TensorType): Value {
    return { id: this.nextId++, type }
  }
}
