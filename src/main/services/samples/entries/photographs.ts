import type { Design } from '../../../../shared/domain/design'
import { newLayer } from '../../../../shared/domain/newLayer'
import { newStep } from '../../../../shared/domain/recipe'
import { AS_KERAS, makeDesign, OUTPUT } from '../makeDesign'
import { changes, withSettings, withSteps } from '../planChanges'
import type { DesignPlace, SampleEntry } from '../types'

const SIDE = 150
const AUGMENT = 'augment'

export const photographs: SampleEntry = {
  topics: ['pictures'],
  difficulty: 'middle',
  minutes: 3,
  parts: [
    {
      id: 'scenes',
      kind: 'images',
      data: { origin: 'made', maker: 'scenes', rowCount: 450, quickRows: 36, file: null },
      accepts: 'folder',
      plan: changes(
        withSettings('picture', { height: SIDE, width: SIDE, channels: 3 }),
        withSteps({
          ...newStep('augment', AUGMENT, 'pictures'),
          ...{ rotation: 15, shiftX: 0.1, shiftY: 0.1, shear: 10, zoom: 0.15 },
          ...{ flipHorizontal: true, fillMode: 'nearest' },
        }),
      ),
      studies: [
        {
          id: 'augmented',
          design: convolution,
          plan: { sampler: { kind: 'random', seed: 1 }, trials: 6 },
        },
      ],
    },
  ],
}

function convolution({ plan }: DesignPlace): Design {
  return makeDesign({
    layers: [
      newLayer('conv2d', 'edges', { filters: 16, padding: 'valid', ...AS_KERAS }),
      newLayer('maxPool2d', 'pool', { poolSize: 3 }),
      newLayer('conv2d', 'corners', { filters: 32, padding: 'valid', ...AS_KERAS }),
      newLayer('maxPool2d', 'pool2'),
      newLayer('conv2d', 'parts', { filters: 64, padding: 'valid', ...AS_KERAS }),
      newLayer('maxPool2d', 'pool3'),
      newLayer('flatten', 'flatten'),
      newLayer('dense', 'hidden', { units: 64, ...AS_KERAS }),
      newLayer('dropout', 'drop', { rate: 0.4 }),
      OUTPUT,
    ],
    training: { learningRate: 0.001, batchSize: 32, epochs: 15, patience: 5 },
    data: plan.recipe.filter(({ id }) => id === AUGMENT),
    search: {
      [`data.${AUGMENT}.rotation`]: { kind: 'choice', values: [0, 15], isOrdered: true },
      [`data.${AUGMENT}.flipHorizontal`]: { kind: 'choice', values: [false, true] },
      'drop.rate': { kind: 'float', low: 0.1, high: 0.6, scale: 'linear' },
      'training.learningRate': { kind: 'float', low: 0.0003, high: 0.003, scale: 'log' },
    },
  })
}
