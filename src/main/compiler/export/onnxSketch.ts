/** @file An ONNX graph in the making: nodes in order, constants, and names that never collide. */
import type { OnnxAttribute, OnnxGraph, OnnxNode, OnnxTensor, OnnxValueInfo } from '../backends/onnx/proto'

type Attributes = Readonly<Record<string, OnnxAttribute>>

/** Every text of a column may name an input, so inner names are made around the names that are taken. */
export class OnnxSketch {
  private readonly taken = new Set<string>()
  private readonly inputs: OnnxValueInfo[] = []
  private readonly outputs: OnnxValueInfo[] = []
  private readonly nodes: OnnxNode[] = []
  private readonly initializers: OnnxTensor[] = []

  /** @param reserved names that only `output` and `append` may use */
  constructor(reserved: readonly string[]) {
    for (const name of reserved) this.taken.add(name)
  }

  /** @returns the name given to the input: the wanted one, or one like it where that is taken. */
  input(wanted: string, dataType: OnnxValueInfo['dataType'], shape: OnnxValueInfo['shape']): string {
    const name = this.fresh(wanted)
    this.inputs.push({ name, dataType, shape })
    return name
  }

  output(value: string, info: OnnxValueInfo): void {
    this.name(value, info.name)
    this.outputs.push(info)
  }

  floats(wanted: string, shape: readonly number[], values: ArrayLike<number>): string {
    return this.constant({ name: this.fresh(wanted), dataType: 'float32', shape, values })
  }

  /** For figures that a recipe works on, and times: float32 holds too few of their digits. */
  doubles(wanted: string, shape: readonly number[], values: ArrayLike<number>): string {
    return this.constant({ name: this.fresh(wanted), dataType: 'float64', shape, values })
  }

  integers(wanted: string, values: readonly number[]): string {
    return this.constant({ name: this.fresh(wanted), dataType: 'int64', shape: [values.length], values })
  }

  strings(wanted: string, values: readonly string[]): string {
    return this.constant({ name: this.fresh(wanted), dataType: 'string', shape: [values.length], values })
  }

  /** @returns the name of the node's only output. */
  op(opType: string, inputs: readonly string[], attributes: Attributes = {}): string {
    const name = this.fresh(opType.toLowerCase())
    this.nodes.push({ opType, inputs, outputs: [name], attributes })
    return name
  }

  /** @returns the names of the outputs of a node that has several. */
  ops(opType: string, inputs: readonly string[], outputCount: number, attributes: Attributes = {}): string[] {
    const outputs = Array.from({ length: outputCount }, () => this.fresh(opType.toLowerCase()))
    this.nodes.push({ opType, inputs, outputs, attributes })
    return outputs
  }

  /** Gives a value a name that is reserved. */
  name(value: string, reserved: string): void {
    this.nodes.push({ opType: 'Identity', inputs: [value], outputs: [reserved] })
  }

  /** Adds nodes that were emitted elsewhere. Their names have to be reserved. */
  append({ nodes, initializers }: Pick<OnnxGraph, 'nodes' | 'initializers'>): void {
    this.nodes.push(...nodes)
    this.initializers.push(...initializers)
  }

  build(name: string): OnnxGraph {
    const { inputs, outputs, nodes, initializers } = this
    return { name, inputs, outputs, nodes, initializers }
  }

  private constant(tensor: OnnxTensor): string {
    this.initializers.push(tensor)
    return tensor.name
  }

  private fresh(wanted: string): string {
    let name = wanted
    for (let count = 2; this.taken.has(name); count++) name = `${wanted}_${count}`
    this.taken.add(name)
    return name
  }
}
