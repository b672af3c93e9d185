import type { Design } from '../../../../shared/domain/design'
import { newLayer } from '../../../../shared/domain/newLayer'
import { AS_KERAS, makeDesign, OUTPUT } from '../makeDesign'
import type { SampleEntry, StudyEntry } from '../types'

const convolution = (id: string): StudyEntry => ({
  id,
  design: smallConvolution,
  plan: { sampler: { kind: 'tpe', mode: 'multivariate', seed: 1 }, trials: 8 },
})

export const handwriting: SampleEntry = {
  topics: ['pictures'],
  difficulty: 'first',
  minutes: 1,
  parts: [
    {
      id: 'idx',
      kind: 'images',
      data: { origin: 'made', maker: 'digitsIdx', rowCount: 4000, quickRows: 300, file: null },
      accepts: 'folder',
      studies: [
        {
          id: 'dense',
          design: dense,
          plan: { sampler: { kind: 'random', seed: 1 }, trials: 12 },
        },
        convolution('convolution'),
      ],
    },
    {
      id: 'folder',
      kind: 'images',
      data: { origin: 'made', maker: 'digitPictures', rowCount: 1500, quickRows: 200, file: null },
      accepts: 'folder',
      studies: [convolution('folderConvolution')],
    },
  ],
}

function dense(): Design {
  return makeDesign({
    layers: [
      newLayer('flatten', 'flatten'),
      newLayer('dense', 'hidden', { units: 128, ...AS_KERAS }),
      newLayer('dropout', 'drop', { rate: 0.2 }),
      OUTPUT,
    ],
    training: { learningRate: 0.001, batchSize: 128, epochs: 12, patience: 4 },
    search: {
      'hidden.units': { kind: 'choice', values: [64, 128, 256], isOrdered: true },
      'drop.rate': { kind: 'float', low: 0, high: 0.5, scale: 'linear' },
      'training.learningRate': { kind: 'float', low: 0.0003, high: 0.01, scale: 'log' },
      'training.batchSize': { kind: 'choice', values: [32, 64, 128], isOrdered: true },
    },
  })
}

function smallConvolution(): Design {
  return makeDesign({
    layers: [
      newLayer('conv2d', 'edges', { filters: 32, padding: 'valid', ...AS_KERAS }),
      newLayer('maxPool2d', 'pool'),
      newLayer('conv2d', 'shapes', { filters: 64, padding: 'valid', ...AS_KERAS }),
      newLayer('maxPool2d', 'pool2'),
      newLayer('flatten', 'flatten'),
      newLayer('dropout', 'drop', { rate: 0.5 }),
      OUTPUT,
    ],
    training: { learningRate: 0.001, batchSize: 64, epochs: 6, patience: 3 },
    search: {
      'edges.filters': { kind: 'choice', values: [16, 32], isOrdered: true },
      'shapes.filters': { kind: 'choice', values: [32, 64], isOrdered: true },
      'drop.rate': { kind: 'float', low: 0.2, high: 0.6, scale: 'linear' },
      'training.learningRate': { kind: 'float', low: 0.0003, high: 0.005, scale: 'log' },
    },
  })
}
