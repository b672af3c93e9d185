import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import * as v from 'valibot'
import { describe, expect, it, onTestFinished } from 'vitest'
import { compileGradients, exportKeras, exportModel } from '../../../src/main/compiler'
import { applyAssignment } from '../../../src/main/search'
import { readBackboneWeights } from '../../../src/main/training/backbones/backboneWeights'
import { completeWeights, readRun } from '../../../src/main/training/backbones/readRun'
import { readBackbone } from '../../../src/main/training/jobs/backbones'
import { createOnnxRunner } from '../../../src/main/training/runners/onnx'
import { makeRequest, plainTable, toMeta, writePrepared } from '../../../src/main/training/testing/prepared'
import type { TrainingData, Weights } from '../../../src/main/training/types'
import { createDataShelf } from '../../../src/main/training/rows/dataShelf'
import { createRunControl } from '../../../src/main/training/worker/runControl'
import { trainRun } from '../../../src/main/training/worker/trainRun'
import { type Backbone, designOnBackbone } from '../../../src/shared/domain/backbone'
import { BackboneId } from '../../../src/shared/domain/ids'
import type { InputSpec } from '../../../src/shared/domain/modelInput'
import type { Output } from '../../../src/shared/domain/task'
import { createRandom } from '../../../src/shared/util/random'

const FIXTURES = resolve(import.meta.dirname, '../../fixtures/onnxBackbones')
const ROWS = 40
const OUTPUT: Output = { kind: 'classes', labels: ['no', 'yes'] }
const TOOLS = {
  ...{ progress: () => undefined, signal: new AbortController().signal, now: () => 0 },
  breathe: () => Promise.resolve(),
}

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'fettle-onnx-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

/** A small head on what a file of ONNX gives. */
async function modelOn(name: string) {
  const folder = await makeFolder()
  const path = join(folder, `${name}.onnx`)
  await copyFile(join(FIXTURES, `${name}.onnx`), path)
  const backbonesFolder = join(folder, 'backbones')
  await mkdir(backbonesFolder)
  const files = { path, fileName: `${name}.onnx`, cacheFolder: folder, backbonesFolder }
  const read = await readBackbone(files, TOOLS)
  const backbone: Backbone = { ...read, id: v.parse(BackboneId, 'a234567890123456'), name, createdAt: 0 }
  const design = designOnBackbone(backbone, 1)
  const { model, training } = applyAssignment({ ...design, search: {} }, {})
  return { backbone, model, backbonesFolder, training: { ...training, epochs: 3, patience: 0 } }
}

function drawRows({ shape }: Pick<InputSpec, 'shape'>, rows: number, seed: number): TrainingData {
  const random = createRandom(seed)
  const width = shape.reduce((product, size) => product * size, 1)
  const x = Float32Array.from({ length: rows * width }, () => random.next())
  return { rows, x, y: Float32Array.from({ length: rows }, (_, row) => Number((x[row * width] ?? 0) > 0.5)) }
}

const valuesOf = (weights: Weights, name: string): number[] => [...(weights.get(name)?.values ?? [])]

describe('a model that begins with nodes of ONNX', () => {
  it('trains its head alike on features that were computed once and on rows that pass them every time', async () => {
    const { model, training, backbonesFolder } = await modelOn('table')
    const fitted = {
      ...plainTable(['a', 'b', 'c', 'd', 'e']),
      ...{ target: 'y', output: OUTPUT, targetCenter: 0, targetScale: 1 },
    }
    const meta = toMeta({ train: ROWS, validation: 20, test: 0 }, fitted)
    const drawn = { train: drawRows({ shape: [5] }, ROWS, 1), validation: drawRows({ shape: [5] }, 20, 2) }
    const dataFolder = await writePrepared({ meta, ...drawn })
    onTestFinished(() => rm(dataFolder, { recursive: true }))
    const request = makeRequest({ ...training, optimizer: 'adam' }, { dataFolder, model, backbonesFolder })
    const train = async (isCached: boolean) => {
      const readData = createDataShelf()
      const whole = { request, data: await readData(dataFolder) }
      const source = isCached ? await readRun(request, { readData, now: () => 0 }) : whole
      if (source === null) return expect.fail('it was not stopped')
      const steps: unknown[] = []
      const trained = await trainRun({
        ...{ ...source, createRunner: createOnnxRunner, clock: { now: () => 0 } },
        control: createRunControl(() => undefined),
        onStep: (step) => steps.push(step),
      })
      if (trained === null) return expect.fail('it was not stopped')
      const weights = await completeWeights(request, trained.weights)
      return { steps, weights, kinds: source.request.model.layers.map(({ kind }) => kind) }
    }
    const [cached, plain] = [await train(true), await train(false)]
    expect(cached.kinds).toEqual(['input', 'dropout', 'dense', 'output'])
    expect(plain.kinds).toEqual(['onnx', 'dropout', 'dense', 'output'])
    expect(cached.steps).toEqual(plain.steps)
    expect(cached.steps.length).toBeGreaterThan(1)
    const given = await readBackboneWeights(model, backbonesFolder)
    expect(given.size).toBeGreaterThan(0)
    for (const name of given.keys()) expect(valuesOf(plain.weights, name)).toEqual(valuesOf(given, name))
  })

  it.each(['residual18', 'tokens', 'channelsLast'])(
    'leaves as one file of ONNX, which predicts as it was judged: %s',
    async (name) => {
      const { model, training, backbonesFolder, backbone } = await modelOn(name)
      const input: InputSpec = { name: 'x', kind: 'image', shape: [...backbone.inputShape], vocabulary: 0 }
      const rows = drawRows(input, ROWS, 3)
      const task = 'binary'
      const plan = {
        model,
        inputs: [input],
        output: OUTPUT,
        task,
        training,
      } as const
      const runner = await createOnnxRunner({
        ...{ ...plan, seed: 7, train: rows, validation: rows, threads: 1 },
        backbonesFolder,
      })
      onTestFinished(() => runner.dispose())
      await runner.trainChunk(Int32Array.from({ length: 32 }, (_, row) => row))
      const { predictions } = await runner.evaluate('validation')
      const weights = await runner.weights()
      const fitted = {
        ...{ reads: [], primitives: [], inputs: [], window: null, target: 'y' },
        ...{ output: plan.output, targetCenter: 0, targetScale: 1 },
      }
      const { onnx } = exportModel({ ...plan, weights, fitted, version: '0.1.0' })
      const session = await InferenceSession.create(onnx)
      onTestFinished(() => session.release())
      const found = await session.run({
        x: new Tensor('float32', rows.x as Float32Array, [ROWS, ...input.shape]),
      })
      const made = [...(found['probabilities']?.data as Float32Array)].filter((_, at) => at % 2 === 1)
      expect(made).toHaveLength(predictions.length)
      made.forEach((value, row) => expect(value).toBeCloseTo(predictions[row] ?? NaN, 5))
      expect(new Set(made.map((value) => value.toFixed(5))).size).toBeGreaterThan(5)
    },
  )

  it('says so where it cannot go: to Keras, and back to the pixels', async () => {
    const { model, training, backbone } = await modelOn('residual18')
    const input: InputSpec = { name: 'x', kind: 'image', shape: [...backbone.inputShape], vocabulary: 0 }
    const plan = {
      ...model,
      inputs: [input],
      output: OUTPUT,
      task: 'binary',
      training,
    } as const
    expect(() => exportKeras(plan)).toThrow(expect.objectContaining({ code: 'keras/not-exportable' }))
    expect(() => compileGradients(plan, { of: 'logits', layer: null })).toThrow(
      expect.objectContaining({ code: 'backbone/onnx-no-slope' }),
    )
  })
})
