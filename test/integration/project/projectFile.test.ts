import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { InvokeInput } from '../../../src/shared/contract/invokes'
import type { FileId, ProjectId, TrialId } from '../../../src/shared/domain/ids'
import { buildPrograms } from '../../support/buildPrograms'
import { type Call, openCore, openSample, untilEnded } from '../../support/coreBench'

async function exportTo(call: Call, id: ProjectId, file: string): Promise<void> {
  const kept = await call('project:export', { id })
  const parts: Uint8Array[] = []
  for (let offset = 0; ;) {
    const bytes = Buffer.from((await call('kept:read', { id: kept.id, offset })).base64, 'base64')
    if (bytes.length === 0) break
    parts.push(bytes)
    offset += bytes.length
  }
  await call('kept:discard', { id: kept.id })
  const all = Buffer.concat(parts)
  expect(all.length).toBe(kept.sizeBytes)
  expect(kept.fileName).toBe('iris.fettle')
  writeFileSync(file, all)
}

async function handOver(call: Call, file: string): Promise<FileId> {
  const bytes = readFileSync(file)
  const { fileId } = await call('file:begin', { name: 'iris.fettle', sizeBytes: bytes.length })
  await call('file:append', { fileId, base64: bytes.toString('base64') })
  await call('file:end', { fileId })
  return fileId
}

/** @returns what the smaller models of a trial answer, by how they were made. */
async function askSmaller(call: Call, asked: { readonly trialId: TrialId; readonly rows: RowsToPredict }) {
  const made = await call('artifact:list', { trialId: asked.trialId })
  const answers = await Promise.all(
    made.map(
      async ({ id, method }) =>
        [method.kind, await call('predict:rows', { ...asked, artifactId: id })] as const,
    ),
  )
  expect(answers.map(([kind]) => kind).sort()).toEqual(['distil', 'int8'])
  return Object.fromEntries(answers)
}

type RowsToPredict = InvokeInput<'predict:rows'>['rows']

const ROW = { 'sepal length': '5', 'sepal width': '3', 'petal length': '4', 'petal width': '1' }

describe('a project as one file', () => {
  it('opens on another machine with everything it had, predicts the same, and can be gone on with', async () => {
    const programs = await buildPrograms()
    const folder = mkdtempSync(join(tmpdir(), 'fettle-project-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const file = join(folder, 'iris.fettle')
    await using home = await openCore(programs)
    const study = await openSample(home.call, 'iris', { trials: 2, parallel: 2 })
    await home.call('study:start', { id: study.id })
    const ended = await untilEnded(home.call, study.id)
    const subject = { kind: 'study', id: study.id } as const
    await home.call('annotation:set', { subject, change: { note: 'kept', isStarred: true } })
    const bestId = ended.best?.trialId as TrialId
    await home.call('artifact:compress', { trialId: bestId, method: { kind: 'int8' } })
    await home.call('artifact:compress', { trialId: bestId, method: { kind: 'distil', epochs: 1 } })
    await exportTo(home.call, study.projectId, file)

    await using away = await openCore(programs)
    const project = await away.call('project:import', { fileId: await handOver(away.call, file) })
    expect(project.id).toBe(study.projectId)
    const summary = await away.call('study:get', { id: study.id })
    expect(summary).toMatchObject({ state: 'complete', best: ended.best, counts: ended.counts })
    expect(await away.call('annotation:get', { subject })).toMatchObject({ note: 'kept', isStarred: true })
    const trialId = (await away.call('trial:list', { studyId: study.id })).find(
      ({ number }) => number === ended.best?.number,
    )?.id
    if (trialId === undefined) throw new TypeError('the best trial came along')
    const fields = await home.call('predict:fields', { trialId })
    const rows = [
      Object.fromEntries(fields.map(({ column }, at) => [column, Object.values(ROW)[at] ?? null])),
    ]
    const [here, there] = await Promise.all(
      [home, away].map(({ call }) => call('predict:rows', { trialId, rows })),
    )
    expect(there).toEqual(here)
    const asked = { trialId, rows }
    expect(await askSmaller(away.call, asked)).toEqual(await askSmaller(home.call, asked))
    await away.call('study:setBudget', { id: study.id, budget: { ...summary.plan.budget, trials: 3 } })
    await away.call('study:start', { id: study.id })
    expect((await untilEnded(away.call, study.id)).counts.complete).toBe(3)

    const twin = await home.call('project:import', { fileId: await handOver(home.call, file) })
    expect(twin.id).not.toBe(study.projectId)
    expect((await home.call('project:list', null)).map(({ name }) => name)).toEqual(['iris 2', 'iris'])
    const [copied] = await home.call('study:list', { projectId: twin.id })
    expect(copied).toMatchObject({ state: 'complete', best: { value: ended.best?.value } })
    const copies = await home.call('trial:list', { studyId: copied?.id ?? study.id })
    const copy = copies.find(({ number }) => number === ended.best?.number)
    expect(await home.call('predict:rows', { trialId: copy?.id ?? trialId, rows })).toEqual(here)
    expect(await askSmaller(home.call, { trialId: copy?.id ?? trialId, rows })).toEqual(
      await askSmaller(home.call, asked),
    )
  })

  it('is refused where it is damaged or something else, and nothing of it stays', async () => {
    const programs = await buildPrograms()
    const folder = mkdtempSync(join(tmpdir(), 'fettle-project-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const file = join(folder, 'iris.fettle')
    await using home = await openCore(programs)
    const study = await openSample(home.call, 'iris', { trials: 1 })
    await exportTo(home.call, study.projectId, file)
    await using away = await openCore(programs)
    const whole = readFileSync(file)
    const bent = Buffer.from(whole)
    const middle = Math.floor(whole.length / 2)
    bent[middle] = (bent[middle] ?? 0) ^ 255
    const cases = [
      [bent, 'project/broken-file'],
      [whole.subarray(0, middle), 'project/not-a-file'],
      [Buffer.from('not a project'), 'project/not-a-file'],
    ] as const
    for (const [bytes, code] of cases) {
      writeFileSync(file, bytes)
      const importing = away.call('project:import', { fileId: await handOver(away.call, file) })
      await expect(importing).rejects.toMatchObject({ code })
    }
    expect(await away.call('project:list', null)).toEqual([])
  })
})
