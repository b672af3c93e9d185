/** @file What a session of TensorFlow forbids: what would read freed memory, or let two runs share one status. */
import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compileTensorFlow } from '../../../src/main/compiler'
import { openTensorFlow } from '../../../src/main/training/runners/tensorflow'
import type { FeedTensor } from '../../../src/main/training/runners/tensorflow/library'
import { DEFAULT_TRAINING } from '../../../src/shared/domain/trainingSpec'
import { MODEL_GALLERY } from '../../support/modelGallery'
import { NO_TENSORFLOW, TENSORFLOW } from '../../support/tensorFlowLibrary'

/** A session, and a call that puts numbers into its first variable of weights. */
function openDense(threads = 1) {
  const { layers, inputs, output, task } = MODEL_GALLERY.dense
  const compiled = compileTensorFlow({
    ...{ layers: [...layers], inputs: [...inputs], output, task, training: DEFAULT_TRAINING },
    ...{ hasRowWeights: false, hasSharedTargets: false },
  })
  const { graph, variables } = compiled.program
  const session = openTensorFlow(TENSORFLOW ?? '').openSession(graph, { device: 'cpu', threads })
  const [{ feed, assign, read } = { feed: '', assign: '', read: '' }] = variables
  const spec = { feeds: [feed], fetches: [], targets: [assign] }
  return { session, spec, read, call: session.prepare(spec) }
}

const tensor: FeedTensor = { shape: [2], values: Float32Array.of(1, 2) }

describe.skipIf(TENSORFLOW === null)(`a session of TensorFlow${NO_TENSORFLOW}`, () => {
  it('keeps what it was fed until it is closed, and then refuses every call', () => {
    const { session, spec, read, call } = openDense()
    call.run([tensor])
    const [values] = session.prepare({ feeds: [], fetches: [read], targets: [] }).run([])
    expect([...(values ?? [])]).toEqual([1, 2])
    session.release()
    session.release()
    expect(() => call.run([tensor])).toThrow('while its session is open')
    expect(() => session.prepare(spec)).toThrow('the session is open')
    expect(() => session.deviceTypes()).toThrow('the session is open')
  })

  it('never runs two calls at once, nor is closed within one', () => {
    const { session, call } = openDense()
    const within = (action: () => void): FeedTensor => ({
      shape: [2],
      get values() {
        action()
        return Float32Array.of(1, 2)
      },
    })
    expect(() => call.run([within(() => call.run([tensor]))])).toThrow('one call after the other')
    expect(() => call.run([within(() => session.release())])).toThrow('between its runs')
    expect(() => call.run([tensor])).not.toThrow()
    session.release()
  })

  it.skipIf(process.platform !== 'linux')(
    'has as many threads as it asks for, whoever came before it',
    () => {
      const threadCount = (): number => readdirSync('/proc/self/task').length
      const counted = [1, 4, 2].map((threads) => {
        const before = threadCount()
        const { session, call } = openDense(threads)
        call.run([tensor])
        const made = threadCount() - before
        session.release()
        expect(threadCount()).toBe(before)
        return made
      })
      expect(counted[1]).toBe((counted[2] ?? 0) + 2)
    },
  )

  it('is fed what its call asks for', () => {
    const { session, call } = openDense()
    expect(() => call.run([])).toThrow('fed what it asked for')
    expect(() => session.prepare({ feeds: ['nowhere'], fetches: [], targets: [] })).toThrow('no node nowhere')
    session.release()
  })
})
