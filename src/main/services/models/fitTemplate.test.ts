import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { TemplateId } from '../../../shared/domain/design'
import { tableInput } from '../../../shared/domain/modelInput'
import { fitTemplate } from './fitTemplate'
import { readTemplate } from './templates'

const read = (template: TemplateId) =>
  readTemplate(join(import.meta.dirname, '../../../../resources'), template)

describe('fitTemplate', () => {
  it('makes a picture of as many pixels as the data have', () => {
    const [first] = fitTemplate(read('columnCnn'), [tableInput(784)]).layers
    expect(first).toMatchObject({ kind: 'reshape', shape: [28, 28, 1] })
  })

  it('leaves a template alone where the columns make no square, or where no picture is wanted', () => {
    const [picture, attention] = [read('columnCnn'), read('columnAttention')]
    expect(fitTemplate(picture, [tableInput(13)])).toEqual(picture)
    expect(fitTemplate(attention, [tableInput(64)])).toEqual(attention)
  })

  it('calls the inputs of a template as the data does', () => {
    const inputs = [
      tableInput(4),
      { name: 'comment', kind: 'tokens' as const, shape: [50], vocabulary: 300 },
      { name: 'photo', kind: 'image' as const, shape: [16, 16, 3], vocabulary: 0 },
    ]
    const sourcesOf = (template: TemplateId) =>
      fitTemplate(read(template), inputs).layers.flatMap((layer) =>
        layer.kind === 'input' ? layer.source : [],
      )
    expect(sourcesOf('tableAndText')).toEqual(['x', 'comment'])
    expect(sourcesOf('tableAndPicture')).toEqual(['x', 'photo'])
  })
})
