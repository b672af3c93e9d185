import { designOnBackbone } from '../../../../shared/domain/backbone'
import type { Design } from '../../../../shared/domain/design'
import { newLayer } from '../../../../shared/domain/newLayer'
import { AS_KERAS, makeDesign, OUTPUT } from '../makeDesign'
import { PICTURE_SIDE, pictureBackbone } from '../pictureBackbone'
import { withSettings } from '../planChanges'
import type { PartEntry, SampleEntry } from '../types'

const fromScratch: PartEntry['studies'][number] = {
  id: 'scratch',
  design: small,
  plan: { sampler: { kind: 'random', seed: 1 }, trials: 4 },
}

export const transfer: SampleEntry = {
  topics: ['transfer', 'pictures'],
  difficulty: 'middle',
  minutes: 4,
  parts: [
    {
      id: 'scenes',
      kind: 'images',
      data: { origin: 'made', maker: 'scenes', rowCount: 450, quickRows: 60, file: null },
      accepts: null,
      plan: withSettings('picture', { height: 96, width: 96, channels: 3 }),
      studies: [fromScratch],
    },
    {
      id: 'photographs',
      kind: 'images',
      data: { origin: 'own' },
      accepts: 'folder',
      plan: withSettings('picture', { height: PICTURE_SIDE, width: PICTURE_SIDE, channels: 3 }),
      studies: [
        {
          id: 'frozen',
          design: (place) => designOnBackbone(pictureBackbone(place)),
          plan: { sampler: { kind: 'random', seed: 1 }, trials: 8 },
        },
        fromScratch,
      ],
    },
  ],
}

/** What the same pictures give without anything learnt before. */
function small(): Design {
  return makeDesign({
    layers: [
      newLayer('conv2d', 'edges', { filters: 16, strides: 2, ...AS_KERAS }),
      newLayer('maxPool2d', 'pool'),
      newLayer('conv2d', 'corners', { filters: 32, ...AS_KERAS }),
      newLayer('maxPool2d', 'pool2'),
      newLayer('conv2d', 'shapes', { filters: 64, ...AS_KERAS }),
      newLayer('globalAveragePool', 'average'),
      newLayer('dropout', 'drop', { rate: 0.2 }),
      OUTPUT,
    ],
    training: { learningRate: 0.002, batchSize: 32, epochs: 20, patience: 6 },
    search: {
      'training.learningRate': { kind: 'float', low: 0.0005, high: 0.01, scale: 'log' },
      'drop.rate': { kind: 'float', low: 0, high: 0.5, scale: 'linear' },
    },
  })
}
