/** @file Products in whole numbers whose inputs are rounded as measured beforehand: QuantizeLinear and DequantizeLinear around each. */
import { attribute, type OnnxNode } from '../backends/onnx/proto'
import { biasFirst } from './biasFirst'
import { countReaders, foldReshapes, LEAST_WEIGHTS, NodeList, type Nodes, withoutUnread } from './nodes'
import { findProducts, type Product } from './products'
import type { Range } from './ranges'
import { PRODUCT_LEVELS, roundProduct } from './roundProduct'
import { storeRounded } from './storeRounded'

/** @returns the values of which ranges are needed: what goes into products and what comes out. */
export function findMeasured(network: Nodes, output: string, least = LEAST_WEIGHTS): string[] {
  const folded = biasFirst(foldReshapes(network, output), output)
  const found = findProducts(folded, least)
  const ends = endsOf(folded, output, found)
  const products = [...found.values()]
  return [
    ...new Set(products.flatMap(({ node }) => [node.inputs[0] ?? '', ends.get(node.outputs[0] ?? '') ?? ''])),
  ].filter((name) => name !== '')
}

/**
 * Weights have a scale a channel, activations one scale and zero point in uint8, biases are int32 of the product of both scales
 * (Jacob et al. 2018, arXiv:1712.05877, section 2): the form in which runtimes recognise what they have whole-number kernels for.
 * @param ranges of `findMeasured`
 */
export function quantizeStatic(
  network: Nodes,
  output: string,
  { ranges, least = LEAST_WEIGHTS }: { readonly ranges: ReadonlyMap<string, Range>; readonly least?: number },
): Nodes {
  const folded = biasFirst(foldReshapes(network, output), output)
  const products = findProducts(folded, least)
  const ends = endsOf(folded, output, products)
  const measured = new Map([...ranges].map(([name, range]) => [name, toRounding(range)] as const))
  // A value that is rounded as it is made is read by everyone as it was rounded.
  const ended = new Set(
    [...products.keys()].map((name) => ends.get(name)).filter((name) => name !== undefined),
  )
  const rounder = new Rounder(measured)
  for (const node of folded.nodes) {
    const product = products.get(node.outputs[0] ?? '')
    const made = node.outputs.map((name) => (ended.has(name) ? `${name} exact` : name))
    if (product) rounder.addProduct(product, made)
    else rounder.list.nodes.push({ ...node, outputs: made })
    for (const name of node.outputs.filter((one) => ended.has(one)))
      rounder.round(`${name} exact`, name, name)
  }
  const { nodes, initializers } = rounder.list
  const all = { nodes, initializers: [...folded.initializers, ...initializers] }
  return storeRounded(withoutUnread(all, output), least)
}

/**
 * Where the result of each product is rounded: behind a ReLU and pooling that follow alone. Both keep the order of numbers, and
 * what is negative needs no whole numbers there.
 */
function endsOf(
  network: Nodes,
  output: string,
  products: ReadonlyMap<string, Product>,
): ReadonlyMap<string, string> {
  const readers = countReaders(network, output)
  const follow = (name: string): string => {
    const next = network.nodes.find(
      ({ opType, inputs }) => (opType === 'Relu' || opType === 'MaxPool') && inputs[0] === name,
    )
    return readers.get(name) === 1 && next ? follow(next.outputs[0] ?? name) : name
  }
  return new Map(
    [...products.keys()].flatMap((name) => {
      const end = follow(name)
      // The answer itself is not rounded: probabilities would be whole 256ths.
      return end === output || isNearEnd(network, end, output) ? [] : [[name, end] as const]
    }),
  )
}

/** Logits: their differences are small, and no product follows. */
function isNearEnd({ nodes }: Nodes, name: string, output: string): boolean {
  const readers = nodes.filter(({ inputs }) => inputs.includes(name))
  return readers.some(
    ({ opType, outputs }) => (opType === 'Softmax' || opType === 'Sigmoid') && outputs[0] === output,
  )
}

interface Rounding {
  readonly scale: number
  readonly zero: number
}

/** uint8 over a range that holds zero, so that padding is exact. */
function toRounding({ low, high }: Range): Rounding {
  const [least, most] = [Math.min(0, low), Math.max(0, high)]
  const scale = most === least ? 1 : Math.fround((most - least) / 255)
  return { scale, zero: Math.round(-least / scale) }
}

/** Said though they are usual, as are zero points: without them runtimes do not find their whole-number kernels. */
const GIVEN: Record<Product['kind'], NonNullable<OnnxNode['attributes']>> = {
  Conv: {},
  Gemm: { alpha: attribute.float(1), beta: attribute.float(1) },
}

class Rounder {
  readonly list = new NodeList()
  /** Under which name a rounded value is read. */
  private readonly readAs = new Map<string, string>()

  constructor(private readonly measured: ReadonlyMap<string, Rounding>) {}

  addProduct(product: Product, outputs: readonly string[]): void {
    const { node, kind, weights, axis, bias } = product
    const [x = ''] = node.inputs
    const { whole, scales } = roundProduct(this.list, product, PRODUCT_LEVELS)
    const scale = this.once({
      ...{ name: `${weights.name} scales`, dataType: 'float32', shape: [scales.length], values: scales },
    })
    const zero = this.once({
      ...{
        name: `${weights.name} zeros`,
        dataType: 'int8',
        shape: [scales.length],
        values: new Int8Array(scales.length),
      },
    })
    const restored = `${weights.name} restored`
    if (!this.readAs.has(restored)) {
      this.readAs.set(restored, restored)
      this.list.op('DequantizeLinear', [whole, scale, zero], restored, { axis: attribute.int(axis) })
    }
    const given = this.given(x)
    const inputs = [given, restored]
    if (bias !== null) inputs.push(this.bias(product, bias.values, scales))
    const made: OnnxNode = { opType: kind, inputs, outputs }
    this.list.nodes.push({ ...made, attributes: { ...GIVEN[kind], ...node.attributes } })
  }

  /** Rounds a value to whole numbers and back. @param as the value whose range counts. */
  round(value: string, into: string, as: string): void {
    const { scale, zero } = this.measured.get(as) ?? { scale: 1, zero: 0 }
    const scaleName = this.once({ name: `${as} scale`, dataType: 'float32', shape: [], values: [scale] })
    const zeroName = this.once({ name: `${as} zero`, dataType: 'uint8', shape: [], values: [zero] })
    const whole = this.list.op('QuantizeLinear', [value, scaleName, zeroName], `${as} uint8`)
    this.list.op('DequantizeLinear', [whole, scaleName, zeroName], into)
    this.readAs.set(as, into)
  }

  /** What a product reads: rounded where it was made, else here. */
  private given(x: string): string {
    if (!this.readAs.has(x)) this.round(x, `${x} rounded`, x)
    return this.readAs.get(x) ?? x
  }

  /** s_x·s_w a channel: the sums of products are in this unit. */
  private bias({ node, weights }: Product, values: ArrayLike<number>, scales: Float32Array): string {
    const [x = ''] = node.inputs
    const { scale } = this.measured.get(x) ?? { scale: 1 }
    const units = scales.map((one) => one * scale)
    const [name = ''] = node.outputs
    const whole = Int32Array.from(values, (value, channel) => Math.round(value / (units[channel] ?? 1)))
    const shape = [whole.length]
    const constant = `${weights.name} ${name} bias`
    const wholeName = this.once({ name: `${constant} int32`, dataType: 'int32', shape, values: whole })
    const unitName = this.once({ name: `${constant} unit`, dataType: 'float32', shape, values: units })
    return this.list.op('DequantizeLinear', [wholeName, unitName], constant, { axis: attribute.int(0) })
  }

  private once(tensor: Parameters<NodeList['constant']>[0]): string {
    const isThere = this.list.initializers.some(({ name }) => name === tensor.name)
    return isThere ? tensor.name : this.list.constant(tensor)
  }
}
