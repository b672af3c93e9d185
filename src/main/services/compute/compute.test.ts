import { describe, expect, it } from 'vitest'
import { makeRunData, writePrepared } from '../../training/testing/prepared'
import { AppError } from '../../../shared/errors/appError'
import type { ComputeChoice, EngineChoice } from '../../../shared/domain/compute'
import { ONE_THREAD, type Placement } from '../../../shared/domain/device'
import type { ModelSpec } from '../../../shared/domain/modelSpec'
import { setUpBench } from '../studies/testing/studyBench'
import { createFirstRequest } from '../studies/firstRequest'
import type { MeasureOutcome, MeasureWanted } from '../../training'
import { GRAPHICS_CARD } from './candidates'
import { modelOnNodes } from './testing/onnxModel'
import { createComputeService } from './compute'
import type { UsableEngine } from './usableEngine'

/** Rows a second of a trial, by device and threads; what is absent cannot be measured. */
type Speeds = Readonly<Record<string, number>>

async function setUp(speeds: Speeds, tensorFlow: UsableEngine | null = null, model?: ModelSpec) {
  const bench = setUpBench()
  const dataFolder = await writePrepared(makeRunData())
  const asked: Placement[] = []
  const measure = ({ request: { placement = ONE_THREAD } }: MeasureWanted): Promise<MeasureOutcome> => {
    asked.push(placement)
    const { engine, device, threads } = placement
    const samplesPerSecond = speeds[`${engine === 'onnx' ? '' : `${engine} `}${device} ${threads}`]
    return Promise.resolve(
      samplesPerSecond === undefined
        ? { kind: 'failed', error: new AppError('training/no-device', { device: placement.device }) }
        : { kind: 'measured', speed: { msPerStep: 4, samplesPerSecond }, weightCount: 7 },
    )
  }
  const prepared = { ...bench.prepared, folderOf: () => Promise.resolve(dataFolder) }
  const context = { ...bench.context, workers: { ...bench.pool, measure } }
  const engines = { tensorFlow: () => Promise.resolve(tensorFlow) }
  const requestOf = createFirstRequest(bench.context, prepared)
  const compute = createComputeService(context, { engines, requestOf })
  const measured = await requestOf(bench.study)
  const request = model === undefined ? measured : { ...measured, model }
  const placeOf = (earlier: Placement | null = null) =>
    compute.placementFor({ study: bench.study, request, earlier })
  const place = async (earlier: Placement | null = null) => (await placeOf(earlier)).placement
  const choose = (choice: ComputeChoice) =>
    bench.store.preferences.set({ ...bench.store.preferences.get(), compute: choice })
  const only = (engine: EngineChoice) =>
    bench.store.preferences.set({ ...bench.store.preferences.get(), engine })
  return { ...bench, compute, asked, place, placeOf, choose, only }
}

const card = { ...GRAPHICS_CARD }
const twoThreads = { ...ONE_THREAD, threads: 2 }

describe('createComputeService', () => {
  it('takes what trains the most rows a second on the whole machine', async () => {
    // Two trials of one thread are together faster than one of two.
    expect(await (await setUp({ 'cpu 1': 100, 'cpu 2': 150 })).place()).toEqual(ONE_THREAD)
    expect(await (await setUp({ 'cpu 1': 100, 'cpu 2': 300 })).place()).toEqual(twoThreads)
    expect(await (await setUp({ 'cpu 1': 100, 'cpu 2': 300, 'webgpu 1': 900 })).place()).toEqual(card)
  })

  it('remembers what it measured, and what could not be measured with its reason', async () => {
    const { place, asked, compute, study } = await setUp({ 'cpu 1': 100, 'cpu 2': 50 })
    await place()
    expect(asked).toHaveLength(4)
    await place()
    expect(asked).toHaveLength(4)
    expect(compute.list()).toMatchObject([
      {
        studyId: study.id,
        name: study.name,
        weightCount: 7,
        parallel: 2,
        measurements: [
          { placement: ONE_THREAD, trials: 2, speed: { msPerStep: 4, samplesPerSecond: 200 } },
          { placement: twoThreads, trials: 1, speed: { samplesPerSecond: 50 } },
          {
            placement: card,
            trials: 1,
            speed: null,
            reason: { code: 'training/no-device', details: { device: 'webgpu' } },
          },
        ],
      },
    ])
  })

  it('measures a model once for two studies that begin together', async () => {
    const { place, asked } = await setUp({ 'cpu 1': 100 })
    await Promise.all([place(), place()])
    expect(asked).toHaveLength(4)
  })

  it('measures again when it is asked to', async () => {
    const { place, asked, compute } = await setUp({ 'cpu 1': 100 })
    await place()
    const [before] = compute.list()
    expect(await compute.measureAgain(before?.key ?? '')).toMatchObject({ key: before?.key })
    expect(asked).toHaveLength(8)
    expect(compute.list()).toHaveLength(1)
    await expect(compute.measureAgain('unknown')).rejects.toMatchObject({ code: 'app/not-found' })
  })

  it('keeps to the device that was chosen', async () => {
    const { place, choose } = await setUp({ 'cpu 1': 100, 'webgpu 1': 900 })
    choose('cpu')
    expect(await place()).toEqual(ONE_THREAD)
    choose('gpu')
    expect(await place()).toEqual(card)
  })

  it('goes on where a study was trained before, unless another device was chosen since', async () => {
    const { place, choose, asked } = await setUp({ 'cpu 1': 100, 'webgpu 1': 900 })
    expect(await place(twoThreads)).toEqual(twoThreads)
    expect(asked).toEqual([])
    choose('gpu')
    expect(await place(twoThreads)).toEqual(card)
  })

  it('trains with one thread where nothing could be measured', async () => {
    expect(await (await setUp({})).place()).toEqual(ONE_THREAD)
  })

  describe('with TensorFlow', () => {
    const library: UsableEngine = { folder: '/pack', version: '2.21.0', devices: ['cpu'] }
    const other: Placement = { ...ONE_THREAD, engine: 'tensorflow', version: '2.21.0' }

    it('takes it where it is faster, with the folder of its library', async () => {
      const { placeOf } = await setUp({ 'cpu 1': 100, 'tensorflow cpu 1': 200 }, library)
      expect(await placeOf()).toEqual({ placement: other, engineFolder: '/pack' })
      const slower = await setUp({ 'cpu 1': 100, 'tensorflow cpu 1': 90 }, library)
      expect(await slower.placeOf()).toEqual({ placement: ONE_THREAD })
    })

    it('goes on with what is there now, and elsewhere where it is gone', async () => {
      const newer = await setUp({ 'cpu 1': 100 }, { ...library, version: '2.22.0' })
      expect(await newer.place(other)).toEqual({ ...other, version: '2.22.0' })
      expect(await (await setUp({ 'cpu 1': 100 })).place(other)).toEqual(ONE_THREAD)
    })

    it('keeps to the engine that was chosen', async () => {
      const { place, store } = await setUp({ 'cpu 1': 100, 'tensorflow cpu 1': 900 }, library)
      store.preferences.set({ ...store.preferences.get(), engine: 'onnx' })
      expect(await place()).toEqual(ONE_THREAD)
      store.preferences.set({ ...store.preferences.get(), engine: 'tensorflow' })
      expect(await place()).toEqual(other)
    })

    it('says why where TensorFlow was chosen and there is none that works', async () => {
      const { place, only } = await setUp({ 'cpu 1': 100, 'cpu 2': 300 })
      only('tensorflow')
      const instead = { code: 'engine/none', details: {} }
      expect(await place()).toEqual({ ...twoThreads, instead })
      expect(await place(ONE_THREAD)).toEqual({ ...ONE_THREAD, instead })
      only('auto')
      expect(await place({ ...ONE_THREAD, instead })).toEqual(ONE_THREAD)
    })

    describe('for a model on nodes of ONNX', () => {
      const speeds = { 'cpu 1': 100, 'cpu 2': 300, 'tensorflow cpu 1': 900, 'tensorflow cpu 2': 900 }
      const instead = { code: 'backbone/onnx-elsewhere', details: { what: 'TensorFlow' } }
      const engines = (asked: readonly Placement[]) => new Set(asked.map(({ engine }) => engine))

      it('is never taken, nor tried, where rows pass them at every step', async () => {
        const { place, asked, compute } = await setUp(speeds, library, modelOnNodes(3))
        expect(await place()).toEqual(twoThreads)
        expect(engines(asked)).toEqual(new Set(['onnx']))
        const [model] = compute.list()
        const reasons = model?.measurements.map(({ placement, reason }) => [placement.engine, reason?.code])
        expect(reasons?.filter(([engine]) => engine === 'tensorflow')).toEqual([
          ['tensorflow', instead.code],
          ['tensorflow', instead.code],
        ])
        expect(await place(other)).toEqual(twoThreads)
      })

      it('leaves it to ONNX Runtime, which says why, where TensorFlow was chosen', async () => {
        const { place, only, asked } = await setUp(speeds, library, modelOnNodes(3))
        only('tensorflow')
        expect(await place()).toEqual({ ...twoThreads, instead })
        expect(engines(asked)).toEqual(new Set(['onnx']))
        expect(await place(ONE_THREAD)).toEqual({ ...ONE_THREAD, instead })
        expect(await place(other)).toEqual({ ...twoThreads, instead })
      })

      it('is taken where they were passed once, and what they gave is what is trained on', async () => {
        const { place, asked } = await setUp(speeds, library, modelOnNodes(2))
        expect(await place()).toEqual(other)
        expect(engines(asked)).toEqual(new Set(['onnx', 'tensorflow']))
      })
    })
  })
})
