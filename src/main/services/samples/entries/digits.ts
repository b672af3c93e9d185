import { templateStudy } from '../fromTemplate'
import { withAllColumns } from '../planChanges'
import type { SampleEntry } from '../types'

export const digits: SampleEntry = {
  topics: ['pictures', 'tables'],
  difficulty: 'first',
  minutes: 1,
  parts: [
    {
      id: 'pixels',
      kind: 'table',
      data: {
        origin: 'shipped',
        fileName: 'digits.csv',
        rowCount: 1797,
        credit: 'E. Alpaydin, C. Kaynak, UCI Machine Learning Repository',
      },
      accepts: null,
      plan: withAllColumns,
      studies: [templateStudy],
    },
  ],
}
