import { describe, expect, it } from 'vitest'
import type { FettleApi } from '@renderer/api'
import type { PredictField } from '@shared/domain/prediction'
import { exampleCells, NO_CELLS, toRow } from './formCells'

const FIELDS: PredictField[] = [
  { kind: 'number', column: 'age', isDate: false, example: '30', isRequired: false },
  { kind: 'text', column: 'review', example: null, isRequired: true },
  { kind: 'picture', column: 'photo', example: null, isRequired: true },
]

const noApi = {
  invoke: () => Promise.reject(new TypeError('nothing is handed over')),
} as unknown as FettleApi

describe('toRow', () => {
  it('takes an empty field as missing', async () => {
    const cells = { ...NO_CELLS, texts: { age: ' 4 ', review: '  ' } }
    expect(await toRow(noApi, FIELDS, cells)).toEqual({ age: '4', review: null, photo: null })
  })

  it('hands a picture over and tells it by the id of its file', async () => {
    const asked: string[] = []
    const api = {
      invoke: (channel: string) => {
        asked.push(channel)
        return Promise.resolve({ fileId: 'file-1', receivedBytes: 3 })
      },
    } as unknown as FettleApi
    const photo = new File([new Uint8Array([1, 2, 3])], 'cat.png')
    expect(await toRow(api, FIELDS, { ...NO_CELLS, pictures: { photo } })).toMatchObject({ photo: 'file-1' })
    expect(asked).toContain('file:begin')
  })
})

describe('exampleCells', () => {
  it('fills what has a usual value and keeps the pictures', () => {
    const photo = new File([], 'cat.png')
    expect(exampleCells(FIELDS, { texts: { review: 'x' }, pictures: { photo } })).toEqual({
      texts: { age: '30' },
      pictures: { photo },
    })
  })
})
