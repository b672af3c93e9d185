import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js'
import '@tensorflow/tfjs-backend-cpu'
import * as tfLayers from '@tensorflow/tfjs-layers'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Tensor } from 'onnxruntime-node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileFeatures, splitFeatures } from '../../../src/main/compiler'
import { keepBackbone, readBackbone } from '../../../src/main/training/jobs/backbones'
import type { JobTools } from '../../../src/main/training/job'
import { readBackboneWeights } from '../../../src/main/training/backbones/backboneWeights'
import { openSession } from '../../../src/main/training/runners/onnx/session'
import { toTensors } from '../../../src/main/training/runners/shared/toTensors'
import { writeWeights } from '../../../src/main/training/weightsFile'
import { applyAssignment } from '../../../src/main/search'
import { type Backbone, designOnBackbone, type ReadBackbone } from '../../../src/shared/domain/backbone'
import type { InputSpec } from '../../../src/shared/domain/modelInput'
import { createRandom } from '../../../src/shared/util/random'

const ARCHIVE = resolve(import.meta.dirname, '../../../../shared/data/models/mobilenet-v1-tfjs.tar.gz')
const isThere = existsSync(ARCHIVE)
const SIDE = 64
const PICTURES = 2

const tools: JobTools = {
  progress: () => undefined,
  signal: new AbortController().signal,
  breathe: () => Promise.resolve(),
  now: () => 0,
}

/** Smooth patches of colour, from 0 to 1. */
function drawPictures(): Float32Array {
  const random = createRandom(5)
  const waves = Array.from({ length: 9 * PICTURES }, () => random.next() * 6)
  return Float32Array.from({ length: PICTURES * SIDE * SIDE * 3 }, (_, index) => {
    const [channel, place] = [index % 3, Math.floor(index / 3) % (SIDE * SIDE)]
    const wave = (at: number) => waves[Math.floor(index / (3 * SIDE * SIDE)) * 9 + channel * 3 + at] ?? 0
    const [row, column] = [Math.floor(place / SIDE) / SIDE, (place % SIDE) / SIDE]
    return 0.5 + 0.5 * Math.sin(wave(0) + 3 * wave(1) * row + 3 * wave(2) * column)
  })
}

interface Json {
  readonly modelTopology: { model_config: { config: { layers: { config: Record<string, unknown> }[] } } }
  readonly weightsManifest: readonly {
    readonly paths: readonly string[]
    readonly weights: tf.io.WeightsManifestEntry[]
  }[]
}

async function featuresOfTensorFlow(folder: string, pictures: Float32Array): Promise<Float32Array> {
  const inside = join(folder, 'mobilenet-v1-tfjs')
  const json = JSON.parse(readFileSync(join(inside, 'model.json'), 'utf8')) as Json
  const [input] = json.modelTopology.model_config.config.layers
  if (input) input.config['batch_input_shape'] = [null, SIDE, SIDE, 3]
  const [group] = json.weightsManifest
  const bytes = Buffer.concat((group?.paths ?? []).map((path) => readFileSync(join(inside, path))))
  const model = await tfLayers.loadLayersModel({
    load: () =>
      Promise.resolve({
        modelTopology: json.modelTopology,
        weightSpecs: [...(group?.weights ?? [])],
        weightData: Uint8Array.from(bytes).buffer,
      }),
  })
  const scaled = pictures.map((value) => 2 * value - 1)
  const answer = model.predict(tf.tensor(scaled, [PICTURES, SIDE, SIDE, 3])) as tf.Tensor
  return (await answer.data()) as Float32Array
}

describe.skipIf(!isThere)(
  `MobileNet as a backbone${isThere ? '' : ' (skipped: ../shared/data is missing)'}`,
  () => {
    let folder = ''
    let read: ReadBackbone

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'fettle-mobilenet-'))
      const input = { path: ARCHIVE, fileName: 'mobilenet-v1-tfjs.tar.gz' }
      read = await readBackbone({ ...input, cacheFolder: folder, backbonesFolder: folder }, tools)
    })
    afterAll(() => rm(folder, { recursive: true }))

    const toBackbone = (from: ReadBackbone): Backbone =>
      ({ ...from, id: 'backbone01', name: 'mobilenet', createdAt: 0 }) as Backbone
    const requestOf = (unfreeze: number) => {
      const { model, training } = applyAssignment(designOnBackbone(toBackbone(read), unfreeze), {})
      const input: InputSpec = { name: 'x', kind: 'image', shape: [SIDE, SIDE, 3], vocabulary: 0 }
      const output = { kind: 'classes', labels: ['a', 'b', 'c'] } as const
      return { ...model, training, inputs: [input], output: { ...output, labels: [...output.labels] } }
    }
    const extract = async (unfreeze: number, pictures: Float32Array) => {
      const request = requestOf(unfreeze)
      const split = splitFeatures(request)
      if (split === null) return expect.fail('a frozen part makes features')
      const { program, plan } = compileFeatures(split, request)
      const given = await readBackboneWeights(request, folder)
      const names = new Set(plan.parameters.map(({ name }) => name))
      const session = await openSession(program, { device: 'cpu', threads: 1 })
      const { features } = await session.run({
        ...toTensors(new Map([...given].filter(([name]) => names.has(name)))),
        x: new Tensor('float32', pictures, [PICTURES, SIDE, SIDE, 3]),
      })
      await session.release()
      return { values: features?.data as Float32Array, split }
    }

    it('says what was read', () => {
      expect(read).toMatchObject({
        ...{ format: 'tfjs', inputShape: [224, 224, 3], outputShape: [1024], scaling: 'symmetric' },
        ...{ weightCount: 2_162_880, dropped: [] },
      })
      expect(read.layers).toHaveLength(76)
    })

    it('gives the features that TensorFlow.js gives of the same pictures', async () => {
      const pictures = drawPictures()
      const [unpacked = ''] = await readdir(join(folder, 'unpacked'))
      const expected = await featuresOfTensorFlow(join(folder, 'unpacked', unpacked), pictures)
      const { values } = await extract(0, pictures)
      expect(values).toHaveLength(1024 * PICTURES)
      expect(Math.max(...expected)).toBeGreaterThan(0.5)
      const furthest = values.reduce(
        (most, value, at) => Math.max(most, Math.abs(value - (expected[at] ?? NaN))),
        0,
      )
      expect(furthest).toBeLessThan(1e-4)
    })

    it('is cut where it is thawed, unless the features are more numbers than the picture', async () => {
      const { split } = await extract(4, drawPictures())
      expect(split.features).toMatchObject({ kind: 'image', shape: [2, 2, 512] })
      expect(split.rest.backbones?.[0]?.layers).toHaveLength(4)
      expect(splitFeatures(requestOf(76))).toBeNull()
    })

    it('can be kept again as a part of a model that was trained here', async () => {
      const request = requestOf(0)
      const file = join(folder, 'trial.weights')
      await writeWeights(file, new Map([...(await readBackboneWeights(request, folder)), ...head(request)]))
      const { layers, backbones } = request
      const model = { layers, ...(backbones ? { backbones } : {}) }
      const kept = await keepBackbone(
        { model, inputs: request.inputs, weightsFile: file, backbonesFolder: folder },
        tools,
      )
      expect(kept).toMatchObject({ format: 'trial', outputShape: [64], dropped: ['output'], scaling: 'none' })
      expect(kept.layers.some(({ kind }) => kind === 'dense')).toBe(true)
    })

    const head = (_request: unknown) =>
      [
        ['hidden/kernel', { shape: [1024, 64], values: new Float32Array(1024 * 64) }],
        ['hidden/bias', { shape: [64], values: new Float32Array(64) }],
      ] as const
  },
)
