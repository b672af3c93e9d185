/** @file Makes no element that no window sees: what a pool or a convolution leaves over at the end is not computed before it. */
import type { Node, Value } from '../graph/graph'
import type { Shape, TensorType } from '../graph/tensorType'
import { reachOf, type Pair } from '../ops/sliding'
import { countReaders, makersOf } from './readers'
import { isConvolution, isWindowNode, RISING, windowsOf, withMargins, type WindowNode } from './windows'

interface Surroundings {
  /** Makes a value that is not of the graph yet. */
  readonly fresh: (type: TensorType) => Value
  /** Values that are read from outside of the nodes. */
  readonly kept: ReadonlySet<Value>
}

/** By axis, how long a value has to be. */
type Lengths = ReadonlyMap<number, number>

/**
 * A pool of 2 over 11 elements sees 10 of them, so the convolution before it makes only 10, from 12 instead of 13, and so on
 * as far as nothing else reads. Every value that something else reads is made as before.
 */
export function cropUnseen(nodes: readonly Node[], around: Surroundings): Node[] {
  const cropper = new Cropper(nodes, around)
  for (const node of nodes.toReversed()) if (isWindowNode(node)) cropper.visit(node)
  return nodes.map((node) => cropper.replacements.get(node) ?? node)
}

class Cropper {
  /** What stands in the place of a node. */
  readonly replacements = new Map<Node, Node>()
  private readonly readers: ReadonlyMap<Value, number>
  private readonly makers: ReadonlyMap<Value, Node>

  constructor(
    nodes: readonly Node[],
    private readonly around: Surroundings,
  ) {
    this.readers = countReaders(nodes)
    this.makers = makersOf(nodes)
  }

  /** Takes from a node's input what none of its windows sees. */
  visit(node: WindowNode): void {
    if (this.replacements.has(node)) return
    const [made] = node.outputs
    const kept = new Map(windowsOf(node).map(({ axis }) => [axis, Number(made.type.shape[axis])]))
    const cropped = this.cropWindows(node, kept)
    if (cropped && cropped.inputs[0] !== node.inputs[0])
      this.replace(node, cropped.inputs[0], cropped.attributes)
  }

  /** @returns a value that is the beginning of another one, made by new nodes; null where that cannot be had. */
  private crop(value: Value, lengths: Lengths): Value | null {
    const maker = this.makers.get(value)
    const isFree = this.readers.get(value) === 1 && !this.around.kept.has(value)
    if (!maker || !isFree || this.replacements.has(maker)) return null
    if (RISING.has(maker.kind) || isLift(maker, lengths)) {
      const [x] = maker.inputs
      const shorter = x ? this.crop(x, lengths) : null
      return shorter && this.replace(maker, shorter, maker.attributes, cut(value.type.shape, lengths))
    }
    if (!isWindowNode(maker)) return null
    const cropped = this.cropWindows(maker, lengths)
    if (!cropped) return null
    return this.replace(maker, cropped.inputs[0], cropped.attributes, cut(value.type.shape, lengths))
  }

  /** The window of a node at fewer places: over a shorter input, or, for a convolution, with a margin below zero. */
  private cropWindows(node: WindowNode, places: Lengths) {
    const [x] = node.inputs
    const axes = windowsOf(node).map(({ axis, slide }) => {
      const [before, after] = slide.margin
      const seen = ((places.get(axis) ?? 1) - 1) * slide.stride + reachOf(slide) - before
      const length = Number(x.type.shape[axis])
      const needed = Math.min(length, seen)
      const margin: Pair = [before, Math.min(after, Math.max(seen - length, 0))]
      return { axis, length, needed, margin, short: [before, seen - length] as Pair }
    })
    const lengths = new Map(axes.map(({ axis, needed }) => [axis, needed]))
    const isShorter = axes.some(({ length, needed }) => needed < length)
    const shorter = isShorter ? this.crop(x, lengths) : x
    if (shorter)
      return {
        inputs: [shorter],
        attributes: withMargins(
          node,
          axes.map(({ margin }) => margin),
        ),
      } as const
    return isConvolution(node)
      ? ({
          inputs: [x],
          attributes: withMargins(
            node,
            axes.map(({ short }) => short),
          ),
        } as const)
      : null
  }

  private replace(node: Node, input: Value, attributes: object, shape?: Shape): Value {
    const [made] = node.outputs
    const output = shape && made ? this.around.fresh({ ...made.type, shape }) : (made ?? input)
    // The node keeps its kind, which the union over all kinds cannot express.
    const replacement = { ...node, inputs: [input, ...node.inputs.slice(1)], attributes, outputs: [output] }
    this.replacements.set(node, replacement as unknown as Node)
    return output
  }
}

/** Whether a node adds what is the same along the axes that are cut. */
function isLift(node: Node, lengths: Lengths): boolean {
  if (node.kind !== 'add') return false
  const [x, summand] = node.inputs
  const rank = x.type.shape.length
  const isWhole = x.type.shape.length === node.outputs[0].type.shape.length
  return isWhole && [...lengths.keys()].every((axis) => (summand.type.shape.at(axis - rank) ?? 1) === 1)
}

function cut(shape: Shape, lengths: Lengths): Shape {
  return shape.map((size, axis) => lengths.get(axis) ?? size)
}
