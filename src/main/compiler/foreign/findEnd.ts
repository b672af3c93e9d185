/** @file Where a network stops seeing and begins to tell the classes that it was trained for. */
import type { OnnxGraph, OnnxNode } from '../backends/onnx/proto'

export interface FoundEnd {
  /** The value that is kept. */
  readonly end: string
  /** Operators behind it. */
  readonly dropped: readonly string[]
}

const ANSWERS = new Set(['Softmax', 'LogSoftmax', 'Sigmoid'])
const RESHAPES = new Set(['Flatten', 'Reshape', 'Squeeze', 'Identity'])
/** What is left of a dropout. */
const COPIES = new Set(['Identity'])
const SUMMARIES = new Set(['GlobalAveragePool', 'GlobalMaxPool', 'AveragePool', 'ReduceMean', 'ReduceMax'])
/** Of ImageNet, with and without a class for the background, and of all of its pictures. */
const IMAGENET = new Set([1000, 1001, 21841, 21843])

type Makers = ReadonlyMap<string, OnnxNode>

/**
 * The last product goes where what it makes is turned into shares, where it reads what stands for the whole picture, or where it
 * tells the classes of ImageNet. Else nothing goes.
 */
export function findEnd(graph: OnnxGraph, output: string): FoundEnd {
  const makers = new Map(graph.nodes.flatMap((node) => node.outputs.map((name) => [name, node] as const)))
  const scores = behind(makers, output, ANSWERS)
  const nodes = linearNodes(behind(makers, scores, RESHAPES), makers)
  const [product] = nodes
  if (!product || !(scores !== output || isTop(graph, makers, product))) return { end: output, dropped: [] }
  const answer = makers.get(output)
  const last = scores === output || !answer ? [] : [answer]
  return {
    end: behind(makers, product.inputs[0] ?? '', COPIES),
    dropped: [...nodes, ...last].map(({ opType }) => opType),
  }
}

/** @returns the value that such operators were handed. */
function behind(makers: Makers, name: string, kinds: ReadonlySet<string>): string {
  const maker = makers.get(name)
  return maker && kinds.has(maker.opType) ? behind(makers, maker.inputs[0] ?? '', kinds) : name
}

function isTop(graph: OnnxGraph, makers: Makers, { inputs: [seen = '', kernel] }: OnnxNode): boolean {
  const summary = makers.get(behind(makers, seen, RESHAPES))?.opType ?? ''
  const sizes = graph.initializers.find(({ name }) => name === kernel)?.shape ?? []
  return SUMMARIES.has(summary) || sizes.some((size) => IMAGENET.has(size))
}

/** A product and what is added to it, the product first. */
function linearNodes(name: string, makers: Makers): OnnxNode[] {
  const maker = makers.get(name)
  if (maker?.opType === 'Gemm' || maker?.opType === 'MatMul') return [maker]
  if (maker?.opType !== 'Add') return []
  const products = maker.inputs.flatMap((input) => makers.get(input) ?? [])
  const [product] = products
  return products.length === 1 && product?.opType === 'MatMul' ? [product, maker] : []
}
