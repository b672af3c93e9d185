import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DeploymentCard } from '../../../src/shared/domain/deployment'
import type { FileId, TrialId } from '../../../src/shared/domain/ids'
import { createRandom } from '../../../src/shared/util/random'
import { type BuiltPrograms, buildPrograms } from '../../support/buildPrograms'
import { type Call, type CoreBench, openCore, openSample, untilEnded } from '../../support/coreBench'

let programs: BuiltPrograms
let core: CoreBench
let trialId: TrialId
let used: DeploymentCard

beforeAll(async () => {
  programs = await buildPrograms()
  core = await openCore(programs)
  const study = await openSample(core.call, 'iris', { trials: 2, parallel: 2 })
  await core.call('study:start', { id: study.id })
  const { best } = await untilEnded(core.call, study.id)
  trialId = best?.trialId as TrialId
  used = await core.call('deployment:add', { trialId, name: 'garden' })
})
afterAll(async () => {
  await core[Symbol.asyncDispose]()
  await programs.remove()
})

async function upload(call: Call, text: string): Promise<FileId> {
  const { fileId } = await call('file:begin', { name: 'new.csv', sizeBytes: Buffer.byteLength(text) })
  await call('file:append', { fileId, base64: Buffer.from(text).toString('base64') })
  await call('file:end', { fileId })
  return fileId
}

const NAMES = ['sepal_length', 'sepal_width', 'petal_length', 'petal_width'] as const
const KINDS = [
  { species: 'setosa', means: [5.0, 3.4, 1.46, 0.25] },
  { species: 'versicolor', means: [5.94, 2.77, 4.26, 1.33] },
  { species: 'virginica', means: [6.59, 2.97, 5.55, 2.03] },
]

/** Flowers as in a garden like that of the sample; `grown` is added to the length of the petals. */
function drawFlowers(count: number, grown = 0): { cells: Record<string, string>; species: string }[] {
  const random = createRandom(5)
  return Array.from({ length: count }, (_, row) => {
    const { species, means } = KINDS[row % 3] ?? { species: '', means: [] }
    const cells = NAMES.map((name, at) => {
      const spread = [0.35, 0.33, 0.17 + 0.2 * (row % 3), 0.1 + 0.1 * (row % 3)][at] ?? 0
      const noise = (random.next() + random.next() + random.next() - 1.5) * 2 * spread
      return [name, ((means[at] ?? 0) + noise + (at === 2 ? grown : 0)).toFixed(2)]
    })
    return { cells: Object.fromEntries(cells) as Record<string, string>, species }
  })
}

describe('a model in use', () => {
  it('keeps nothing until it is asked to, and then the newest rows', async () => {
    const { call } = core
    const rows = drawFlowers(30).map(({ cells }) => cells)
    await call('deployment:predict', { id: used.id, rows })
    expect((await call('deployment:get', { id: used.id })).rows).toBe(0)
    const settings = { name: 'garden', isLogging: true, keptRows: 60 }
    await call('deployment:set', { id: used.id, settings })
    for (let turn = 0; turn < 3; turn++) await call('deployment:predict', { id: used.id, rows })
    const card = await call('deployment:get', { id: used.id })
    expect(card).toMatchObject({ rows: 60, labelled: 0, trialNumber: expect.any(Number) as number })
    const [newest] = await call('deployment:rows', { id: used.id, offset: 0, limit: 1 })
    expect(newest?.cells).toEqual(rows.at(-1))
  })

  it('is compared with its training: like rows are alike, grown petals are told', async () => {
    const { call } = core
    const alike = await call('drift:measure', { kind: 'log', deploymentId: used.id })
    expect(alike.columns.filter(({ isShifted }) => isShifted)).toEqual([])
    const header = NAMES.join(',')
    const grown = drawFlowers(90, 1.5).map(({ cells }) => NAMES.map((name) => cells[name]).join(','))
    const fileId = await upload(call, [header, ...grown].join('\n'))
    const shifted = await call('drift:measure', { kind: 'file', trialId, fileId })
    const names = shifted.columns.filter(({ isShifted }) => isShifted).map(({ name }) => name)
    expect(names).toContain('petal_length')
    expect(names).not.toContain('sepal_length')
    const lacking = await upload(call, `sepal_length\n${'5\n'.repeat(40)}`)
    const partly = await call('drift:measure', { kind: 'file', trialId, fileId: lacking })
    expect(partly.absent).toEqual(['sepal_width', 'petal_length', 'petal_width'])
  })

  it('learns how right it was when labels arrive, by row or in order', async () => {
    const { call } = core
    const kept = (await call('deployment:rows', { id: used.id, offset: 0, limit: 100 })).reverse()
    const truth = drawFlowers(30)
    const inOrder = ['species', ...kept.map((_, at) => truth[at % 30]?.species ?? '')].join('\n')
    const labelled = await call('deployment:label', {
      id: used.id,
      fileId: await upload(call, `x,${inOrder.replaceAll('\n', '\n1,')}`),
    })
    expect(labelled).toEqual({ matched: 60, total: 60 })
    const good = await call('deployment:performance', { id: used.id })
    expect(good).toMatchObject({ metric: 'accuracy', rows: 60, isAlarm: false })
    expect(good.value ?? 0).toBeGreaterThan(0.8)
    const wrong = kept.map(
      ({ key, answer }) => `${String(key)},${answer === 'setosa' ? 'virginica' : 'setosa'}`,
    )
    await call('deployment:label', {
      id: used.id,
      fileId: await upload(call, ['row,species', ...wrong].join('\n')),
    })
    expect(await call('deployment:performance', { id: used.id })).toMatchObject({ value: 0, isAlarm: true })
    await expect(
      call('deployment:label', { id: used.id, fileId: await upload(call, 'x,species\n1,setosa\n') }),
    ).rejects.toMatchObject({ code: 'monitoring/labels-do-not-match' })
  })

  it('is trained anew with the new rows, as a study on a further version of the data', async () => {
    const { call } = core
    const lines = drawFlowers(45).map(({ cells, species }) =>
      [...NAMES.map((name) => cells[name]), species].join(','),
    )
    const fileId = await upload(call, [[...NAMES, 'species'].join(','), ...lines].join('\n'))
    const study = await call('drift:retrain', { trialId, fileId })
    expect(study.state).toBe('ready')
    const [dataset] = await call('dataset:list', { projectId: study.projectId })
    expect(dataset?.latest).toMatchObject({ number: 2, rowCount: 195 })
    await call('study:start', { id: study.id })
    expect((await untilEnded(call, study.id)).counts.complete).toBe(2)
    await expect(
      call('drift:retrain', {
        trialId,
        fileId: await upload(call, `${NAMES.join(',')}\n1,2,3,4\n1,2,3,4\n`),
      }),
    ).rejects.toMatchObject({ code: 'predict/missing-column' })
  })

  it('goes to the trash and comes back with its rows', async () => {
    const { call } = core
    await call('deployment:remove', { id: used.id })
    expect(await call('deployment:list', { projectId: null })).toEqual([])
    await call('deployment:restore', { id: used.id })
    expect(await call('deployment:list', { projectId: null })).toMatchObject([{ name: 'garden', rows: 60 }])
    await call('deployment:clear', { id: used.id })
    expect((await call('deployment:get', { id: used.id })).rows).toBe(0)
  })
})
