/** @file What the frozen part of a model makes of prepared rows: computed once, kept beside them, read by every run. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Tensor } from 'onnxruntime-node'
import * as v from 'valibot'
import { FEATURES_FILE, FeaturesMeta, featuresFolder } from '../../../shared/domain/features'
import type { InputSpec } from '../../../shared/domain/modelInput'
import type { ModelSpec } from '../../../shared/domain/modelSpec'
import type { PreparedMeta } from '../../../shared/domain/preparedMeta'
import type { Part } from '../../../shared/domain/split'
import { canonicalJson } from '../../../shared/util/canonicalJson'
import { compileFeatures, type FeatureSplit, type ModelRequest, rowsName } from '../../compiler'
import { findInput, readRows, type RowsReader } from '../rows/preparedData'
import { floatsOf } from '../runners/shared/tensors'
import { openSession } from '../runners/onnx/session'
import { toTensors } from '../runners/shared/toTensors'
import { writeWhole } from '../wholeFile'
import { readBackboneWeights } from './backboneWeights'

/** Those that runs train on and are judged by; the sealed rows go through the whole model once. */
const PARTS = ['train', 'validation'] as const satisfies readonly Part[]

export interface FeatureWork {
  readonly split: FeatureSplit
  readonly request: ModelRequest & Pick<ModelSpec, 'backbones'>
  readonly backbonesFolder: string | undefined
  /** Of the prepared tensors. */
  readonly dataFolder: string
  readonly meta: PreparedMeta
  /** Asked now and then. @returns false where nobody wants the features any more */
  readonly goesOn: () => Promise<boolean>
  readonly now: () => number
}

/** @returns a name that is equal only where the features of equal rows are equal. */
export function featuresKey({ extractor, input }: FeatureSplit, { backbones = [] }: ModelRequest): string {
  const ids = new Set(extractor.map(({ id }) => id))
  const weights = backbones.map(({ weights: file, layers, scaling }) => ({
    file,
    layers: layers.filter(({ id }) => ids.has(id)).map(({ id, from }) => [id, from]),
    scaling,
  }))
  const told = canonicalJson({ extractor, input: input.shape, weights })
  return createHash('sha256').update(told).digest('hex').slice(0, 24)
}

/** Waits where another process is at it. @returns the folder that holds them; null where they were called off */
export async function ensureFeatures(work: FeatureWork): Promise<string | null> {
  const folder = featuresFolder(work.dataFolder, featuresKey(work.split, work.request))
  await mkdir(folder, { recursive: true })
  const lock = join(folder, 'lock')
  while (!existsSync(join(folder, FEATURES_FILE))) {
    if (await takeLock(lock)) {
      try {
        if (!(await computeFeatures(work, folder))) return null
      } finally {
        await rm(lock, { force: true })
      }
    } else {
      await sleep(LOCK_MS)
    }
    if (!(await work.goesOn())) return null
  }
  return folder
}

const LOCK_MS = 200

/** A lock of a process that is gone is none. */
async function takeLock(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    const holder = Number(await readFile(lock, 'utf8').catch(() => ''))
    if (holder > 0 && !isAlive(holder)) await rm(lock, { force: true })
    return false
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** @returns whether they are there now. */
async function computeFeatures(work: FeatureWork, folder: string): Promise<boolean> {
  const { split, request, meta, now } = work
  const startedAt = now()
  const { plan, program, mostRows } = compileFeatures(split, request)
  const session = await openSession(program, {
    device: 'cpu',
    threads: availableParallelism(),
    plansMemory: false,
  })
  try {
    const ids = new Set(plan.parameters.map(({ name }) => name))
    const given = await readBackboneWeights(request, work.backbonesFolder)
    const weights = toTensors(new Map([...given].filter(([name]) => ids.has(name))))
    const pass = { session, weights, input: split.input, most: mostRows }
    for (const part of PARTS) {
      const rows = meta.counts[part]
      const reader = await readRows(work.dataFolder, part, { input: findInput(meta, split.input.name), rows })
      const values = await extractPart(pass, reader, { width: sizeOf(split.features), goesOn: work.goesOn })
      if (values === null) return false
      await writeWhole(join(folder, `${part}.f32`), [new Uint8Array(values.buffer)])
    }
  } finally {
    await session.release()
  }
  const told: FeaturesMeta = {
    layer: split.extractor.at(-1)?.id ?? '',
    layers: split.extractor.length,
    shape: [...split.features.shape],
    rows: PARTS.reduce((total, part) => total + meta.counts[part], 0),
    tookMs: Math.round(now() - startedAt),
  }
  await writeWhole(join(folder, FEATURES_FILE), [Buffer.from(JSON.stringify(told))])
  return true
}

interface Pass {
  readonly session: Awaited<ReturnType<typeof openSession>>
  readonly weights: Readonly<Record<string, Tensor>>
  readonly input: InputSpec
  /** Rows at a time. */
  readonly most: number
}

interface Extracted {
  /** Numbers a row. */
  readonly width: number
  readonly goesOn: FeatureWork['goesOn']
}

async function extractPart(
  { session, weights, input, most }: Pass,
  { rows, slice }: RowsReader,
  { width, goesOn }: Extracted,
): Promise<Float32Array<ArrayBuffer> | null> {
  const values = new Float32Array(rows * width)
  for (let start = 0; start < rows; start += most) {
    if (!(await goesOn())) return null
    const end = Math.min(rows, start + most)
    const tensor = new Tensor('float32', slice(start, end), [end - start, ...input.shape])
    const results = await session.run({ ...weights, [rowsName(input)]: tensor })
    values.set(floatsOf(results['features']), start * width)
  }
  return values
}

/** @throws {file/unreadable} where the features are not there whole. */
export async function readFeaturesMeta(folder: string): Promise<FeaturesMeta> {
  return v.parse(FeaturesMeta, JSON.parse(await readFile(join(folder, FEATURES_FILE), 'utf8')))
}

function sizeOf({ shape }: InputSpec): number {
  return shape.reduce((product, size) => product * size, 1)
}
