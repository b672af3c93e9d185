import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { TrialId } from '../../../src/shared/domain/ids'
import type { DriftReport } from '../../../src/shared/domain/drift'
import { keepSource, readSource } from '../../../src/main/core/commandLine/importTable'
import { uploadFile } from '../../../src/main/core/commandLine/uploadPath'
import { createRandom } from '../../../src/shared/util/random'
import { buildPrograms } from '../../support/buildPrograms'
import { type Call, openCore, untilEnded } from '../../support/coreBench'

const FOLDER = resolve(import.meta.dirname, '../../../../shared/data/tabular')
const [TRAIN, TEST] = ['adult-train.csv', 'adult-test.csv'].map((name) => resolve(FOLDER, name))
const isThere = TRAIN !== undefined && TEST !== undefined && existsSync(TRAIN) && existsSync(TEST)

/** Places of columns in the file, which has no header. */
const [AGE, WORK, HOURS, COUNTRY] = [0, 1, 12, 13]

async function train(call: Call): Promise<TrialId> {
  const request = { paths: [TRAIN ?? ''], target: '15', dialect: {}, name: 'Adult' }
  const dataset = await keepSource(call, await readSource(call, request), 'Adult')
  const { projectId, latest } = dataset
  const { design } = await call('model:create', { projectId, name: 'Net', template: 'tabularClassifier' })
  const { id } = await call('study:create', {
    projectId,
    name: 'Adult',
    plan: {
      datasetVersionId: latest.id,
      design: { ...design, training: { ...design.training, epochs: 1 }, search: {} },
      sampler: { kind: 'random', seed: 1 },
      objective: { metric: 'accuracy', direction: 'maximize' },
      budget: { trials: 1, timeLimitSeconds: null, parallel: 1 },
    },
  })
  await call('study:start', { id })
  return (await untilEnded(call, id)).best?.trialId as TrialId
}

async function measure(call: Call, trialId: TrialId, lines: readonly string[]): Promise<DriftReport> {
  const folder = mkdtempSync(join(tmpdir(), 'fettle-drift-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'new.csv')
  writeFileSync(path, lines.join('\n'))
  const fileId = await uploadFile(call, path)
  return call('drift:measure', { kind: 'file', trialId, fileId })
}

const shiftedOf = ({ columns }: DriftReport): string[] =>
  columns.filter(({ isShifted }) => isShifted).map(({ name }) => name)

describe.skipIf(!isThere)(`drift on Adult${isThere ? '' : ' (skipped: ../shared/data is not there)'}`, () => {
  it(
    'tells the columns that were shifted and no others, and of the real test rows none',
    { timeout: 120_000 },
    async () => {
      const programs = await buildPrograms()
      await using core = await openCore(programs)
      const { call } = core
      const trialId = await train(call)
      const lines = readFileSync(TEST ?? '', 'utf8')
        .split('\n')
        .filter((line) => line.split(',').length === 15)
      const alike = await measure(call, trialId, lines)
      expect(alike.columns.length).toBeGreaterThanOrEqual(13)
      expect(shiftedOf(alike)).toEqual([])
      for (let seed = 0; seed < 3; seed++) {
        const random = createRandom(seed)
        const part = lines.filter(() => random.next() < 0.05)
        expect(shiftedOf(await measure(call, trialId, part))).toEqual([])
      }
      const shifted = lines.map((line, row) => {
        const cells = line.split(',')
        cells[AGE] = String(Number(cells[AGE]) + 8)
        if (row % 4 === 0) cells[WORK] = ' Platform'
        if (row % 3 === 0) cells[HOURS] = '20'
        if (row % 10 === 0) cells[COUNTRY] = ' ?'
        return cells.join(',')
      })
      const [project] = await call('project:list', null)
      if (project === undefined) throw new TypeError('the study has a project')
      const [dataset] = await call('dataset:list', { projectId: project.id })
      const nameOf = (place: number) =>
        dataset?.latest.plan.columns.find(({ index }) => index === place)?.name
      const expected = [AGE, WORK, HOURS, COUNTRY].map(nameOf)
      const found = shiftedOf(await measure(call, trialId, shifted)).filter((name) => name !== 'prediction')
      expect(found.sort()).toEqual(expected.sort())
      await programs.remove()
    },
  )
})
