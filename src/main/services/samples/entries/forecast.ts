import type { Design } from '../../../../shared/domain/design'
import { newLayer } from '../../../../shared/domain/newLayer'
import { makeDesign, OUTPUT } from '../makeDesign'
import type { PlanChange } from '../planChanges'
import type { SampleEntry, StudyEntry } from '../types'

/** So many rows of the past; the latest rows are sealed, those before them validate. */
const withWindows =
  (lookback: number): PlanChange =>
  (plan) =>
    plan.series === null ? plan : { ...plan, series: { ...plan.series, lookback, horizon: 1 } }

const windows = (id: string): StudyEntry => ({
  id,
  design: network,
  plan: { sampler: { kind: 'tpe', mode: 'multivariate', seed: 1 }, trials: 16 },
})

export const forecast: SampleEntry = {
  topics: ['series'],
  difficulty: 'middle',
  minutes: 1,
  parts: [
    {
      id: 'passengers',
      kind: 'series',
      data: {
        origin: 'shipped',
        fileName: 'airline-passengers.csv',
        rowCount: 144,
        credit: 'G. E. P. Box, G. M. Jenkins: Time Series Analysis, 1976, series G',
      },
      accepts: 'file',
      plan: withWindows(12),
      studies: [windows('monthly')],
    },
    {
      id: 'temperatures',
      kind: 'series',
      data: {
        origin: 'made',
        maker: 'temperatures',
        rowCount: 3650,
        quickRows: 500,
        file: 'temperatures.csv',
      },
      accepts: 'file',
      plan: withWindows(21),
      studies: [
        windows('daily'),
        {
          id: 'dailyLstm',
          design: ({ template }) => template('seriesLstm'),
          plan: { sampler: { kind: 'random', seed: 1 }, trials: 6 },
        },
      ],
    },
  ],
}

/** A window, laid flat: with no hidden layer at all this would be a classical autoregression. */
function network(): Design {
  return makeDesign({
    layers: [
      newLayer('flatten', 'window'),
      {
        ...{ kind: 'repeat', id: 'stack', times: 1, settings: 'shared' },
        layers: [newLayer('dense', 'hidden', { units: 32 })],
      },
      OUTPUT,
    ],
    training: { learningRate: 0.003, batchSize: 16, epochs: 60, patience: 12 },
    search: {
      'stack.times': { kind: 'integer', low: 0, high: 2, scale: 'linear', step: 1 },
      'hidden.units': { kind: 'integer', low: 8, high: 64, scale: 'log', step: 1 },
      'training.learningRate': { kind: 'float', low: 0.0005, high: 0.02, scale: 'log' },
    },
  })
}
