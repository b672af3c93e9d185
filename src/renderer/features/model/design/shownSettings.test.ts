import { describe, expect, it } from 'vitest'
import type { Design } from '@shared/domain/design'
import { TRAINING_ID, TRAINING_SETTINGS } from '@shared/domain/settingCatalogue'
import { DEFAULT_TRAINING } from '@shared/domain/trainingSpec'
import { forTask } from './forTask'
import { newLayer } from './newLayer'
import { shownSettings } from './shownSettings'

const paths = TRAINING_SETTINGS.map(({ name }) => `${TRAINING_ID}.${name}`)
const design: Design = { layers: [newLayer('output', new Set())], training: DEFAULT_TRAINING, search: {} }
const names = (list: readonly string[]) => list.map((path) => path.slice(path.indexOf('.') + 1))

describe('shownSettings', () => {
  it('shows a few, and keeps the rarely changed ones that apply at hand', () => {
    const { first, rest } = shownSettings(design, paths)
    expect(names(first)).toEqual(['optimizer', 'learningRate', 'batchSize', 'epochs', 'patience'])
    expect(names(rest)).toEqual(expect.arrayContaining(['beta1', 'beta2', 'clipNorm', 'schedule', 'loss']))
    expect(names(rest)).not.toContain('momentum')
  })

  it('shows what varies or is not as usual, with what depends on it', () => {
    const training = { ...DEFAULT_TRAINING, schedule: 'cosine' as const }
    const search = { 'training.loss': { kind: 'choice' as const, values: ['auto', 'huber'] } }
    const { first } = shownSettings({ ...design, training, search }, paths)
    expect(names(first)).toEqual([
      ...['optimizer', 'learningRate', 'schedule', 'warmupEpochs', 'restarts', 'finalShare'],
      ...['batchSize', 'epochs', 'patience', 'loss', 'huberDelta'],
    ])
  })
})

describe('forTask', () => {
  it('leaves out the losses of other tasks', () => {
    const loss = TRAINING_SETTINGS.find(({ name }) => name === 'loss')
    const choices = loss && forTask(loss, 'binary')
    expect(choices?.kind === 'choice' && choices.choices).toEqual([
      'auto',
      'crossEntropy',
      'klDivergence',
      'focal',
      'hinge',
    ])
    expect(loss && forTask(loss, undefined)).toBe(loss)
  })
})
