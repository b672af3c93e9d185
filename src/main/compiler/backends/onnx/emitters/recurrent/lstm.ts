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

/**
 * Steps hand on h·U instead of h, and keep what the gradient will need as it comes by: a value that is handed on and kept
 * as well would have to be copied.
 */
function stepByStep({ emitter, node, inputs: [x, w, u, b, mask] }: EmitArguments<'lstm'>): string[] {
  const sizes = sizesOf(node.inputs)
  const { units: width } = sizes
  const { add, multiply, tanh, sigmoid, choose } = arithmetic(emitter)
  const isMasked = hasMask(node.inputs[4])
  const zeros = (size: number) => ({ name: zeroState(emitter, x, size), width: size })
  const projected = { name: projectSteps(emitter, [x, w, b], sizes), width: 4 * width }
  const blocks = emitter.list('int64', [width, width, width, width])
  return scanSteps({
    emitter,
    states: [zeros(4 * width), zeros(width), ...(isMasked ? [zeros(width)] : [])],
    sequences: isMasked ? [projected, asCondition(emitter, mask)] : [projected],
    isBackward: node.attributes.isBackward,
    steps: sizes.steps,
    step: ([remembered = '', c = '', before = ''], [sum = '', counts = '']) => {
      const sums = emitter.addMany('Split', [add(sum, remembered), blocks], {
        outputs: 4,
        attributes: { axis: attribute.int(1) },
      })
      const [i = '', f = '', g = '', o = ''] = sums.map((gate, index) =>
        index === 2 ? tanh(gate) : sigmoid(gate),
      )
      const kept = multiply(f, c)
      const memory = add(kept, multiply(i, g))
      const out = tanh(memory)
      const h = isMasked ? choose(counts, multiply(o, out), before) : multiply(o, out)
      const next = [emitter.add('Gemm', [h, u]), isMasked ? choose(counts, memory, c) : memory]
      return { next: isMasked ? [...next, h] : next, results: [h, out, kept, i, f, g, o] }
    },
  })
}

/**
 * With ∂h and ∂c of a step, t = tanh(c) and c₋ before it (Gers et al. 2000, differentiated):
 * ∂c ← ∂c + ∂h·o·(1 − t²), ∂sums = [∂c, ∂c, ∂c, ∂h] · [g·i·(1 − i), c₋·f·(1 − f), i·(1 − g²), t·o·(1 − o)], ∂c₋ = ∂c·f.
 * The factors are known before the steps begin, so that seven nodes a step are left.
 */
export const lstmGrad: EmitRule<'lstmGrad'> = (context) => {
  const { emitter, node, inputs, isRead } = context
  const [x, w, u, , states, , , , , , , d] = inputs
  const sizes = sizesOf(node.inputs)
  const { steps, units: width } = sizes
  const { add, multiply, columns } = arithmetic(emitter)
  const { isBackward } = node.attributes
  const { ofCell, ofGates, kept, isPadding } = factorsOf(context)
  const zeros = { name: zeroState(emitter, x, width), width }
  const [ofSums = ''] = scanSteps({
    emitter,
    states: [zeros, zeros],
    sequences: [
      ...[d, ofCell, kept].map((name) => ({ name, width })),
      { name: ofGates, width: 4 * width },
      ...(isPadding ? [{ name: isPadding, width: 1 }] : []),
    ],
    isBackward: !isBackward,
    steps,
    step: ([later = '', ofMemory = ''], [given = '', cell = '', keep = '', gates = '', padding = '']) => {
      const dh = add(given, later)
      const dc = add(multiply(dh, cell), ofMemory)
      const sums = multiply(columns(dc, dc, dc, dh), gates)
      const passed = isPadding ? [multiply(dh, padding)] : []
      const before = emitter.add('Gemm', [sums, u, ...passed], { transB: attribute.int(1) })
      return { next: [before, multiply(dc, keep)], results: [sums] }
    },
  })
  const [dx, , , db] = node.outputs
  const wants = { x: isRead(dx), bias: isRead(db) }
  const before = statesBefore(emitter, { states, steps, units: width, isBackward })
  return kernelGradients(emitter, { x, w, before, ofX: ofSums, ofH: ofSums, wants }, sizes)
}

/** Padding takes nothing from the gates, and hands ∂c and ∂h on as they are. */
function factorsOf({ emitter, node, inputs }: EmitArguments<'lstmGrad'>) {
  const [, , , mask, , out, keptCell, i, f, g, o] = inputs
  const { add, subtract, multiply, fromOne, columns } = arithmetic(emitter)
  const emitted = multiply(o, out)
  const added = multiply(i, g)
  const ofCell = subtract(o, multiply(emitted, out))
  const ofGates = columns(
    subtract(added, multiply(added, i)),
    subtract(keptCell, multiply(keptCell, f)),
    subtract(i, multiply(added, g)),
    subtract(emitted, multiply(emitted, o)),
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
