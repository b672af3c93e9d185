import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DriftReport } from '../../../src/shared/domain/drift'
import type { FileId, TrialId } from '../../../src/shared/domain/ids'
import type { SampleId } from '../../../src/shared/domain/sample'
import { trainingPlanOf } from '../../../src/shared/domain/study'
import { type BuiltPrograms, buildPrograms } from '../../support/buildPrograms'
import { type CoreBench, openCore, untilEnded } from '../../support/coreBench'

let programs: BuiltPrograms
let core: CoreBench
beforeAll(async () => {
  programs = await buildPrograms()
  core = await openCore(programs)
})
afterAll(async () => {
  await core[Symbol.asyncDispose]()
  await programs.remove()
})

/** @returns the best trial of a sample, trained for a moment. */
async function train(id: SampleId, part: string) {
  const { studyId } = await core.call('sample:open', { id, name: id, part, isQuick: true })
  if (studyId === null) throw new TypeError('a sample comes with a study')
  await core.call('study:start', { id: studyId })
  const study = await untilEnded(core.call, studyId)
  const trialId = study.best?.trialId as TrialId
  return { trialId, versionId: trainingPlanOf(study).datasetVersionId }
}

interface NamedFile {
  readonly path: string
  readonly bytes: Buffer
}

async function uploadFolder(files: readonly NamedFile[]): Promise<FileId> {
  const { fileId } = await core.call('folder:begin', { name: 'new' })
  const pieces = files.map(({ path, bytes }) => ({ path, base64: bytes.toString('base64') }))
  await core.call('folder:append', { fileId, pieces })
  await core.call('file:end', { fileId })
  return fileId
}

async function upload({ path, bytes }: NamedFile): Promise<FileId> {
  const { fileId } = await core.call('file:begin', { name: path, sizeBytes: bytes.length })
  await core.call('file:append', { fileId, base64: bytes.toString('base64') })
  await core.call('file:end', { fileId })
  return fileId
}

const compare = (trialId: TrialId, fileId: FileId): Promise<DriftReport> =>
  core.call('drift:measure', { kind: 'file', trialId, fileId })

const shiftedOf = ({ columns }: DriftReport): string[] =>
  columns.filter(({ isShifted }) => isShifted).map(({ measure }) => measure)

/** Every third picture of the source. @param light added to every point */
async function copyPictures(light: number): Promise<NamedFile[]> {
  const folder = join(core.dataFolder, 'sources')
  const all = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    /\.png$/.test(entry.name),
  )
  return Promise.all(
    all
      .filter((_, index) => index % 3 === 0)
      .map(async ({ parentPath, name }, index) => {
        const bytes = readFileSync(join(parentPath, name))
        const path = `${String(index)}.png`
        return { path, bytes: light === 0 ? bytes : await sharp(bytes).linear(1, light).png().toBuffer() }
      }),
  )
}

describe('drift of pictures', () => {
  it('tells lighter copies by their brightness and further ones of the same kind by nothing, in files and in the log', async () => {
    const { trialId } = await train('handwriting', 'folder')
    const alike = await compare(trialId, await uploadFolder(await copyPictures(0)))
    expect(alike.columns.map(({ measure }) => measure)).toContain('answer')
    expect(shiftedOf(alike)).toEqual([])
    const lighter = await compare(trialId, await uploadFolder(await copyPictures(60)))
    expect(shiftedOf(lighter)).toContain('brightness')
    expect(lighter.absent).toEqual([])

    const { id } = await core.call('deployment:add', { trialId, name: 'desk' })
    await core.call('deployment:set', { id, settings: { name: 'desk', isLogging: true, keptRows: 500 } })
    const [{ column } = { column: '' }] = await core.call('predict:fields', { trialId })
    const files = (await copyPictures(60)).slice(0, 40)
    const rows = await Promise.all(files.map(async (file) => ({ [column]: (await upload(file)) as string })))
    await core.call('deployment:predict', { id, rows })
    const [kept] = await core.call('deployment:rows', { id, offset: 0, limit: 1 })
    expect(JSON.parse(kept?.cells[column] ?? '{}')).toMatchObject({ fileSize: files.at(-1)?.bytes.length })
    expect(shiftedOf(await core.call('drift:measure', { kind: 'log', deploymentId: id }))).toContain(
      'brightness',
    )
  })
})

describe('drift of texts', () => {
  it('tells texts of another domain by their words, and further ones of the same kind by nothing', async () => {
    const { trialId, versionId } = await train('filmReviews', 'reviews')
    const { rows } = await core.call('dataset:rows', { id: versionId, offset: 0, limit: 120 })
    const version = await core.call('dataset:version', { id: versionId })
    const place = version.plan.columns.find(({ type }) => type === 'text')
    const table = (texts: readonly string[]): NamedFile => ({
      path: 'new.csv',
      bytes: Buffer.from([place?.name, ...texts.map((text) => `"${text.replaceAll('"', '""')}"`)].join('\n')),
    })
    const texts = rows.flatMap((cells) => cells[place?.index ?? 0] ?? [])
    expect(shiftedOf(await compare(trialId, await upload(table(texts))))).toEqual([])
    const soil = ['clay drains slowly', 'loam holds rain', 'sand warms early', 'peat keeps acid water']
    const others = texts.map(
      (_, row) => `${soil[row % 4] ?? ''} where ${soil[(row * 7 + 1) % 4] ?? ''} in spring`,
    )
    const found = await compare(trialId, await upload(table(others)))
    expect(shiftedOf(found)).toEqual(expect.arrayContaining(['unknownWords', 'words']))
    expect(found.columns.find(({ measure }) => measure === 'words')?.parts.length).toBeGreaterThan(5)
  })
})
