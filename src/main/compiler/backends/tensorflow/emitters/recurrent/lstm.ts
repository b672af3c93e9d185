/** @file Long short-term memory in TensorFlow: one kernel for all steps, or step by step where some are passed over. */
import type { TensorFlowEmitter } from '../../tensorFlowEmitter'
import type { EmitArguments, EmitRule } from '../emit'
import { runBlock, runBlockBack } from './blockLstm'
import { floatResults, floats, runSteps } from './stepLoop'
import {
  arithmetic,
  asCondition,
  asMatrix,
  asSteps,
  hasMask,
  kernelGradients,
  multiplyMatrices,
  projectSteps,
  sizesOf,
  splitColumns,
  statesBefore,
  zeroState,
} from './steps'

export const lstm: EmitRule<'lstm'> = (context) =>
  hasMask(context.node.inputs[4]) ? stepByStep(context) : runBlock(context)

/** What a gradient needs besides is computed for all steps at once, from the states they were given; where nobody reads it, never. */
function stepByStep({ emitter, node, inputs: [x, w, u, b, mask] }: EmitArguments<'lstm'>): readonly string[] {
  const sizes = sizesOf(node.inputs)
  const { steps, units } = sizes
  const { add, multiply, tanh, choose } = arithmetic(emitter)
  const { isBackward } = node.attributes
  const none = zeroState(emitter, x, units)
  const projected = projectSteps(emitter, [x, w, b], sizes)
  const { results } = runSteps({
    emitter,
    states: floats(none, none),
    sequences: [...floats(projected), asCondition(emitter, mask)],
    results: floatResults(2),
    isBackward,
    steps,
    step: ([h = '', c = ''], [sum = '', counts = '']) => {
      const [i, f, g, o] = gatesOf(emitter, add(multiplyMatrices(emitter, [h, u]), sum))
      const memory = add(multiply(f, c), multiply(i, g))
      const next = [choose(counts, multiply(o, tanh(memory)), h), choose(counts, memory, c)]
      return { next, results: next }
    },
  })
  const [states = '', memories = ''] = results
  const [h, c] = [states, memories].map((trace) =>
    statesBefore(emitter, { states: trace, steps, units, isBackward }),
  ) as [string, string]
  const product = multiplyMatrices(emitter, [asMatrix(emitter, h, units), u])
  const [i, f, g, o] = gatesOf(
    emitter,
    add(asSteps(emitter, product, { steps, width: 4 * units }), projected),
  )
  const kept = multiply(f, c)
  return [states, tanh(add(kept, multiply(i, g))), kept, i, f, g, o]
}

function gatesOf(emitter: TensorFlowEmitter, sums: string): [string, string, string, string] {
  const { tanh, sigmoid } = arithmetic(emitter)
  const [i = '', f = '', g = '', o = ''] = splitColumns(emitter, sums, 4)
  return [sigmoid(i), sigmoid(f), tanh(g), sigmoid(o)]
}

/**
 * With ∂h and ∂c of a step, t = tanh(c) and c₋ before it (Gers et al. 2000, differentiated):
 * ∂c ← ∂c + ∂h·o·(1 − t²), ∂sums = [∂c, ∂c, ∂c, ∂h] · [g·i·(1 − i), c₋·f·(1 − f), i·(1 − g²), t·o·(1 − o)], ∂c₋ = ∂c·f.
 * The factors are known before the steps begin.
 */
export const lstmGrad: EmitRule<'lstmGrad'> = (context) => {
  const block = runBlockBack(context)
  if (block) return block
  const { emitter, node, inputs } = context
  const [x, w, u, , states, , , , , , , d] = inputs
  const sizes = sizesOf(node.inputs)
  const { steps, units } = sizes
  const { add, multiply, columns } = arithmetic(emitter)
  const { isBackward } = node.attributes
  const { ofCell, ofGates, kept, isPadding } = factorsOf(context)
  const none = zeroState(emitter, x, units)
  const { results } = runSteps({
    emitter,
    states: floats(none, none),
    sequences: floats(d, ofCell, kept, ofGates, ...(isPadding === null ? [] : [isPadding])),
    results: floatResults(1),
    isBackward: !isBackward,
    steps,
    step: ([later = '', ofMemory = ''], [given = '', cell = '', keep = '', gates = '', padding = '']) => {
      const dh = add(given, later)
      const dc = add(multiply(dh, cell), ofMemory)
      const sums = multiply(columns(dc, dc, dc, dh), gates)
      const product = multiplyMatrices(emitter, [sums, u], { second: true })
      const before = isPadding === null ? product : add(product, multiply(dh, padding))
      return { next: [before, multiply(dc, keep)], results: [sums] }
    },
  })
  const [ofSums = ''] = results
  const before = statesBefore(emitter, { states, steps, units, isBackward })
  return kernelGradients(emitter, { x, w, before, ofX: ofSums, ofH: ofSums }, sizes)
}

/** Padding takes nothing from the gates, and hands ∂c and ∂h on as they are. */
function factorsOf({ emitter, node, inputs }: EmitArguments<'lstmGrad'>) {
  const [, , , mask, , out, keptCell, i, f, g, o] = inputs
  const { add, multiply, sigmoidBack, tanhBack, fromOne, columns } = arithmetic(emitter)
  const ofCell = tanhBack(out, o)
  const ofGates = columns(
    sigmoidBack(i, g),
    // c₋·f·(1 − f), of which c₋·f is what is there.
    multiply(keptCell, fromOne(f)),
    tanhBack(g, i),
    sigmoidBack(o, out),
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
