/** @file Writes a trial as a script of another framework, with rows, order, first weights and losses. */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ParsedJobInput } from '../../../shared/contract/jobs'
import type { PreparedMeta } from '../../../shared/domain/preparedMeta'
import { codeFiles, initialWeights, planWeights, type CodeRequest, type CodeRows } from '../../compiler'
import { readBytes, readPreparedMeta, readPreparedPart } from '../rows/preparedData'
import { weightSeed } from '../runners/shared/seeds'
import { shuffledRows } from '../worker/epoch'
import type { Job } from '../job'

export const code: Job<'code'> = async (input, { progress, breathe }) => {
  const meta = await readPreparedMeta(input.dataFolder)
  const request = codeRequest(input, meta)
  const [train, validation] = [
    await readRows(input, meta, 'train'),
    await readRows(input, meta, 'validation'),
  ]
  const { weights } = firstWeights(request, input.seed)
  const order = new Int32Array(train.rows * input.losses.length)
  for (const [index] of input.losses.entries()) {
    order.set(shuffledRows(train.rows, input.seed, index + 1), index * train.rows)
  }
  const files = codeFiles(request, { train, validation, order, weights, losses: input.losses })
  for (const [index, { path, bytes }] of files.entries()) {
    await mkdir(dirname(join(input.folder, path)), { recursive: true })
    await writeFile(join(input.folder, path), bytes)
    progress(index + 1, files.length)
    await breathe()
  }
  return files.map(({ path }) => path)
}

type CodeInput = ParsedJobInput<'code'>

function codeRequest(input: CodeInput, meta: PreparedMeta): CodeRequest {
  const { framework, title, model, training, task, output, seed, losses } = input
  return {
    ...model,
    ...{ framework, title, training, task, output, seed, epochs: losses.length },
    inputs: meta.inputs.map(({ spec }) => spec),
    target: { center: meta.fitted.targetCenter, scale: meta.fitted.targetScale },
    byteInputs: meta.inputs.filter(({ type }) => type === 'u8').map(({ spec }) => spec.name),
    hasRowWeights: meta.hasWeights,
    hasAugmentation: meta.augmentation !== null,
  }
}

function firstWeights(request: CodeRequest, seed: number) {
  const parameters = planWeights(request)
  const values = initialWeights(parameters, weightSeed(seed))
  const named = parameters.map(({ name, shape }, index) => {
    return [name, { shape, values: values[index] ?? new Float32Array() }] as const
  })
  return { weights: new Map(named) }
}

async function readRows(
  { dataFolder }: CodeInput,
  meta: PreparedMeta,
  part: 'train' | 'validation',
): Promise<CodeRows> {
  const rows = meta.counts[part]
  const { x, others = {}, y, weights } = await readPreparedPart(dataFolder, part, meta)
  const entries = await Promise.all(
    meta.inputs.map(async (input, index) => {
      const values = index === 0 ? x : (others[input.spec.name] ?? new Float32Array())
      const kept = input.type === 'u8' ? await readBytes(dataFolder, part, { input, rows }) : values
      return [input.spec.name, kept] as const
    }),
  )
  return { rows, inputs: Object.fromEntries(entries), y, ...(weights ? { weights } : {}) }
}
