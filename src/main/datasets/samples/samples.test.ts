import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SAMPLES } from '../../../shared/domain/project'
import { createDatasetEngine } from '../engine'
import { listSamples } from './samples'

const folder = resolve(import.meta.dirname, '../../../../resources/samples')

describe('listSamples', () => {
  it('has every sample once, in the order of the gallery', () => {
    expect(listSamples().map(({ card }) => card.id)).toEqual([...SAMPLES])
  })

  it.each(listSamples())(
    '$title is what its card says and ready to be studied',
    async ({ card, fileName, target }) => {
      const file = { path: resolve(folder, fileName), fileName }
      const preview = await createDatasetEngine().propose(file, {})
      const { plan } = preview
      expect(preview.problem).toBeNull()
      expect(preview.rejectedCount).toBe(0)
      expect(preview.rowCount).toBe(card.rowCount)
      expect(plan.columns).toHaveLength(card.inputCount + 1)
      expect(plan.columns.find(({ role }) => role === 'target')?.name).toBe(target)
      expect(plan.task).toBe('multiclass')
      expect(preview.classes).toHaveLength(card.classCount)
    },
  )

  it('names the source and licence of each beside the files', () => {
    const readme = readFileSync(resolve(folder, 'README.md'), 'utf8')
    for (const { fileName } of listSamples()) expect(readme).toContain(fileName)
    expect(readme).toContain('CC BY 4.0')
  })
})
