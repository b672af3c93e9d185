/** @file Long short-term memory in TensorFlow: one kernel for all steps, or step by step where some are passed over. */
import type { EmitArguments, EmitRule } from '../emit'
import { runBlock, runBlockBack } from './blockLstm'
import { floatResults, floats, runSteps } from './stepLoop'
import {
  arithmetic,
  asCondition,
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

function stepByStep({ emitter, node, inputs: [x, w, u, b, mask] }: EmitArguments<'lstm'>): readonly string[] {
  const sizes = sizesOf(node.inputs)
  const { add, multiply, tanh, sigmoid, choose } = arithmetic(emitter)
  const none = zeroState(emitter, x, sizes.units)
  const { results } = runSteps({
    emitter,
    states: floats(none, none),
    sequences: [...floats(projectSteps(emitter, [x, w, b], sizes)), asCondition(emitter, mask)],
    results: floatResults(7),
    isBackward: node.attributes.isBackward,
    steps: sizes.steps,
    step: ([h = '', c = ''], [sum = '', counts = '']) => {
      const sums = splitColumns(emitter, add(multiplyMatrices(emitter, [h, u]), sum), 4)
      const [i = '', f = '', g = '', o = ''] = sums.map((gate, index) =>
        index === 2 ? tanh(gate) : sigmoid(gate),
      )
      const kept = multiply(f, c)
      const memory = add(kept, multiply(i, g))
      const out = tanh(memory)
      const state = choose(counts, multiply(o, out), h)
      return { next: [state, choose(counts, memory, c)], results: [state, out, kept, i, f, g, o] }
    },
  })
  return results
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
