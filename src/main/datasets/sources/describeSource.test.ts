import { mkdirSync, renameSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeFolder } from '../testing/archives'
import { createDescriber } from './describeSource'

const CONTENTS = { 'a/1.csv': 'x\n1\n', 'b.csv': 'y\n' }
const describeOnce = (folder: Parameters<ReturnType<typeof createDescriber>>[0]) => createDescriber()(folder)

describe('a folder', () => {
  it('is described by what its files are called and hold, not by where it lies', async () => {
    const one = writeFolder(CONTENTS)
    const other = writeFolder(CONTENTS, 'elsewhere')
    const described = await describeOnce(one)
    expect(described.sizeBytes).toBe(6)
    expect((await describeOnce(other)).sha256).toBe(described.sha256)
    renameSync(join(other.path, 'b.csv'), join(other.path, 'c.csv'))
    expect((await describeOnce(other)).sha256).not.toBe(described.sha256)
  })

  it('is another one once a byte of it is another', async () => {
    const folder = writeFolder(CONTENTS)
    const describe = createDescriber()
    const before = await describe(folder)
    expect(await describe(folder)).toEqual(before)
    writeFileSync(join(folder.path, 'b.csv'), 'z\n')
    utimesSync(join(folder.path, 'b.csv'), 1, 1)
    expect((await describe(folder)).sha256).not.toBe(before.sha256)
  })

  it('takes no notice of what systems leave behind, and follows no links', async () => {
    const folder = writeFolder(CONTENTS)
    const before = await describeOnce(folder)
    for (const name of ['.DS_Store', 'Thumbs.db', 'a/.hidden']) writeFileSync(join(folder.path, name), 'x')
    mkdirSync(join(folder.path, '__MACOSX'))
    writeFileSync(join(folder.path, '__MACOSX', 'x'), 'x')
    symlinkSync('/etc/passwd', join(folder.path, 'link.csv'))
    symlinkSync('/etc', join(folder.path, 'folder'))
    expect(await describeOnce(folder)).toEqual(before)
  })
})
