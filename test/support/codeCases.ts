/** @file Trainings that scripts have to repeat besides the parity cases: schedules, clipping, weights of classes, autoencoders. */
import { newLayer } from '../../src/shared/domain/newLayer'
import { DEFAULT_TRAINING, type TrainingSpec } from '../../src/shared/domain/trainingSpec'
import { GALLERY, MODEL_GALLERY, type GalleryModel, type GalleryName } from './modelGallery'
import { PARITY_CASES, type ParityCase } from './parity/parityCases'

const TRAINING: TrainingSpec = { ...DEFAULT_TRAINING, learningRate: 0.01 }

const of = (name: GalleryName, training: Partial<TrainingSpec>): ParityCase => ({
  model: MODEL_GALLERY[name],
  training: { ...TRAINING, ...training },
})

const [, text = MODEL_GALLERY.text] = GALLERY.find(([name]) => name === 'simple recurrence') ?? []
const backward: GalleryModel = {
  ...text,
  layers: [
    newLayer('masking', 'known', { value: 0 }),
    newLayer('gru', 'first', { units: 3, direction: 'backward', returnSequences: true }),
    newLayer('globalAveragePool', 'mean'),
    newLayer('output', 'output'),
  ],
}
const picture: GalleryModel = {
  ...MODEL_GALLERY.pictures,
  layers: [
    newLayer('conv2d', 'first', { filters: 3, activation: 'tanh' }),
    newLayer('conv2d', 'second', { filters: 2, activation: 'linear' }),
    newLayer('output', 'output'),
  ],
}
const table: GalleryModel = {
  ...MODEL_GALLERY.dense,
  layers: [newLayer('dense', 'code', { units: 3, activation: 'tanh' }), newLayer('output', 'output')],
}
const autoencoder = { mode: 'autoencoder' } as const

const OTHERS: readonly (readonly [string, ParityCase])[] = [
  ['step schedule', of('dense', { schedule: 'step', decayEpochs: 1 })],
  ['exponential schedule', of('residual', { schedule: 'exponential', decayEpochs: 2 })],
  ['polynomial schedule', of('residual', { schedule: 'polynomial', decayPower: 2, finalShare: 0.1 })],
  ['cosine schedule', of('residual', { schedule: 'cosine', warmupEpochs: 1, restarts: 1, finalShare: 0.2 })],
  ['one cycle', of('residual', { schedule: 'oneCycle' })],
  ['plateau', of('residual', { schedule: 'plateau', plateauPatience: 1, learningRate: 0.3 })],
  ['clipping', of('dense', { clipValue: 0.05, clipNorm: 0.1 })],
  ['accumulated', of('dense', { accumulate: 2, schedule: 'cosine' })],
  ['weighed classes', of('residual', { classWeights: 'balanced' })],
  ['two weighed classes', of('text', { classWeights: 'balanced', labelSmoothing: 0.1 })],
  ['backward steps', { model: backward, training: TRAINING }],
  ['autoencoder', { model: table, training: { ...TRAINING, ...autoencoder } }],
  [
    'shares',
    { model: table, training: { ...TRAINING, ...autoencoder, outputActivation: 'sigmoid', loss: 'mae' } },
  ],
  ['pictures again', { model: picture, training: { ...TRAINING, ...autoencoder, outputActivation: 'tanh' } }],
]

export const CODE_CASES: readonly (readonly [string, ParityCase])[] = [...PARITY_CASES, ...OTHERS]
