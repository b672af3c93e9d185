import { describe, expect, it } from 'vitest'
import { tableInput } from '../../../shared/domain/modelInput'
import { makeRequest } from '../../training/testing/prepared'
import { modelKey, type KeySubject } from './modelKey'

const files = { dataFolder: '/data', weightsFile: '/weights' }
const subject: KeySubject = {
  request: makeRequest({ epochs: 3 }, files),
  ...{ inputs: [tableInput(4)], version: '1.0.0', cores: 2, parallel: 2, trialsOnCard: 2, threads: null },
  tensorFlow: null,
  pass: null,
}
const key = modelKey(subject)

describe('modelKey', () => {
  it('is the same for what trains equally fast', () => {
    expect(modelKey({ ...subject, request: makeRequest({ epochs: 9, learningRate: 0.5 }, files) })).toBe(key)
    expect(modelKey({ ...subject, request: { ...subject.request, seed: 9, dataFolder: '/other' } })).toBe(key)
  })

  it.each<[string, KeySubject]>([
    ['size of batches', { ...subject, request: makeRequest({ epochs: 3, batchSize: 7 }, files) }],
    ['width of rows', { ...subject, inputs: [tableInput(5)] }],
    ['version', { ...subject, version: '1.0.1' }],
    ['number of trials at once', { ...subject, parallel: 1 }],
    ['number of threads', { ...subject, threads: 2 }],
    ['way through a backbone', { ...subject, pass: { hasFeatures: true, keepsNodes: false } }],
    ['library', { ...subject, tensorFlow: { folder: '/pack', version: '2.21.0', devices: ['cpu'] } }],
  ])('is another for another %s', (_what, other) => {
    expect(modelKey(other)).not.toBe(key)
  })
})
