import { execFile } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { uploadPaths } from '../../../src/main/core/commandLine/uploadPath'
import { type Backbone, designOnBackbone, withPictureSize } from '../../../src/shared/domain/backbone'
import type { Dataset } from '../../../src/shared/domain/dataset'
import { newStep, type RecipeStep } from '../../../src/shared/domain/recipe'
import type { StudySummary } from '../../../src/shared/domain/study'
import { buildPrograms, type BuiltPrograms } from '../../support/buildPrograms'
import { type CoreBench, openCore, untilEnded } from '../../support/coreBench'

const DATA = resolve(import.meta.dirname, '../../../../shared/data')
const MODEL = join(DATA, 'models/mobilenet-v1-tfjs.tar.gz')
const PICTURES = join(DATA, 'images/cifar3-jpg.tar.gz')
const isThere = existsSync(MODEL) && existsSync(PICTURES)
const SIDE = 96
const EACH = 40

/** @returns what was made the first time it was asked for. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null
  return () => (made ??= make())
}

describe.skipIf(!isThere)(
  `transfer learning${isThere ? '' : ' (skipped: ../shared/data is missing)'}`,
  { timeout: 120_000 },
  () => {
    let programs: BuiltPrograms
    let core: CoreBench
    let folder = ''
    let backbone: Backbone
    let dataset: Dataset

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'fettle-transfer-'))
      await promisify(execFile)('tar', ['xzf', PICTURES, '-C', folder])
      for (const kind of ['cat', 'dog', 'ship']) {
        await mkdir(join(folder, 'few', kind), { recursive: true })
        const names = readdirSync(join(folder, 'cifar3', kind))
          .sort()
          .slice(0, EACH)
        for (const name of names)
          await cp(join(folder, 'cifar3', kind, name), join(folder, 'few', kind, name))
      }
      programs = await buildPrograms()
      core = await openCore(programs)
      backbone = await core.call('backbone:import', {
        fileId: await uploadPaths(core.call, [MODEL]),
        name: 'net',
      })
      dataset = await importPictures()
    }, 120_000)
    afterAll(async () => {
      await core.shutdown()
      await programs.remove()
      await rm(folder, { recursive: true })
    })

    const importPictures = async (steps: readonly RecipeStep[] = []): Promise<Dataset> => {
      const fileId = await uploadPaths(core.call, [join(folder, 'few')])
      const { plan } = await core.call('import:propose', { fileId, dialect: {} })
      const sized = withPictureSize(plan, [SIDE, SIDE, 3])
      const recipe = [...sized.recipe, ...steps]
      return core.call('import:commit', {
        fileId,
        plan: { ...sized, recipe },
        name: 'few',
        projectId: null,
        datasetId: null,
      })
    }
    const run = async (name: string, unfreeze: number, epochs: number): Promise<StudySummary> => {
      const design = designOnBackbone(backbone, unfreeze)
      const study = await core.call('study:create', {
        ...{ projectId: dataset.projectId, name },
        plan: {
          ...{ datasetVersionId: dataset.latest.id, sampler: { kind: 'random', seed: 1 } },
          design: { ...design, training: { ...design.training, epochs, patience: 0 }, search: {} },
          objective: { metric: 'accuracy', direction: 'maximize' },
          budget: { trials: 1, timeLimitSeconds: null, parallel: 1 },
        },
      })
      await core.call('study:start', { id: study.id })
      return untilEnded(core.call, study.id, 100_000)
    }

    const onFrozen = once(() => run('frozen', 0, 15))

    it('tells three kinds of photographs apart on frozen features, which are computed once', async () => {
      const study = await onFrozen()
      expect(study).toMatchObject({ state: 'complete', counts: { failed: 0 } })
      expect(study.best?.value).toBeGreaterThan(0.5)
      const features = await core.call('backbone:features', { studyId: study.id })
      expect(features).toMatchObject({ isAugmented: false, kept: [{ shape: [1024], layers: 77, rows: 96 }] })
      expect((await run('again', 0, 15)).best?.value).toBe(study.best?.value)
      const again = await core.call('backbone:features', { studyId: study.id })
      expect(again).toEqual(features)
    })

    it('predicts pictures by what it exports, backbone and all, as it was judged', async () => {
      const trialId = (await onFrozen()).best?.trialId
      if (trialId === undefined) return expect.fail('there is a best trial')
      const fileId = await uploadPaths(core.call, [join(folder, 'few')])
      const { header, download, rowCount } = await core.call('predict:file', { trialId, fileId })
      expect(rowCount).toBe(3 * EACH)
      const lines = Buffer.from(download.base64, 'base64').toString('utf8').trim().split(/\r?\n/).slice(1)
      const rows = lines.map((line) => line.split(','))
      const label = header.indexOf('label')
      const predicted = header.findIndex((name) => /predict/i.test(name))
      const right = rows.filter((cells) => cells[label] === cells[predicted]).length / rows.length
      expect(right).toBeGreaterThan(0.6)
    })

    it('trains its last layers on, from features that end before them', async () => {
      const study = await run('thawed', 4, 1)
      expect(study).toMatchObject({ state: 'complete', counts: { failed: 0 } })
      const features = await core.call('backbone:features', { studyId: study.id })
      expect(features?.kept.map(({ shape }) => shape.length).sort()).toEqual([1, 3])
    })

    it('sees pictures anew where they change from epoch to epoch, and keeps nothing of them', async () => {
      const still = dataset
      dataset = await importPictures([{ ...newStep('augment', 'augment', 'pictures'), flipHorizontal: true }])
      const study = await run('augmented', 0, 1)
      dataset = still
      expect(study).toMatchObject({ state: 'complete', counts: { failed: 0 } })
      const features = await core.call('backbone:features', { studyId: study.id })
      expect(features).toEqual({ kept: [], isAugmented: true })
    })

    it('keeps a trial as another backbone, which models begin with in turn', async () => {
      const trialId = (await onFrozen()).best?.trialId
      if (trialId === undefined) return expect.fail('there is a best trial')
      const own = await core.call('backbone:fromTrial', { trialId, name: 'own' })
      expect(own).toMatchObject({ format: 'trial', inputShape: [SIDE, SIDE, 3], outputShape: [64] })
      const first = backbone
      backbone = own
      const trained = await run('in turn', 0, 2)
      backbone = first
      expect(trained).toMatchObject({ state: 'complete', counts: { failed: 0 } })
      await core.call('backbone:remove', { id: own.id })
      expect((await core.call('backbone:list', null)).map(({ name }) => name)).toEqual(['net'])
      await core.call('backbone:restore', { id: own.id })
      expect(await core.call('backbone:list', null)).toHaveLength(2)
    })

    it('says what is missing of a network', async () => {
      const fileId = await uploadPaths(core.call, [join(folder, 'few')])
      await expect(core.call('backbone:import', { fileId })).rejects.toMatchObject({
        code: 'backbone/no-network',
      })
    })
  },
)
