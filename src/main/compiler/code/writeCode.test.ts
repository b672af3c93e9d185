import { describe, expect, it } from 'vitest'
import { GALLERY, MODEL_GALLERY, type GalleryName } from '../../../../test/support/modelGallery'
import { CODE_FRAMEWORKS, type CodeFramework } from '../../../shared/domain/code'
import { newLayer } from '../../../shared/domain/newLayer'
import {
  DEFAULT_TRAINING,
  OPTIMIZERS,
  SCHEDULES,
  type TrainingSpec,
} from '../../../shared/domain/trainingSpec'
import type { CodeRequest } from './request'
import { writeCode } from './writeCode'

function request(
  name: GalleryName,
  framework: CodeFramework,
  training: Partial<TrainingSpec> = {},
): CodeRequest {
  return {
    ...MODEL_GALLERY[name],
    framework,
    training: { ...DEFAULT_TRAINING, ...training },
    ...{
      title: 'Iris, trial 3',
      seed: 5,
      epochs: 12,
      byteInputs: [],
      hasRowWeights: false,
      hasAugmentation: false,
    },
  }
}

describe('writeCode', () => {
  it.each(CODE_FRAMEWORKS)('writes %s as it did before', async (framework) => {
    for (const name of ['dense', 'gates'] as const) {
      const { text, fileName } = writeCode(request(name, framework, { clipNorm: 1, schedule: 'cosine' }))
      const ending = fileName.split('.').at(-1) ?? ''
      await expect(text).toMatchFileSnapshot(`printed/${name}.${framework}.${ending}.txt`)
    }
  })

  it.each(CODE_FRAMEWORKS)('writes every model of the gallery for %s', (framework) => {
    for (const [name] of GALLERY) expect(writeCode(request(name, framework)).text).not.toContain('undefined')
  })

  it.each(CODE_FRAMEWORKS)('writes every optimizer and every schedule for %s', (framework) => {
    for (const optimizer of OPTIMIZERS) {
      for (const schedule of SCHEDULES) {
        const { text } = writeCode(request('residual', framework, { optimizer, schedule }))
        expect(text).toMatch(/share\(/)
        expect(text).not.toMatch(/NaN|undefined|\[object/)
      }
    }
  })

  it('says what a script cannot repeat', () => {
    const still = request('dense', 'pytorch')
    expect(writeCode(still).remarks).toEqual([])
    const noisy = {
      ...still,
      layers: [newLayer('dropout', 'drop', { rate: 0.2 }), ...still.layers],
      hasAugmentation: true,
    }
    const { remarks, text } = writeCode(noisy)
    expect(remarks).toEqual(['dropout', 'augmentation'])
    expect(text).toContain('Dropout draws its own random numbers')
  })

  it('keeps what a title says from ending its comment', () => {
    const { text } = writeCode({ ...request('dense', 'keras'), title: 'a """ b \\ c' })
    expect(text.split('"""').length).toBe(writeCode(request('dense', 'keras')).text.split('"""').length)
  })

  it('has no script of two networks that are trained against each other', () => {
    for (const framework of CODE_FRAMEWORKS) {
      expect(() => writeCode(request('dense', framework, { mode: 'adversarial' }))).toThrow(
        expect.objectContaining({ code: 'code/adversarial' }),
      )
    }
  })
})
