import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeRequest } from '../testing/prepared'
import type { Weights } from '../types'
import { writeWeights } from '../weightsFile'
import { type Checkpoint, readCheckpoint, writeCheckpoint } from './checkpoint'
import { identifyRun } from './identifyRun'

const tensors = (...values: number[]): Weights =>
  new Map([
    ['hidden/kernel', { shape: [1, values.length], values: new Float32Array(values) }],
    ['scale:odd', { shape: [], values: new Float32Array([9]) }],
  ])

const CHECKPOINT: Checkpoint = {
  identity: 'abc',
  steps: [
    { step: 1, train: { loss: 0.1 + 0.2 }, validation: { loss: 1 / 3, accuracy: 0.5 } },
    { step: 2, train: { loss: 1e-300 }, validation: {} },
  ],
  rowsDone: 96,
  runner: {
    batches: 13,
    weights: tensors(1, -0, Number.NaN),
    slots: new Map([
      ['m', tensors(4, 5, 6)],
      ['v', tensors(7, 8, 1e-40)],
    ]),
    random: [1, 2, 3, 2 ** 32 - 1],
  },
  best: tensors(3, 2, 1),
}

async function write(checkpoint = CHECKPOINT): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'fettle-checkpoint-')), 'deep', 'trial.safetensors')
  await writeCheckpoint(file, checkpoint)
  return file
}

describe('a checkpoint', () => {
  it('is read as it was written, to the bit', async () => {
    expect(await readCheckpoint(await write())).toEqual(CHECKPOINT)
  })

  it('may be of a run that has no best epoch, no slots and no noise yet', async () => {
    const runner = { ...CHECKPOINT.runner, slots: new Map(), random: null }
    const early = { ...CHECKPOINT, steps: [], best: null, runner }
    expect(await readCheckpoint(await write(early))).toEqual(early)
  })

  it('replaces the one before it and leaves no draft', async () => {
    const file = await write()
    await writeCheckpoint(file, { ...CHECKPOINT, rowsDone: 128 })
    expect((await readCheckpoint(file)).rowsDone).toBe(128)
    expect(await readdir(dirname(file))).toEqual(['trial.safetensors'])
  })

  it('stays as it was where a later one cannot be written', async () => {
    const file = await write()
    const bad = new Map([['bad', { shape: [3], values: new Float32Array(2) }]])
    await expect(writeCheckpoint(file, { ...CHECKPOINT, best: bad })).rejects.toThrow()
    expect(await readCheckpoint(file)).toEqual(CHECKPOINT)
    expect(await readdir(dirname(file))).toEqual(['trial.safetensors'])
  })

  it('is refused with any bit altered, wherever it lies', async () => {
    const file = await write()
    const whole = await readFile(file)
    for (let at = 0; at < whole.length; at += 7) {
      const bytes = Buffer.from(whole)
      bytes.writeUInt8(bytes.readUInt8(at) ^ 4, at)
      await writeFile(file, bytes)
      const found = await readCheckpoint(file).catch((thrown: unknown) => thrown)
      // Spaces at the end of the header mean nothing.
      if (whole[at] !== 0x20) expect(found, `byte ${at}`).toMatchObject({ code: 'file/unreadable' })
    }
  })

  it('is refused where it is another kind of file, and where it is not there', async () => {
    const file = await write()
    await writeWeights(file, tensors(1))
    await expect(readCheckpoint(file)).rejects.toMatchObject({ code: 'file/unreadable' })
    await expect(readCheckpoint(`${file}.none`)).rejects.toMatchObject({ code: 'file/unreadable' })
  })
})

describe('identifyRun', () => {
  const counts = { train: 10, validation: 5, test: 0 }
  const identity = (training: object = {}, changes: object = {}) =>
    identifyRun(makeRequest(training, changes), { counts })

  it('is the same for the same run in another process and another folder of data', () => {
    expect(identity({}, { runId: 'run-000002', dataFolder: '/here/hash', weightsFile: '/w' })).toBe(
      identity({}, { dataFolder: '/there/hash' }),
    )
  })

  it.each([
    ['rate', { learningRate: 0.2 }, {}],
    ['batch size', { batchSize: 8 }, {}],
    ['seed', {}, { seed: 8 }],
    ['data', {}, { dataFolder: '/elsewhere' }],
    ['objective', {}, { objective: { metric: 'loss', direction: 'minimize' } }],
    ['model', {}, { model: { layers: [] } }],
  ])('differs with another %s', (_name, training, changes) => {
    expect(identity(training, changes)).not.toBe(identity())
  })

  it('leaves the number of epochs out only where it changes nothing before the end', () => {
    expect(identity({ epochs: 9 })).toBe(identity())
    expect(identity({ epochs: 9, schedule: 'plateau' })).toBe(identity({ schedule: 'plateau' }))
    expect(identity({ epochs: 9, schedule: 'cosine' })).not.toBe(identity({ schedule: 'cosine' }))
  })
})
