import { describe, expect, it } from 'vitest'
import type { PredictField } from '@shared/domain/prediction'
import { writeExample } from './servingExample'

const SERVED = { token: 'secret', port: 8080 }
const width: PredictField = {
  kind: 'number',
  column: 'width',
  isDate: false,
  example: '1.3',
  isRequired: false,
}

describe('writeExample', () => {
  it('asks about a row with figures as figures and words as words', () => {
    const color: PredictField = {
      ...{ kind: 'category', column: 'color', choices: ['red'] },
      ...{ example: 'red', isRequired: false },
    }
    expect(writeExample(SERVED, [width, color])).toBe(
      `curl -H "Authorization: Bearer secret" -H "Content-Type: application/json" -d '{"rows":[{"width":1.3,"color":"red"}]}' http://127.0.0.1:8080/predict`,
    )
  })

  it('lets no quote of a cell end the command', () => {
    const text: PredictField = { kind: 'text', column: 'review', example: "it's", isRequired: false }
    expect(writeExample(SERVED, [text])).toContain(String.raw`{"review":"it'\''s"}`)
  })

  it('sends a picture as it is to a model that reads nothing else', () => {
    const picture: PredictField = { kind: 'picture', column: 'image', example: null, isRequired: true }
    expect(writeExample(SERVED, [picture])).toContain(
      '-H "Content-Type: image/png" --data-binary @picture.png',
    )
  })

  it('sends as many rows as a model looks back', () => {
    const windows: PredictField = {
      ...{ kind: 'windows', column: 'demand', example: null, columns: ['demand'] },
      ...{ lookback: 3, horizon: 1 },
    }
    expect(writeExample(SERVED, [windows])).toContain('[{"demand":0},{"demand":0},{"demand":0}]')
  })

  it('shows no more columns than can be read, but all that a row needs', () => {
    const many = Array.from({ length: 50 }, (_, at): PredictField => ({
      ...width,
      ...{ column: `c${String(at)}`, isRequired: at === 49 },
    }))
    expect(writeExample(SERVED, many).match(/"c\d+"/g)).toHaveLength(13)
  })
})
