import { InferenceSession, Tensor } from 'onnxruntime-node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DatasetPlan } from '../../../src/shared/domain/dataset'
import type { FileId, StudyId, TrialId } from '../../../src/shared/domain/ids'
import { type BuiltPrograms, buildPrograms } from '../../support/buildPrograms'
import { type Call, type CoreBench, openCore, openSample, untilEnded } from '../../support/coreBench'

let programs: BuiltPrograms
let core: CoreBench
let studyId: StudyId
let winner: TrialId

beforeAll(async () => {
  programs = await buildPrograms()
  core = await openCore(programs)
  const { id } = await openSample(core.call, 'iris', { trials: 12, parallel: 2 })
  await core.call('study:start', { id })
  const { best } = await untilEnded(core.call, id)
  studyId = id
  winner = best?.trialId as TrialId
})
afterAll(async () => {
  await core[Symbol.asyncDispose]()
  await programs.remove()
})

/** Hands a text over as a file, in two chunks. */
async function upload(call: Call, name: string, text: string): Promise<FileId> {
  const bytes = Buffer.from(text)
  const { fileId } = await call('file:begin', { name, sizeBytes: bytes.length })
  const middle = Math.floor(bytes.length / 2)
  for (const part of [bytes.subarray(0, middle), bytes.subarray(middle)]) {
    await call('file:append', { fileId, base64: part.toString('base64') })
  }
  await call('file:end', { fileId })
  return fileId
}
const textOf = ({ base64 }: { base64: string }) => Buffer.from(base64, 'base64').toString('utf8')

const SETOSA = { sepal_length: '5.1', sepal_width: '3.5', petal_length: '1.4', petal_width: '0.2' }
const VIRGINICA = { sepal_length: '6.9', sepal_width: '3.1', petal_length: '5.4', petal_width: '2.1' }

describe('the sealed test rows', () => {
  it('are opened once, and the report is kept', async () => {
    expect(await core.call('test:get', { studyId })).toBeNull()
    const report = await core.call('test:open', { studyId, trialId: winner })
    expect(report).toMatchObject({ studyId, trialId: winner, rowCount: 30, report: { kind: 'classes' } })
    expect(report.metrics.accuracy).toBeGreaterThan(0.8)
    expect(report.baseline).toBeCloseTo(1 / 3, 1)
    expect(await core.call('test:get', { studyId })).toEqual(report)
    expect(await core.call('study:get', { id: studyId })).toMatchObject({ isTestOpened: true })
    const again = core.call('test:open', { studyId, trialId: winner })
    await expect(again).rejects.toMatchObject({ code: 'study/test-already-open' })
  })
})

describe('prediction', () => {
  it('asks for the raw columns with an example each', async () => {
    const fields = await core.call('predict:fields', { trialId: winner })
    expect(fields.map(({ column }) => column)).toEqual(Object.keys(SETOSA))
    expect(fields.every(({ example }) => Number(example) > 0)).toBe(true)
  })

  it('tells the class of a row and how likely each is', async () => {
    const [first, second] = await core.call('predict:rows', { trialId: winner, rows: [SETOSA, VIRGINICA] })
    expect([first?.value, second?.value]).toEqual(['setosa', 'virginica'])
    const total = first?.probabilities?.reduce((sum, { probability }) => sum + probability, 0)
    expect(total).toBeCloseTo(1, 4)
  })

  it('names a cell that is no number', async () => {
    const rows = [{ ...SETOSA, sepal_width: 'wide' }]
    const failing = core.call('predict:rows', { trialId: winner, rows })
    await expect(failing).rejects.toMatchObject({
      code: 'predict/not-a-number',
      details: { column: 'sepal_width' },
    })
  })

  it('writes predictions beside the rows of a file, whatever the order of its columns', async () => {
    const text =
      'note,petal_width,petal_length,sepal_width,sepal_length\n=1+1,0.2,1.4,3.5,5.1\nb,2.1,5.4,3.1,6.9\n'
    const fileId = await upload(core.call, 'flowers.csv', text)
    const predicted = await core.call('predict:file', { trialId: winner, fileId })
    expect(predicted.rowCount).toBe(2)
    expect(predicted.header).toContain('predicted species')
    expect(predicted.preview.map((cells) => cells[5])).toEqual(['setosa', 'virginica'])
    expect(predicted.download.fileName).toBe('flowers predicted.csv')
    expect(textOf(predicted.download)).toContain("\n'=1+1,0.2")
  })

  it('names the rows of a file that it could not read', async () => {
    const text =
      'sepal_length,sepal_width,petal_length,petal_width\n5.1,3.5,1.4,0.2\n6.9,3.1,5.4,2.1,7,8\n6,3,5,2\n'
    const fileId = await upload(core.call, 'ragged.csv', text)
    const predicted = await core.call('predict:file', { trialId: winner, fileId })
    expect(predicted).toMatchObject({ rowCount: 2, rejectedCount: 1 })
    expect(predicted.rejected.map(({ line }) => line)).toEqual([3])
  })

  it('says which column a file lacks', async () => {
    const fileId = await upload(core.call, 'short.csv', 'sepal_length,sepal_width\n1,2\n3,4\n')
    const failing = core.call('predict:file', { trialId: winner, fileId })
    await expect(failing).rejects.toMatchObject({ code: 'predict/missing-column' })
  })
})

describe('export', () => {
  it('offers the winner as ONNX that takes raw columns and agrees with the app', async () => {
    const { fileName, base64 } = await core.call('export:onnx', { trialId: winner })
    expect(fileName).toMatch(/^Iris trial \d+\.onnx$/)
    const session = await InferenceSession.create(Buffer.from(base64, 'base64'))
    const cells = Object.values(VIRGINICA).map(Number)
    const feeds = session.inputNames.map((name, index) => [
      name,
      new Tensor('float32', [cells[index] ?? 0], [1, 1]),
    ])
    const outputs = await session.run(Object.fromEntries(feeds) as Record<string, Tensor>)
    expect(outputs['label']?.data[0]).toBe('virginica')
    await session.release()
  })

  it.each([
    ['tfjs', ['fettle.json', 'group1-shard1of1.bin', 'model.json']],
    ['folder', ['README.md', 'example.json', 'model.onnx', 'package.json', 'predict.py', 'predict.ts']],
    ['keras', ['README.md', 'fettle.json', 'make_savedmodel.py', 'model.json']],
  ] as const)('offers it as %s, file by file and as one', async (format, names) => {
    const files = await core.call('export:files', { trialId: winner, format })
    expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining([...names]))
    for (const { id } of files) {
      expect((await core.call('kept:read', { id, offset: 0 })).base64).not.toBe('')
      await core.call('kept:discard', { id })
    }
    const kept = await core.call('export:zip', { trialId: winner, format })
    expect(kept.fileName).toMatch(new RegExp(String.raw`^Iris trial \d+ ${format}\.zip$`))
    const { base64 } = await core.call('kept:read', { id: kept.id, offset: 0 })
    expect(Buffer.from(base64, 'base64').subarray(0, 2).toString()).toBe('PK')
    await core.call('kept:discard', { id: kept.id })
  })

  it('offers the leaderboard as CSV', async () => {
    const lines = textOf(await core.call('export:trials', { studyId }))
      .trim()
      .split('\r\n')
    expect(lines).toHaveLength(13)
    expect(lines[0]).toContain('training.learningRate')
  })

  it('keeps the weights of the best ten only, and says so for another', async () => {
    const rows = await core.call('trial:list', { studyId })
    const last = [...rows].sort(
      (left, right) => (left.value ?? 0) - (right.value ?? 0) || right.number - left.number,
    )[0]
    const failing = core.call('export:onnx', { trialId: last?.id ?? '' })
    await expect(failing).rejects.toMatchObject({ code: 'trial/no-weights' })
  })
})

describe('an imported table', () => {
  const TEXT = `colour;size;price\n${Array.from({ length: 60 }, (_, row) => {
    const size = (row * 7) % 20
    return `${row % 2 ? 'red' : 'blue'};${size};${(size * 2.5 + (row % 2) * 10).toFixed(1).replace('.', ',')}`
  }).join('\n')}\n`

  async function propose(name: string) {
    const fileId = await upload(core.call, name, TEXT)
    const { plan } = await core.call('import:propose', { fileId, dialect: {} })
    return { fileId, plan }
  }
  const commit = (fileId: FileId, plan: DatasetPlan) =>
    core.call('import:commit', { fileId, plan, name: 'Prices', projectId: null, datasetId: null })

  it('becomes a regression study that runs and predicts', async () => {
    const { fileId, plan } = await propose('prices.csv')
    expect(plan).toMatchObject({ task: 'regression', dialect: { delimiter: ';', decimal: ',' } })
    const { projectId, latest } = await commit(fileId, plan)
    expect(latest).toMatchObject({ target: 'price', rowCount: 60, counts: { test: 12 } })

    const { design } = await core.call('model:create', {
      projectId,
      name: 'Net',
      template: 'tabularRegressor',
    })
    const check = await core.call('model:check', { design, datasetVersionId: latest.id })
    expect(check.diagnostics).toEqual([])
    const study = await core.call('study:create', {
      projectId,
      name: 'Prices',
      plan: {
        datasetVersionId: latest.id,
        design,
        sampler: { kind: 'random', seed: 3 },
        objective: { metric: 'rmse', direction: 'minimize' },
        budget: { trials: 4, timeLimitSeconds: null, parallel: 2 },
      },
    })
    await core.call('study:start', { id: study.id })
    const { best } = await untilEnded(core.call, study.id)
    const trialId = best?.trialId as TrialId
    const report = await core.call('test:open', { studyId: study.id, trialId })
    expect(report.report).toMatchObject({ kind: 'number' })
    expect(report.metrics.rmse).toBeLessThan(report.baseline)
    const [prediction] = await core.call('predict:rows', { trialId, rows: [{ colour: 'red', size: '10,0' }] })
    expect(prediction?.value).toBeGreaterThan(15)
  })

  it('is the same version again from the same bytes and the same plan, whatever the file is called', async () => {
    const first = await propose('a.csv')
    const second = await propose('b.csv')
    const one = await commit(first.fileId, first.plan)
    const two = await commit(second.fileId, second.plan)
    expect(two.latest.contentHash).toBe(one.latest.contentHash)
    const third = await propose('c.csv')
    const split = { ...third.plan.split, seed: 5 }
    const next = await core.call('import:commit', {
      fileId: third.fileId,
      plan: { ...third.plan, split },
      name: 'Prices',
      projectId: one.projectId,
      datasetId: one.id,
    })
    expect(next.latest).toMatchObject({ number: 2, datasetId: one.id })
    expect(next.latest.contentHash).not.toBe(one.latest.contentHash)
  })

  it('shows its rows but the sealed ones', async () => {
    const { fileId, plan } = await propose('rows.csv')
    const { latest } = await commit(fileId, plan)
    const page = await core.call('dataset:rows', { id: latest.id, offset: 0, limit: 200 })
    expect(page.total).toBe(48)
    expect(page.rows).toHaveLength(48)
    expect(await core.call('dataset:rejected', { id: latest.id })).toEqual([])
  })

  it('is refused with its problem while the plan cannot be used', async () => {
    const { fileId, plan } = await propose('bad.csv')
    const columns = plan.columns.map((column) => ({ ...column, role: 'ignored' as const }))
    await expect(commit(fileId, { ...plan, columns })).rejects.toMatchObject({ code: 'dataset/no-target' })
  })
})
