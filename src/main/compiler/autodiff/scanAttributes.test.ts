/** @file A step and its gradient, as people read them. */
import { describe, expect, it } from 'vitest'
import { graphOf } from '../graph/stepGraph'
import { printGraph } from '../graph/printGraph'
import { floats } from '../graph/tensorType'
import { verifyGraph } from '../graph/verifyGraph'
import { scanAttributes } from './scanAttributes'

const attributes = scanAttributes({
  states: [floats('batch', 2)],
  items: [
    { type: floats('batch', 2), isLearnt: true },
    { type: floats('batch', 1), isLearnt: false },
  ],
  constants: [{ type: floats(2, 2), isLearnt: true }],
  isBackward: false,
  step: (emit, { states: [state], items: [x, factor], constants: [w] }) => {
    if (!state || !x || !factor || !w) return []
    const sum = emit.op('add', [x, emit.op('matMul', [state, w], { transposeA: false, transposeB: false })])
    return [emit.op('multiply', [emit.op('tanh', [sum]), factor])]
  },
})

describe('scanAttributes', () => {
  it('gives the states of a step twice: to the next one, and to keep', () => {
    verifyGraph(graphOf(attributes.step))
    expect(printGraph(graphOf(attributes.step))).toMatchInlineSnapshot(`
      "%0: f32[batch, 2] = rows state0
      %1: f32[batch, 2] = rows item0
      %2: f32[batch, 1] = rows item1
      %3: f32[2, 2] = rows constant0
      %4: f32[batch, 2] = matMul %0 %3 transposeA=false transposeB=false
      %5: f32[batch, 2] = add %1 %4
      %6: f32[batch, 2] = tanh %5
      %7: f32[batch, 2] = multiply %6 %2
      next0 = %7
      result0 = %7"
    `)
  })

  it('does the step once more to go back, summing up what constants get', () => {
    const step = graphOf(attributes.gradient?.step ?? attributes.step)
    verifyGraph(step)
    expect(attributes.gradient?.flows).toEqual([true, false, true])
    expect(printGraph(step)).toMatchInlineSnapshot(`
      "%0: f32[batch, 2] = rows gradient0
      %1: f32[2, 2] = rows sum0
      %2: f32[batch, 2] = rows state0
      %3: f32[batch, 2] = rows item0
      %4: f32[batch, 1] = rows item1
      %5: f32[batch, 2] = rows resultGradient0
      %6: f32[2, 2] = rows constant0
      %7: f32[batch, 2] = matMul %2 %6 transposeA=false transposeB=false
      %8: f32[batch, 2] = add %3 %7
      %9: f32[batch, 2] = tanh %8
      %10: f32[batch, 2] = add %0 %5
      %11: f32[batch, 2] = multiply %10 %4
      %12: f32[] = constant value=1 shape=[]
      %13: f32[batch, 2] = multiply %9 %9
      %14: f32[batch, 2] = subtract %12 %13
      %15: f32[batch, 2] = multiply %11 %14
      %16: f32[batch, 2] = matMul %15 %6 transposeA=false transposeB=true
      %17: f32[2, 2] = matMul %2 %15 transposeA=true transposeB=false
      %18: f32[2, 2] = add %1 %17
      gradient0 = %16
      sum0 = %18
      itemGradient0 = %15"
    `)
  })
})
