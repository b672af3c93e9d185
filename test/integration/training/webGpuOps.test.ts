/** @file Every op on WebGPU: against the reference, and where its nodes run. */
import { describe, expect, it } from 'vitest'
import { openGraph, runGraph } from '../../support/runGraph'
import { whyNoWebGpu } from '../../support/webGpu'
import type { OpKind } from '../../../src/main/compiler/ops/signatures'
import { evaluateGraph } from '../../../src/main/compiler/reference/evaluateGraph'
import { drawFeeds, opGraph, trialsOf, type Trial } from '../../../src/main/compiler/testing/tryOp'
import { WEBGPU_FALLBACKS } from '../../../src/main/compiler/backends/onnx/webGpuFallbacks'
import { EMITTERS } from '../../../src/main/compiler/backends/onnx/emitters/registry'

const SEED = 21
const KINDS = Object.keys(EMITTERS) as OpKind[]
const reason = await whyNoWebGpu()

async function runsOnDevice(trial: Trial): Promise<boolean> {
  try {
    const session = await openGraph(opGraph(trial), { device: 'webgpu', isDeviceOnly: true })
    await session.release()
    return true
  } catch (error) {
    expect(String(error)).toContain('assigned to the default CPU EP')
    return false
  }
}

describe.skipIf(reason !== '')(`EMITTERS on WebGPU${reason}`, () => {
  it.each(KINDS.flatMap(trialsOf))(`$name: agrees with the reference (seed ${SEED})`, async (trial) => {
    const graph = opGraph(trial)
    const feeds = drawFeeds(trial, SEED)
    const expected = evaluateGraph(graph, feeds)
    const results = await runGraph(graph, feeds, 'webgpu')
    for (const [name, { shape, values }] of expected) {
      const data = results[name]?.data as Float32Array
      expect(results[name]?.dims).toEqual(shape)
      values.forEach((value, index) => expect(data[index]).toBeCloseTo(value, 3))
    }
  })

  it('leaves nothing to the processor but what is listed', { timeout: 60_000 }, async () => {
    const left: OpKind[] = []
    for (const kind of KINDS) {
      const places: boolean[] = []
      for (const trial of trialsOf(kind)) places.push(await runsOnDevice(trial))
      if (places.includes(false)) left.push(kind)
    }
    expect(left.sort()).toEqual(Object.keys(WEBGPU_FALLBACKS).sort())
  })
})
