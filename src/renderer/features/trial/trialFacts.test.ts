import * as v from 'valibot'
import { afterEach, describe, expect, it } from 'vitest'
import { ONE_THREAD, type Placement } from '@shared/domain/device'
import { TrialRow } from '@shared/domain/trial'
import { mountScreen } from '@renderer/testing/mountScreen'
import TrialFacts from './TrialFacts.vue'

async function factsOf(placement: Placement): Promise<string> {
  const row = v.parse(TrialRow, {
    ...{ id: 'a234567890123456', studyId: 'b234567890123456', number: 1, state: 'complete', assignment: {} },
    ...{
      value: 0.9,
      bestStep: 2,
      step: 2,
      plannedSteps: 2,
      isStoppedEarly: false,
      train: {},
      validation: {},
    },
    ...{ spark: [], reason: null, attempt: 1, weightCount: 9, durationMs: 5, startedAt: 1, finishedAt: 2 },
    placement,
  })
  const { wrapper } = await mountScreen(TrialFacts, { at: '/', props: { row } })
  return wrapper.text()
}

afterEach(() => {
  document.body.innerHTML = ''
})

describe('TrialFacts', () => {
  it('says by which engine, version and device a trial was trained', async () => {
    const facts = await factsOf({ engine: 'tensorflow', device: 'cuda', threads: 1, version: '2.21.0' })
    expect(facts).toContain('TensorFlow 2.21.0 · CUDA')
    expect(facts).not.toContain('Not by the engine')
  })

  it('says why it was not the engine that was chosen', async () => {
    const instead = { code: 'backbone/onnx-elsewhere', details: { what: 'TensorFlow' } }
    const facts = await factsOf({ ...ONE_THREAD, instead })
    expect(facts).toContain('Not by the engine that was chosen: A backbone of ONNX stays in ONNX.')
    expect(facts).toContain('The nodes of the backbone cannot be written for TensorFlow.')
  })
})
