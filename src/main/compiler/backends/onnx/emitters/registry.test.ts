/** @file Every op: what ONNX Runtime computes against the reference. */
import { describe, expect, it } from 'vitest'
import { runGraph } from '../../../../../../test/support/runGraph'
import type { OpKind } from '../../../ops/signatures'
import { evaluateGraph } from '../../../reference/evaluateGraph'
import { drawFeeds, opGraph, trialsOf } from '../../../testing/tryOp'
import { EMITTERS } from './registry'

const SEED = 21

describe('EMITTERS', () => {
  const trials = (Object.keys(EMITTERS) as OpKind[]).flatMap(trialsOf)
  it.each(trials)(`$name: ONNX Runtime agrees with the reference (seed ${SEED})`, async (trial) => {
    const graph = opGraph(trial)
    const feeds = drawFeeds(trial, SEED)
    const expected = evaluateGraph(graph, feeds)
    const results = await runGraph(graph, feeds, 'cpu')
    for (const [name, { shape, values }] of expected) {
      const data = results[name]?.data as Float32Array
      expect(results[name]?.dims).toEqual(shape)
      values.forEach((value, index) => expect(data[index]).toBeCloseTo(value, 4))
    }
  })
})
