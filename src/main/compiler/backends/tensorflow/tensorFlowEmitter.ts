/** @file Collects TensorFlow nodes while a graph is emitted, and knows the name of every value in either layout. */
import { invariant } from '../../../../shared/errors/appError'
import type { Node, Value } from '../../graph/graph'
import { outputElement } from './outputElement'
import {
  attribute,
  type ConstantTensor,
  type NodeAttributes,
  type NodeDef,
  type TensorFlowType,
} from './proto'

/** Axes of a picture as the graph has it, and as TensorFlow's kernels for the processor want it: channels last. */
const TO_NHWC = [0, 2, 3, 1]
const FROM_NHWC = [0, 3, 1, 2]

/** What a name in TensorFlow may not have. */
const UNSPEAKABLE = /[^\w.]/gu

export interface EmitterOptions {
  /** Before every name that is made, so that two graphs can stand in one. */
  readonly prefix?: string
  /** Name of a scalar that holds 1 / rows of the batch, where the program has one at hand. */
  readonly batchReciprocal?: string
}

/** What a rule answers for an output: its name as the graph has it, or that of a picture with its channels last. */
export type Emitted = string | { readonly nhwc: string }

/** Layouts of a value that exist so far. */
interface Names {
  readonly first: string
  plain?: string
  nhwc?: string
}

export class TensorFlowEmitter {
  readonly nodes: NodeDef[] = []
  private readonly byName = new Map<string, NodeDef>()
  /** Nodes that stand within others, as yet apart. */
  private nested: NodeDef[] | null = null
  private readonly names = new Map<Value, Names>()
  private readonly makers = new Map<Value, Node>()
  private readonly memo = new Map<string, string>()
  private made = 0

  constructor(private readonly options: EmitterOptions = {}) {}

  /** Says under which name a value is found. */
  bind(value: Value, emitted: Emitted): void {
    this.names.set(
      value,
      typeof emitted === 'string'
        ? { first: emitted, plain: emitted }
        : { first: emitted.nhwc, nhwc: emitted.nhwc },
    )
  }

  /** Says which node of the graph makes its outputs. */
  remember(node: Node): void {
    for (const output of node.outputs) this.makers.set(output, node)
  }

  /** Two ops that TensorFlow has as one see each other by it. @returns null for an input of the graph. */
  makerOf(value: Value): Node | null {
    return this.makers.get(value) ?? null
  }

  /** As the graph has it: pictures are [batch, channels, height, width]. */
  nameOf(value: Value): string {
    const names = this.namesOf(value)
    names.plain ??= this.transpose(names.nhwc ?? '', FROM_NHWC)
    return names.plain
  }

  /** Of a value of four axes: [batch, height, width, channels]. */
  nhwcOf(value: Value): string {
    const names = this.namesOf(value)
    names.nhwc ??= this.transpose(names.plain ?? '', TO_NHWC)
    return names.nhwc
  }

  /** Whether a value exists with its channels last, so that asking for it so costs nothing. */
  isNhwc(value: Value): boolean {
    return this.namesOf(value).nhwc !== undefined
  }

  /** Appends a node. @returns the name of its first output. */
  add(op: string, inputs: readonly string[], attributes: NodeAttributes = {}): string {
    return this.addNamed(this.freshName(op), op, { inputs, attributes })
  }

  /** Appends a node of several outputs. @returns their names. */
  addMany(
    op: string,
    inputs: readonly string[],
    { attributes = {}, outputs }: { attributes?: NodeAttributes; outputs: number },
  ): string[] {
    const name = this.add(op, inputs, attributes)
    return Array.from({ length: outputs }, (_, index) => (index === 0 ? name : `${name}:${index}`))
  }

  /** Appends a node under a name of one's own, which the prefix does not change. */
  addNamed(
    name: string,
    op: string,
    { inputs = [], attributes = {} }: { inputs?: readonly string[]; attributes?: NodeAttributes },
  ): string {
    // Nodes that only have to run before come after all others.
    const isControl = (input: string): boolean => input.startsWith('^')
    const sorted = [...inputs.filter((one) => !isControl(one)), ...inputs.filter(isControl)]
    this.append({ name, op, inputs: sorted, attributes })
    return name
  }

  /** Appends a node that has its name already. */
  append(node: NodeDef): void {
    this.byName.set(node.name, node)
    const nodes = this.nested ?? this.nodes
    nodes.push(node)
  }

  /** @returns the nodes that were made meanwhile, which are not appended: that is left to the caller. */
  nest(make: () => void): NodeDef[] {
    const outer = this.nested
    const nodes: NodeDef[] = []
    this.nested = nodes
    make()
    this.nested = outer
    return nodes
  }

  /** Whether what is made now stands within other nodes. */
  get isNested(): boolean {
    return this.nested !== null
  }

  /** What an output holds. @param output `node`, or `node:1` for a further one */
  elementOf(output: string): TensorFlowType {
    const [name = '', index = '0'] = output.split(':')
    const node = this.byName.get(name)
    invariant(node, `${name} is no node`)
    return outputElement(node, Number(index))
  }

  /** Under which name a value was bound: it tells apart the values of a step that is emitted again and again. */
  keyOf(value: Value): string {
    return this.namesOf(value).first
  }

  /** What two ops of the graph both need is emitted once; `key` names it. */
  once(key: string, make: () => string): string {
    const name = this.memo.get(key) ?? make()
    this.memo.set(key, name)
    return name
  }

  /** What `once` made under that key so far, or null. */
  known(key: string): string | null {
    return this.memo.get(key) ?? null
  }

  /** A name that nothing else has. @param hint what a reader of the graph recognizes it by */
  freshName(hint: string): string {
    return `${this.options.prefix ?? ''}${hint.replaceAll(UNSPEAKABLE, '_')}_${this.made++}`
  }

  /** A float constant: a scalar, or of that shape. */
  number(value: number, shape: readonly number[] = []): string {
    const count = shape.reduce((size, dimension) => size * dimension, 1)
    return this.constant({ dataType: 'float32', shape, values: Array.from({ length: count }, () => value) })
  }

  /** A scalar of int32. */
  integer(value: number): string {
    return this.constant({ dataType: 'int32', shape: [], values: [value] })
  }

  /** Sizes, axes or positions: int32 [values]. */
  list(values: readonly number[]): string {
    return this.constant({ dataType: 'int32', shape: [values.length], values })
  }

  /** A constant; equal ones are made once. */
  constant(tensor: ConstantTensor): string {
    const { dataType, shape, values } = tensor
    return this.once(`constant ${JSON.stringify([dataType, shape, Array.from(values)])}`, () =>
      this.add('Const', [], { dtype: attribute.type(dataType), value: attribute.tensor(tensor) }),
    )
  }

  /** 1 / rows of the batch, as a scalar. @param rows has the batch as its first axis. */
  batchReciprocal(rows: string): string {
    const given = this.options.batchReciprocal
    if (given !== undefined) return given
    return this.once(`batchReciprocal ${rows}`, () => {
      const count = this.add('Cast', [this.batchSize(rows)], {
        SrcT: attribute.type('int32'),
        DstT: attribute.type('float32'),
      })
      return this.add('Reciprocal', [count], FLOAT)
    })
  }

  /** Rows of the batch, as a scalar of int32. @param rows has the batch as its first axis. */
  batchSize(rows: string): string {
    return this.once(`batchSize ${rows}`, () =>
      this.add('StridedSlice', [this.shapeOf(rows), this.list([0]), this.list([1]), this.list([1])], {
        T: attribute.type('int32'),
        Index: attribute.type('int32'),
        shrink_axis_mask: attribute.int(1),
      }),
    )
  }

  /** The sizes of a tensor of floats, as int32 [axes]. */
  shapeOf(name: string): string {
    return this.once(`shape ${name}`, () =>
      this.add('Shape', [name], { ...FLOAT, out_type: attribute.type('int32') }),
    )
  }

  /** Axis i of the result is axis `axes[i]` of a tensor of floats. */
  transpose(name: string, axes: readonly number[]): string {
    return this.once(`transpose ${name} ${String(axes)}`, () =>
      this.add('Transpose', [name, this.list(axes)], { ...FLOAT, Tperm: attribute.type('int32') }),
    )
  }

  private namesOf(value: Value): Names {
    const names = this.names.get(value)
    invariant(names, `%${value.id} has no name`)
    return names
  }
}

/** Of an op that takes and gives floats. */
export const FLOAT: NodeAttributes = { T: attribute.type('float32') }
