/** @file Long short-term memory in ONNX. */
import { attribute } from '../../proto'
import type { EmitArguments, EmitRule } from '../emit'
import {
  arithmetic,
  asCondition,
  hasMask,
  kernelGradients,
  projectSteps,
  scanSteps,
  sizesOf,
  statesBefore,
  zeroState,
} from './steps'
import { wholeLayer } from './wholeLayer'

/** Blocks of columns in ONNX: input, output, forget, cell; here they stand as i f g o. */
const ONNX_ORDER = [0, 3, 1, 2]

/** Where nobody asks for the gates there is no training: the operator of the standard, which every runtime knows. */
export const lstm: EmitRule<'lstm'> = (context) => {
  const { node, isRead } = context
  const [, ...kept] = node.outputs
  // A graphics card has no such operator.
  return hasMask(node.inputs[4]) || kept.some(isRead) || context.emitter.device !== 'cpu'
    ? stepByStep(context)
    : [wholeLayer(context, { opType: 'LSTM', order: ONNX_ORDER })]
}

/** Eleven nodes a step, which keep what the gradient will need: cheaper than to make it once more. */
function stepByStep({ emitter, node, inputs: [x, w, u, b, mask] }: EmitArguments<'lstm'>): string[] {
  const sizes = sizesOf(node.inputs)
  const { units: width } = sizes
  const { add, multiply, tanh, sigmoid, choose } = arithmetic(emitter)
  const isMasked = hasMask(node.inputs[4])
  const zeros = { name: zeroState(emitter, x, width), width }
  const projected = { name: projectSteps(emitter, [x, w, b], sizes), width: 4 * width }
  const blocks = emitter.list('int64', [width, width, width, width])
  return scanSteps({
    emitter,
    states: [zeros, zeros],
    sequences: isMasked ? [projected, asCondition(emitter, mask)] : [projected],
    isBackward: node.attributes.isBackward,
    steps: sizes.steps,
    step: ([h = '', c = ''], [sum = '', counts = '']) => {
      const sums = emitter.addMany('Split', [emitter.add('Gemm', [h, u, sum]), blocks], {
        outputs: 4,
        attributes: { axis: attribute.int(1) },
      })
      const [i = '', f = '', g = '', o = ''] = sums.map((gate, index) =>
        index === 2 ? tanh(gate) : sigmoid(gate),
      )
      const memory = add(multiply(f, c), multiply(i, g))
      const output = multiply(o, tanh(memory))
      const next = isMasked ? [choose(counts, output, h), choose(counts, memory, c)] : [output, memory]
      return { next, results: [...next, i, f, g, o] }
    },
  })
}

/**
 * With ∂h and ∂c of a step, t = tanh(c) and c₋ before it (Gers et al. 2000, differentiated):
 * ∂c ← ∂c + ∂h·o·(1 − t²), ∂sums = [∂c, ∂c, ∂c, ∂h] · [g·i·(1 − i), c₋·f·(1 − f), i·(1 − g²), t·o·(1 − o)], ∂c₋ = ∂c·f.
 * The factors are known before the steps begin, so that six nodes a step are left.
 */
export const lstmGrad: EmitRule<'lstmGrad'> = (context) => {
  const { emitter, node, inputs, isRead } = context
  const [x, w, u, , states, cells, , , , , d] = inputs
  const sizes = sizesOf(node.inputs)
  const { steps, units: width } = sizes
  const { add, multiply, columns } = arithmetic(emitter)
  const { isBackward } = node.attributes
  const before = (of: string): string =>
    statesBefore(emitter, { states: of, steps, units: width, isBackward })
  const { ofCell, ofGates, kept, isPadding } = factorsOf(context, before(cells))
  const zeros = (size: number) => ({ name: zeroState(emitter, x, size), width: size })
  const [ofSums = ''] = scanSteps({
    emitter,
    states: [zeros(4 * width), zeros(width), ...(isPadding ? [zeros(width)] : [])],
    sequences: [
      ...[d, ofCell, kept].map((name) => ({ name, width })),
      { name: ofGates, width: 4 * width },
      ...(isPadding ? [{ name: isPadding, width: 1 }] : []),
    ],
    isBackward: !isBackward,
    steps: sizes.steps,
    step: (
      [later = '', ofMemory = '', passed = ''],
      [given = '', cell = '', keep = '', gates = '', padding = ''],
    ) => {
      const own = isPadding ? add(given, passed) : given
      const dh = emitter.add('Gemm', [later, u, own], { transB: attribute.int(1) })
      const dc = add(multiply(dh, cell), ofMemory)
      const sums = multiply(columns(dc, dc, dc, dh), gates)
      const next = [sums, multiply(dc, keep), ...(isPadding ? [multiply(dh, padding)] : [])]
      return { next, results: [sums] }
    },
  })
  const [dx, , , db] = node.outputs
  const wants = { x: isRead(dx), bias: isRead(db) }
  return kernelGradients(emitter, { x, w, before: before(states), ofX: ofSums, ofH: ofSums, wants }, sizes)
}

/** Padding takes nothing from the gates, and hands ∂c and ∂h on as they are. */
function factorsOf({ emitter, node, inputs }: EmitArguments<'lstmGrad'>, cellsBefore: string) {
  const [, , , mask, , cells, i, f, g, o] = inputs
  const { add, subtract, multiply, tanh, sigmoidSlope, tanhSlope, fromOne, columns } = arithmetic(emitter)
  const out = tanh(cells)
  const ofCell = subtract(o, multiply(o, multiply(out, out)))
  const ofGates = columns(
    multiply(g, sigmoidSlope(i)),
    multiply(cellsBefore, sigmoidSlope(f)),
    multiply(i, tanhSlope(g)),
    multiply(out, sigmoidSlope(o)),
  )
  if (!hasMask(node.inputs[3])) return { ofCell, ofGates, kept: f, isPadding: null }
  const isPadding = fromOne(mask)
  return {
    ofCell: multiply(ofCell, mask),
    ofGates: multiply(ofGates, mask),
    kept: add(multiply(f, mask), isPadding),
    isPadding,
  }
}
