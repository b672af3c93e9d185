import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { Design, type Model, MOST_LAYERS } from '../../../shared/domain/design'
import { ModelId, ProjectId } from '../../../shared/domain/ids'
import { tableInput } from '../../../shared/domain/modelInput'
import type { DesignLayer } from '../../../shared/domain/modelSpec'
import { newLayer } from '../../../shared/domain/newLayer'
import { DEFAULT_TRAINING } from '../../../shared/domain/trainingSpec'
import { readKeras, writeKeras } from './kerasModels'

const place = {
  inputs: [tableInput(4)],
  task: 'multiclass' as const,
  output: { kind: 'classes' as const, labels: ['a', 'b', 'c'] },
}
const list = (count: number) =>
  JSON.stringify({
    class_name: 'Sequential',
    config: {
      layers: Array.from({ length: count }, (_, index) => ({
        class_name: 'Dense',
        config: { name: `dense_${index}`, units: 4 },
      })),
    },
  })

function modelOf(...layers: DesignLayer[]): Model {
  return {
    id: v.parse(ModelId, 'm_aaaaaaaaaaaa'),
    projectId: v.parse(ProjectId, 'p_aaaaaaaaaaaa'),
    datasetId: null,
    name: 'a/b',
    design: { layers, training: DEFAULT_TRAINING, search: {} },
    createdAt: 0,
    changedAt: 0,
  }
}

describe('a model of Keras', () => {
  it('becomes a design that can be stored, of which nothing varies', () => {
    const { design } = readKeras(list(3))
    expect(v.parse(Design, design)).toEqual(design)
    expect(design).toMatchObject({ training: DEFAULT_TRAINING, search: {} })
  })

  it('is refused where a design could not hold it', () => {
    expect(() => readKeras(list(MOST_LAYERS))).not.toThrow()
    expect(() => readKeras(list(MOST_LAYERS + 1))).toThrow(
      expect.objectContaining({
        code: 'keras/too-many-layers',
        details: { count: MOST_LAYERS + 1, limit: MOST_LAYERS },
      }),
    )
  })
})

describe('a design', () => {
  const dense = newLayer('dense', 'hidden', { units: 4 })
  const output = newLayer('output', 'output')

  it('is written with its repeats unrolled, and reads back', () => {
    const sum = newLayer('add', 'sum', { inputs: ['hidden', 'block'] })
    const block: DesignLayer = {
      ...{ kind: 'repeat', id: 'block', times: 2, settings: 'shared' },
      layers: [dense, sum],
    }
    const { fileName, mediaType, base64 } = writeKeras(
      modelOf({ ...dense, id: 'first' }, block, output),
      place,
    )
    expect({ fileName, mediaType }).toEqual({ fileName: 'a-b.keras.json', mediaType: 'application/json' })
    const { design } = readKeras(Buffer.from(base64, 'base64').toString())
    expect(design.layers.map(({ id }) => id)).toEqual([
      'first',
      'hidden1',
      'sum1',
      'hidden2',
      'sum2',
      'output',
    ])
    expect(design.layers[2]).toMatchObject({ inputs: ['hidden1', 'first'] })
  })

  it('is not written while it does not fit its data', () => {
    expect(() => writeKeras(modelOf(newLayer('conv2d', 'seen'), output), place)).toThrow('model/invalid')
  })
})
