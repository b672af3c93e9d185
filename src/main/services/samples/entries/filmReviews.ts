import type { Design } from '../../../../shared/domain/design'
import { newLayer } from '../../../../shared/domain/newLayer'
import { AS_KERAS, makeDesign, OUTPUT } from '../makeDesign'
import { changes, withSettings, withSplit } from '../planChanges'
import type { DesignPlace, SampleEntry } from '../types'

const VOCABULARY = 10_000
const LENGTH = 200

export const filmReviews: SampleEntry = {
  topics: ['text'],
  difficulty: 'middle',
  minutes: 1,
  parts: [
    {
      id: 'reviews',
      kind: 'text',
      data: {
        origin: 'made',
        maker: 'filmReviews',
        rowCount: 2000,
        quickRows: 300,
        file: 'film-reviews.csv',
      },
      accepts: 'file',
      plan: changes(
        withSettings('tokens', { vocabularySize: VOCABULARY, length: LENGTH, minimumCount: 1 }),
        withSplit({
          kind: 'kFold',
          folds: 3,
          repeats: 1,
          test: 0.2,
          isStratified: true,
          isShuffled: true,
          group: null,
          seed: 1,
        }),
      ),
      studies: [
        {
          id: 'convolution',
          design: convolution,
          plan: { sampler: { kind: 'grid', order: 'ordered', pointsPerRange: 2, seed: 1 }, trials: 12 },
        },
        {
          id: 'flatten',
          design: flattened,
          plan: { sampler: { kind: 'tpe', mode: 'multivariate', seed: 1 }, trials: 16 },
        },
      ],
    },
  ],
}

function convolution(): Design {
  return makeDesign({
    layers: [
      newLayer('embedding', 'words', { units: 16 }),
      newLayer('conv1d', 'phrases', { filters: 32, kernelSize: 3, padding: 'valid', ...AS_KERAS }),
      newLayer('maxPool1d', 'pool', { poolSize: 3 }),
      newLayer('globalAveragePool', 'average'),
      newLayer('dense', 'hidden', { units: 16, ...AS_KERAS }),
      OUTPUT,
    ],
    training: { learningRate: 0.001, batchSize: 32, epochs: 10 },
    search: {
      'training.learningRate': { kind: 'choice', values: [0.01, 0.001] },
      'training.batchSize': { kind: 'choice', values: [16, 32, 64] },
      'training.epochs': { kind: 'choice', values: [10, 20] },
    },
  })
}

/** Every place of a text has weights of its own, so it matters where a text is cut and filled up. */
function flattened({ plan }: DesignPlace): Design {
  const tokens = plan.recipe.filter(({ kind }) => kind === 'tokens')
  const [step] = tokens
  const holder = `data.${step?.id ?? 'tokens'}`
  return makeDesign({
    layers: [
      newLayer('embedding', 'words', { units: 16 }),
      newLayer('flatten', 'flatten'),
      newLayer('dense', 'hidden', { units: 16, ...AS_KERAS }),
      newLayer('dropout', 'drop', { rate: 0.3 }),
      OUTPUT,
    ],
    training: { learningRate: 0.001, batchSize: 32, epochs: 10, patience: 3 },
    data: tokens,
    search:
      step === undefined
        ? {}
        : {
            [`${holder}.length`]: { kind: 'choice', values: [100, 200, 400], isOrdered: true },
            [`${holder}.padding`]: { kind: 'choice', values: ['pre', 'post'] },
            [`${holder}.truncation`]: { kind: 'choice', values: ['pre', 'post'] },
            [`${holder}.outOfVocabulary`]: { kind: 'choice', values: [true, false] },
            'drop.rate': { kind: 'float', low: 0, high: 0.6, scale: 'linear' },
          },
  })
}
