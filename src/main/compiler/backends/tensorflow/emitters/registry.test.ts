/** @file Every op: what TensorFlow computes against the reference. */
import { describe, expect, it } from 'vitest'
import { NO_TENSORFLOW } from '../../../../../../test/support/tensorFlowLibrary'
import { runTensorFlowGraph } from '../../../../../../test/support/runTensorFlow'
import type { OpKind } from '../../../ops/signatures'
import { evaluateGraph } from '../../../reference/evaluateGraph'
import { drawFeeds, opGraph, trialsOf } from '../../../testing/tryOp'
import { EMITTERS } from './registry'

const SEED = 21

describe.skipIf(NO_TENSORFLOW !== '')(`EMITTERS of TensorFlow${NO_TENSORFLOW}`, () => {
  // Nodes of ONNX cannot be written there, and say so.
  const kinds = (Object.keys(EMITTERS) as OpKind[]).filter((kind) => kind !== 'onnxNodes')
  const trials = kinds.flatMap(trialsOf)
  it.each(trials)(`$name: agrees with the reference (seed ${SEED})`, (trial) => {
    const graph = opGraph(trial)
    const feeds = drawFeeds(trial, SEED)
    const expected = evaluateGraph(graph, feeds)
    const results = runTensorFlowGraph(graph, feeds)
    for (const [name, { shape, values }] of expected) {
      const found = results.get(name)
      expect(found?.shape).toEqual(shape)
      values.forEach((value, index) => expect(found?.values[index]).toBeCloseTo(value, 4))
    }
  })
})
