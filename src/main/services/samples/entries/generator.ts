import type { Design } from '../../../../shared/domain/design'
import { newLayer } from '../../../../shared/domain/newLayer'
import { makeDesign } from '../makeDesign'
import type { SampleEntry } from '../types'

export const generator: SampleEntry = {
  topics: ['pictures', 'unlabelled'],
  difficulty: 'advanced',
  minutes: 3,
  parts: [
    {
      id: 'digits',
      kind: 'images',
      data: { origin: 'made', maker: 'digitsIdx', rowCount: 3000, quickRows: 300, file: null },
      accepts: 'folder',
      studies: [
        {
          id: 'adversarial',
          design: adversarial,
          plan: { sampler: { kind: 'random', seed: 1 }, trials: 4 },
        },
      ],
    },
  ],
}

function adversarial(): Design {
  const leaky = { activation: 'leakyRelu' } as const
  return makeDesign({
    layers: [
      newLayer('dense', 'make', { units: 128, ...leaky }),
      newLayer('batchNorm', 'steady', { momentum: 0.8 }),
      newLayer('dense', 'makeMore', { units: 256, ...leaky }),
      newLayer('batchNorm', 'steadyMore', { momentum: 0.8 }),
      newLayer('output', 'made'),
    ],
    discriminator: [
      newLayer('flatten', 'pixels'),
      newLayer('dense', 'judge', { units: 256, ...leaky }),
      newLayer('dropout', 'doubt', { rate: 0.3 }),
      newLayer('dense', 'judgeMore', { units: 128, ...leaky }),
      newLayer('dropout', 'doubtMore', { rate: 0.3 }),
      newLayer('output', 'verdict'),
    ],
    training: {
      ...{ mode: 'adversarial', outputActivation: 'sigmoid', latentSize: 32 },
      ...{ learningRate: 0.0004, beta1: 0.5, labelSmoothing: 0.1, batchSize: 32, epochs: 60, patience: 0 },
    },
    search: {
      'training.learningRate': { kind: 'float', low: 0.0002, high: 0.001, scale: 'log' },
      'training.discriminatorRate': { kind: 'float', low: 0.25, high: 2, scale: 'log' },
    },
  })
}
