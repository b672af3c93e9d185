import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DatasetPlan } from '../../../shared/domain/dataset'
import { createTableCache } from '../import/table/tableCache'
import { halves, writePicture } from '../images/testing/samplePictures'
import { createDescriber } from '../sources/describeSource'
import { createSourceOpener } from '../sources/openSource'
import { makeFolder } from '../testing/temporaryFiles'
import type { SourceFile } from '../types'
import { proposePlan } from './proposePlan'

async function propose(file: SourceFile): Promise<DatasetPlan> {
  const openSource = createSourceOpener({ cacheFolder: makeFolder(), describe: createDescriber() })
  const { table, reading } = await createTableCache({ openSource }).load(file, {
    dialect: {},
    textColumns: [],
  })
  return proposePlan(table, reading, {})
}

const DATA = resolve(import.meta.dirname, '../../../../../shared/data/images')
const sharedFile = (fileName: string): SourceFile => ({ path: join(DATA, fileName), fileName })

describe('proposePlan', () => {
  it('brings pictures to the size that most of them have', async () => {
    const folder = makeFolder()
    for (const name of ['cat/a.png', 'cat/b.png', 'dog/a.png', 'dog/b.png']) {
      writePicture(folder, name, await halves(40, 24).png().toBuffer())
    }
    const { recipe, columns, task } = await propose({ path: folder, fileName: 'pets' })
    expect(recipe).toMatchObject([
      { kind: 'picture', columns: ['image'], width: 40, height: 24, channels: 3 },
    ])
    expect(columns.filter(({ role }) => role !== 'ignored')).toMatchObject([
      { name: 'image', type: 'image', role: 'input' },
      { name: 'label', role: 'target' },
    ])
    expect(task).toBe('binary')
  })

  it.skipIf(!existsSync(DATA)).each([
    ['cifar3-jpg.tar.gz', { width: 32, height: 32, channels: 3 }],
    ['faces-att.tar.gz', { channels: 1 }],
    ['mnist-png.tar.gz', { width: 28, height: 28, channels: 1 }],
    ['mnist-test-images-idx3-ubyte.gz', { width: 28, height: 28, channels: 1 }],
  ])(
    'reads %s, where the shared data are',
    async (name, geometry) => {
      const { recipe } = await propose(sharedFile(name))
      expect(recipe.find(({ kind }) => kind === 'picture')).toMatchObject(geometry)
    },
    60_000,
  )
})
