import { templateStudy } from '../fromTemplate'
import type { SampleEntry } from '../types'

export const wine: SampleEntry = {
  topics: ['tables'],
  difficulty: 'first',
  minutes: 1,
  parts: [
    {
      id: 'growers',
      kind: 'table',
      data: {
        origin: 'shipped',
        fileName: 'wine.csv',
        rowCount: 178,
        credit: 'S. Aeberhard, M. Forina, UCI Machine Learning Repository',
      },
      accepts: null,
      studies: [templateStudy],
    },
  ],
}
