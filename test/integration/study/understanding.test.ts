import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drawModel, layoutDiagram, writeSvg } from '../../../src/shared/diagram'
import { DIAGRAM_WORDS } from '../../../src/main/core/commandLine/diagramWords'
import type { FileId, StudyId, TrialId } from '../../../src/shared/domain/ids'
import { trainingPlanOf } from '../../../src/shared/domain/study'
import { describeRound } from '../../../src/shared/example'
import { type BuiltPrograms, buildPrograms } from '../../support/buildPrograms'
import { type CoreBench, openCore, openSample, untilEnded } from '../../support/coreBench'

let programs: BuiltPrograms
let core: CoreBench
let studyId: StudyId
let trialId: TrialId

beforeAll(async () => {
  programs = await buildPrograms()
  core = await openCore(programs)
  const { id } = await openSample(core.call, 'iris', { trials: 2, parallel: 2 })
  await core.call('study:start', { id })
  await untilEnded(core.call, id)
  const [first] = await core.call('trial:list', { studyId: id })
  studyId = id
  trialId = first?.id as TrialId
})
afterAll(async () => {
  await core[Symbol.asyncDispose]()
  await programs.remove()
})

async function fetchKept(id: FileId): Promise<Buffer> {
  const { base64 } = await core.call('kept:read', { id, offset: 0 })
  await core.call('kept:discard', { id })
  return Buffer.from(base64, 'base64')
}

const NOTHING = { inputs: {}, target: null, weights: {} }

describe('a script of a trial', () => {
  it('is shown at once, and saved with rows, order, weights and the losses of the trial', async () => {
    const { text, fileName } = await core.call('code:script', { trialId, framework: 'pytorch' })
    const files = await core.call('code:files', { trialId, framework: 'pytorch' })
    const contents = new Map<string, Buffer>()
    for (const { path, id } of files) contents.set(path, await fetchKept(id))
    expect(contents.get(fileName)?.toString('utf8')).toBe(text)
    const { steps } = await core.call('trial:get', { id: trialId })
    const { epochs } = JSON.parse(contents.get('fettle.json')?.toString('utf8') ?? '') as {
      epochs: unknown[]
    }
    expect(epochs).toEqual(
      steps.map(({ train, validation }) => ({ train: train.loss, validation: validation.loss })),
    )
    const header = contents.get('data/order.npy')?.subarray(0, 128).toString('latin1')
    expect(header).toContain(`'shape': (${steps.length}, 96)`)
    expect([...contents.keys()].some((path) => path.includes('test'))).toBe(false)
  })

  it('is one archive for the window, and leaves nothing behind', async () => {
    const kept = await core.call('code:zip', { trialId, framework: 'keras' })
    const bytes = await fetchKept(kept.id)
    expect(kept.fileName).toMatch(/trial 1 keras\.zip$/)
    expect(bytes.subarray(0, 2).toString('latin1')).toBe('PK')
    expect(bytes.includes(Buffer.from('train.py'))).toBe(true)
  })
})

describe('a diagram', () => {
  it('of a trial has the shapes and weights of its layers and the settings of its study', async () => {
    const diagram = await core.call('diagram:trial', { trialId })
    const { weightCount } = (await core.call('trial:get', { id: trialId })).row
    expect(diagram.layers.reduce((total, { weights }) => total + weights, 0)).toBe(weightCount)
    expect(diagram.layers[0]).toMatchObject({ kind: 'data', shape: [4] })
    expect(diagram.layers.at(-1)).toMatchObject({ kind: 'output', shape: [3] })
    expect(diagram.loop).toMatchObject({ metric: 'accuracy', rows: { train: 96, validation: 24 } })
  })

  it('of a design alone has no shapes', async () => {
    const { design } = trainingPlanOf(await core.call('study:get', { id: studyId }))
    const diagram = await core.call('diagram:model', { design, datasetVersionId: null })
    expect(diagram.layers.every(({ shape }) => shape.length === 0)).toBe(true)
  })

  it('becomes a picture', async () => {
    const diagram = await core.call('diagram:trial', { trialId })
    const svg = writeSvg(layoutDiagram(drawModel(diagram, { words: DIAGRAM_WORDS })), 'iris')
    const picture = Buffer.from((await core.call('diagram:png', { svg })).base64, 'base64')
    expect(picture.subarray(1, 4).toString('latin1')).toBe('PNG')
  })
})

describe('a worked example', () => {
  it('of a trial begins with its first or its trained weights, and a row of its data', async () => {
    const ask = (weights: 'first' | 'trained') =>
      core.call('example:run', {
        source: { kind: 'trial', trialId, row: 3, weights },
        changes: NOTHING,
        training: null,
      })
    const [first, trained] = [await ask('first'), await ask('trained')]
    expect(first.rowCount).toBe(96)
    expect(first.example.inputs).toEqual(trained.example.inputs)
    expect(first.example.target.filter((share) => share === 1)).toHaveLength(1)
    expect(trained.example.rounds[0]?.loss).toBeLessThan(first.example.rounds[0]?.loss ?? 0)
    expect(describeRound(first.example, 0).length).toBeGreaterThan(10)
  })

  it('is worked out anew with what the reader changed, and refuses another count of numbers', async () => {
    const source = {
      ...{ kind: 'free' as const, seed: 4 },
      network: {
        sizes: [2, 2, 1],
        activation: 'tanh' as const,
        outputActivation: 'linear' as const,
        loss: 'meanSquared' as const,
      },
    }
    const ask = (changes: typeof NOTHING & { inputs: Record<string, number[]> }) =>
      core.call('example:run', { source, changes, training: null })
    const plain = await ask(NOTHING)
    const changed = await ask({ ...NOTHING, inputs: { x: [3, -2] } })
    expect(changed.example.inputs[0]?.values).toEqual([3, -2])
    expect(changed.example.rounds[0]?.loss).not.toBe(plain.example.rounds[0]?.loss)
    await expect(ask({ ...NOTHING, inputs: { x: [1] } })).rejects.toMatchObject({
      code: 'example/wrong-count',
    })
  })
})
