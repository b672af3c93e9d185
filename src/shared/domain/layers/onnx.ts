/** @file A network of ONNX nodes that stands in a backbone as it is: nothing in it is trained. */
import * as v from 'valibot'
import { LAYER_BASE, whole } from './weights'

/** How pictures, and steps with channels, lie: [height, width, channels] or [channels, height, width]. */
export const LAYOUTS = ['channelsLast', 'channelsFirst'] as const
const Layout = v.picklist(LAYOUTS)

const Sizes = v.pipe(v.array(whole(1, 65536)), v.minLength(1), v.maxLength(3))

export const OnnxLayer = v.strictObject({
  kind: v.literal('onnx'),
  ...LAYER_BASE,
  /** An ONNX model of one input and one output, without its weights, in base 64. */
  graph: v.pipe(v.string(), v.maxLength(8_000_000)),
  /** In the order of the layer's parameters, which have these shapes. */
  weights: v.array(v.strictObject({ name: v.string(), shape: v.array(whole(0, 2_000_000_000)) })),
  /** Of a row, channels last, as of the result. */
  inputShape: Sizes,
  outputShape: Sizes,
  /** How the nodes have what they read, and what they give. */
  reads: Layout,
  gives: Layout,
  /** Numbers that a row needs at once while the nodes run. */
  workNumbers: whole(0, 2_000_000_000),
})
