import { templateStudy } from '../fromTemplate'
import type { SampleEntry } from '../types'

export const iris: SampleEntry = {
  topics: ['tables'],
  difficulty: 'first',
  minutes: 1,
  parts: [
    {
      id: 'flowers',
      kind: 'table',
      data: {
        origin: 'shipped',
        fileName: 'iris.csv',
        rowCount: 150,
        credit: 'R. A. Fisher, UCI Machine Learning Repository',
      },
      accepts: null,
      studies: [templateStudy],
    },
  ],
}
