import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { designOnBackbone } from '../../../shared/domain/backbone'
import { type Placement, ONE_THREAD } from '../../../shared/domain/device'
import { BackboneId } from '../../../shared/domain/ids'
import { BackboneLayer } from '../../../shared/domain/modelSpec'
import { makeRunData } from '../../training/testing/prepared'
import { modelOnNodes } from '../compute/testing/onnxModel'
import { setUpBench } from './testing/studyBench'
import { inOwnPlace } from './trialPlace'
import type { RunSetup } from './studySetup'

const { meta } = makeRunData()
const library: Placement = { engine: 'tensorflow', device: 'cpu', threads: 2, version: '2.21.0' }

/** A trial in a study that is trained there, with a head on nodes that give so many numbers of two. */
function placeOf(width: number, placement: Placement): Pick<RunSetup, 'placement' | 'engineFolder'> {
  const { store, study, context } = setUpBench()
  const { layers } = modelOnNodes(width)
  const design = designOnBackbone({
    ...{
      id: v.parse(BackboneId, 'a234567890123456'),
      name: 'net',
      createdAt: 0,
      format: 'onnx',
      dropped: [],
    },
    ...{
      weights: 'a'.repeat(64),
      sizeBytes: 1,
      weightCount: 0,
      layers: v.parse(BackboneLayer.entries.layers, layers.slice(0, 1)),
    },
    ...{ inputShape: [2], outputShape: [width], scaling: 'none' },
  })
  const setup: RunSetup = {
    ...{ study: { ...study, plan: { ...study.plan, design: { ...design, search: {} } } } },
    ...{ version: store.datasets.version(study.plan.datasetVersionId), folders: context.folders },
    ...{ dataFolder: '/data', furtherFolders: [], checkpointSeconds: 30 },
    ...{ placement, ...(placement.engine === 'onnx' ? {} : { engineFolder: '/pack' }) },
  }
  return inOwnPlace(setup, {}, meta)
}

describe('inOwnPlace', () => {
  const instead = { code: 'backbone/onnx-elsewhere', details: { what: 'TensorFlow' } }

  it('is that of the study', () => {
    expect(placeOf(2, library)).toMatchObject({ placement: library, engineFolder: '/pack' })
    expect(placeOf(3, ONE_THREAD).placement).toEqual(ONE_THREAD)
  })

  it('is ONNX Runtime, with as many threads, for a trial whose rows pass nodes of ONNX at every step', () => {
    const place = placeOf(3, library)
    expect(place.placement).toEqual({ engine: 'onnx', device: 'cpu', threads: 2, instead })
    expect('engineFolder' in place).toBe(false)
    const onCard: Placement = { ...library, device: 'cuda', threads: 1 }
    expect(placeOf(3, onCard).placement).toEqual({ ...ONE_THREAD, instead })
  })
})
