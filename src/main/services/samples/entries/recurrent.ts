import type { Design } from '../../../../shared/domain/design'
import type { DesignLayer } from '../../../../shared/domain/modelSpec'
import { newLayer } from '../../../../shared/domain/newLayer'
import { makeDesign, OUTPUT } from '../makeDesign'
import { withSettings } from '../planChanges'
import type { SampleEntry, StudyEntry } from '../types'

/** One layer hands every step to the next; the last one gives what it knows in the end. */
const stackedLstm = [
  newLayer('lstm', 'memory', { units: 64, returnSequences: true }),
  newLayer('lstm', 'summary', { units: 32 }),
]
const gru = [newLayer('gru', 'memory', { units: 32 })]
const simpleRnn = [newLayer('simpleRnn', 'memory', { units: 32 })]

const TRIALS = 6

export const recurrent: SampleEntry = {
  topics: ['series', 'text'],
  difficulty: 'advanced',
  minutes: 1,
  parts: [
    {
      id: 'series',
      kind: 'series',
      data: {
        origin: 'made',
        maker: 'temperatures',
        rowCount: 2200,
        quickRows: 400,
        file: 'temperatures.csv',
      },
      accepts: 'file',
      studies: [
        study('seriesLstm', () => ofSeries(stackedLstm)),
        study('seriesGru', () => ofSeries(gru)),
        study('seriesRnn', () => ofSeries(simpleRnn)),
      ],
    },
    {
      id: 'text',
      kind: 'text',
      data: {
        origin: 'made',
        maker: 'filmReviews',
        rowCount: 1200,
        quickRows: 200,
        file: 'film-reviews.csv',
      },
      accepts: 'file',
      plan: withSettings('tokens', { vocabularySize: 5000, length: 120 }),
      studies: [
        study('textLstm', () => ofText(stackedLstm)),
        study('textGru', () => ofText(gru)),
        study('textRnn', () => ofText(simpleRnn)),
      ],
    },
  ],
}

function study(id: string, design: () => Design): StudyEntry {
  return { id, design, plan: { sampler: { kind: 'random', seed: 1 }, trials: TRIALS } }
}

function ofSeries(layers: readonly DesignLayer[]): Design {
  return makeDesign({
    layers: [...layers, OUTPUT],
    training: { learningRate: 0.003, batchSize: 32, epochs: 12, patience: 4 },
    search: {
      'memory.units': { kind: 'choice', values: [16, 32, 64], isOrdered: true },
      'training.learningRate': { kind: 'float', low: 0.0005, high: 0.01, scale: 'log' },
    },
  })
}

function ofText(layers: readonly DesignLayer[]): Design {
  return makeDesign({
    layers: [newLayer('embedding', 'words', { units: 16, maskZero: true }), ...layers, OUTPUT],
    training: { learningRate: 0.003, batchSize: 32, epochs: 8, patience: 3, clipNorm: 1 },
    search: {
      'words.units': { kind: 'choice', values: [8, 16, 32], isOrdered: true },
      'training.learningRate': { kind: 'float', low: 0.0005, high: 0.01, scale: 'log' },
    },
  })
}
