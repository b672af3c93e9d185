/** @file Collects ONNX nodes while a graph is emitted, and knows the name of every value. */
import { invariant } from '../../../../shared/errors/appError'
import type { Value } from '../../graph/graph'
import type { OnnxDevice } from '../../../../shared/domain/device'
import { attribute, ONNX_OPERATOR_SET, type OnnxAttribute, type OnnxNode, type OnnxTensor } from './proto'
import { SPELLINGS, SPELLINGS_OF_MANY } from './spellings'

export interface EmitterOptions {
  /** Before every name that is made, so that nodes of two graphs can stand in one model. */
  readonly prefix?: string
  /** Name of a scalar that holds 1 / rows of the batch, where the program has one at hand. */
  readonly batchReciprocal?: string
  /** What the nodes will run on: operators that it has no kernel for are spelled out. @default 'cpu' */
  readonly device?: OnnxDevice
}

/** Operators of the runtime's own, and their domain. They stand in gradients only, which never leave the house. */
const RUNTIME_OPERATORS: Readonly<Record<string, string>> = { FusedMatMul: 'com.microsoft' }

export class OnnxEmitter {
  readonly nodes: OnnxNode[] = []
  readonly initializers: OnnxTensor[] = []
  private readonly names = new Map<Value, string>()
  private readonly domains = new Set<string>()
  private readonly constants = new Map<string, string>()
  private memo = new Map<string, string>()
  private made = 0

  constructor(private readonly options: EmitterOptions = {}) {}

  /** Says under which name a value is found. */
  bind(value: Value, name: string): void {
    this.names.set(value, name)
  }

  nameOf(value: Value): string {
    const name = this.names.get(value)
    invariant(name !== undefined, `%${value.id} has no name`)
    return name
  }

  get device(): OnnxDevice {
    return this.options.device ?? 'cpu'
  }

  /** Versions of the operator sets that the nodes so far are written for. */
  get operatorSets(): Record<string, number> {
    return { '': ONNX_OPERATOR_SET, ...Object.fromEntries([...this.domains].map((domain) => [domain, 1])) }
  }

  /** Appends a node with one output, or what stands for it on the device. @returns its name. */
  add(opType: string, inputs: readonly string[], attributes: Record<string, OnnxAttribute> = {}): string {
    const spelling = SPELLINGS[this.device][opType]
    if (spelling) return spelling({ emitter: this, inputs, attributes })
    const output = this.freshName()
    const domain = RUNTIME_OPERATORS[opType]
    if (domain !== undefined) this.domains.add(domain)
    this.nodes.push({ opType, ...(domain ? { domain } : {}), inputs, outputs: [output], attributes })
    return output
  }

  /** Appends a node with several outputs. */
  addMany(
    opType: string,
    inputs: readonly string[],
    { attributes = {}, outputs }: { attributes?: Record<string, OnnxAttribute>; outputs: number },
  ): string[] {
    const spelling = SPELLINGS_OF_MANY[this.device][opType]
    const spelled = spelling?.({ emitter: this, inputs, attributes, outputs })
    if (spelled) return spelled
    const names = Array.from({ length: outputs }, () => this.freshName())
    this.nodes.push({ opType, inputs, outputs: names, attributes })
    return names
  }

  /** What two ops of the graph both need is emitted once; `key` names it. */
  once(key: string, make: () => string): string {
    const name = this.memo.get(key) ?? make()
    this.memo.set(key, name)
    return name
  }

  /** A name that nothing else has. */
  freshName(): string {
    return `${this.options.prefix ?? ''}${this.made++}`
  }

  /** Takes the nodes that `make` adds for a graph of their own: it may read what stands around it, but nobody looks into it. */
  nest(make: () => void): OnnxNode[] {
    const start = this.nodes.length
    const around = this.memo
    this.memo = new Map(around)
    make()
    this.memo = around
    return this.nodes.splice(start)
  }

  /** A float constant, a scalar unless it has a shape. */
  number(value: number, shape: readonly number[] = []): string {
    const count = shape.reduce((size, dimension) => size * dimension, 1)
    return this.initializer(
      'float32',
      Array.from({ length: count }, () => value),
      shape,
    )
  }

  /** A float constant of several axes. */
  tensor(values: readonly number[], shape: readonly number[]): string {
    return this.initializer('float32', values, shape)
  }

  /** A list of constants. ONNX wants `int64` for shapes and axes. */
  list(dataType: 'float32' | 'int32' | 'int64', values: readonly number[]): string {
    return this.initializer(dataType, values, [values.length])
  }

  /** @returns the values of a constant that was made here. */
  constant(name: string): readonly number[] {
    const found = this.initializers.find((initializer) => initializer.name === name)
    invariant(found && found.dataType !== 'string', `${name} is a constant`)
    return Array.from(found.values)
  }

  /** 1 / rows of the batch, as a scalar. @param rows has the batch as its first axis. */
  batchReciprocal(rows: string): string {
    const given = this.options.batchReciprocal
    if (given !== undefined) return given
    return this.once(`batchReciprocal ${rows}`, () => {
      const shape = this.add('Shape', [rows], { start: attribute.int(0), end: attribute.int(1) })
      const count = this.add('Cast', [shape], { to: attribute.int(1) })
      const scalar = this.add('Squeeze', [count])
      return this.add('Reciprocal', [scalar])
    })
  }

  private initializer(
    dataType: 'float32' | 'int32' | 'int64',
    values: readonly number[],
    shape: readonly number[],
  ): string {
    const key = JSON.stringify([dataType, values, shape])
    const known = this.constants.get(key)
    if (known !== undefined) return known
    const name = this.freshName()
    this.initializers.push({ name, dataType, shape, values })
    this.constants.set(key, name)
    return name
  }
}
