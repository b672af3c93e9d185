import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { tableInput } from '../../../shared/domain/modelInput'
import { fitTemplate } from './fitTemplate'
import { readTemplate } from './templates'

const read = (template: 'columnCnn' | 'columnAttention') =>
  readTemplate(join(import.meta.dirname, '../../../../resources'), template)

describe('fitTemplate', () => {
  it('makes a picture of as many pixels as the data have', () => {
    const [first] = fitTemplate(read('columnCnn'), [tableInput(784)]).layers
    expect(first).toMatchObject({ kind: 'reshape', shape: [28, 28, 1] })
  })

  it('leaves a template alone where the columns make no square, or where no picture is wanted', () => {
    const [picture, attention] = [read('columnCnn'), read('columnAttention')]
    expect(fitTemplate(picture, [tableInput(13)])).toBe(picture)
    expect(fitTemplate(attention, [tableInput(64)])).toBe(attention)
  })
})
