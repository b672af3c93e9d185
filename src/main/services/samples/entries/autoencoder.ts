import type { Design } from '../../../../shared/domain/design'
import { newLayer } from '../../../../shared/domain/newLayer'
import { AS_KERAS, makeDesign, type DesignParts } from '../makeDesign'
import type { SampleEntry } from '../types'

const CODE = 32

export const autoencoder: SampleEntry = {
  topics: ['pictures', 'unlabelled'],
  difficulty: 'middle',
  minutes: 2,
  parts: [
    {
      id: 'digits',
      kind: 'images',
      data: { origin: 'made', maker: 'digitsIdx', rowCount: 4000, quickRows: 300, file: null },
      accepts: 'folder',
      studies: [
        {
          id: 'plain',
          design: plain,
          plan: { sampler: { kind: 'random', seed: 1 }, trials: 5 },
        },
        {
          id: 'denoising',
          design: denoising,
          plan: { sampler: { kind: 'random', seed: 1 }, trials: 5 },
        },
      ],
    },
  ],
}

/** Grey values are shares of white. */
const SHARES = { mode: 'autoencoder', outputActivation: 'sigmoid', loss: 'crossEntropy' } as const

function plain(): Design {
  return ofDigits(
    [
      newLayer('flatten', 'pixels'),
      newLayer('dense', 'code', { units: CODE, ...AS_KERAS }),
      newLayer('output', 'output'),
    ],
    { 'code.units': { kind: 'choice', values: [2, 8, 32, 64], isOrdered: true } },
  )
}

function denoising(): Design {
  return ofDigits(
    [
      newLayer('gaussianNoise', 'noise', { deviation: 0.3 }),
      newLayer('flatten', 'pixels'),
      newLayer('dense', 'encoder', { units: 128, ...AS_KERAS }),
      newLayer('dense', 'code', { units: CODE, ...AS_KERAS }),
      newLayer('dense', 'decoder', { units: 128, ...AS_KERAS }),
      newLayer('output', 'output'),
    ],
    { 'noise.deviation': { kind: 'choice', values: [0, 0.2, 0.4], isOrdered: true } },
  )
}

function ofDigits(layers: DesignParts['layers'], search: NonNullable<DesignParts['search']>): Design {
  return makeDesign({
    layers,
    training: { ...SHARES, learningRate: 0.001, batchSize: 128, epochs: 30, patience: 6 },
    search: {
      ...search,
      'training.learningRate': { kind: 'float', low: 0.0005, high: 0.005, scale: 'log' },
    },
  })
}
