import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PLAIN_WEIGHTS } from '../../../shared/domain/modelSpec'
import { newLayer } from '../../../shared/domain/newLayer'
import type { StepMetrics } from '../../../shared/domain/metric'
import type { TrainingSpec } from '../../../shared/domain/trainingSpec'
import type { RunRequest } from '../../../shared/contract/worker'
import { createRandom } from '../../../shared/util/random'
import { readCheckpoint } from '../checkpoints/checkpoint'
import { createOnnxRunner } from '../runners/onnx'
import { makeRequest, makeRunData } from '../testing/prepared'
import type { CreateRunner } from '../types'
import { keeperOf } from './checkpointKeeper'
import { createRunControl, type RunControl } from './runControl'
import { createRunHalts, type RunHalts } from './runHalts'
import { trainRun, type TrainedRun } from './trainRun'

const DATA = makeRunData()
const LAYERS = [
  {
    ...{ kind: 'dense', id: 'hidden', units: 8, activation: 'relu', useBias: true },
    ...{ initializer: 'heNormal', ...PLAIN_WEIGHTS, l2: 0.01 },
  },
  { kind: 'dropout', id: 'drop', rate: 0.3 },
  { kind: 'output', id: 'output', useBias: true, initializer: 'glorotUniform', ...PLAIN_WEIGHTS },
]

const CASES: Record<string, Partial<TrainingSpec>> = {
  'adam, cosine': { optimizer: 'adam', schedule: 'cosine', warmupEpochs: 1 },
  'adamw, exponential': { optimizer: 'adamw', schedule: 'exponential', decayEpochs: 2 },
  'nadam, plateau': { optimizer: 'nadam', schedule: 'plateau', plateauPatience: 1 },
  'adamax, one cycle': { optimizer: 'adamax', schedule: 'oneCycle' },
  'lion, balanced classes': { optimizer: 'lion', learningRate: 0.003, classWeights: 'balanced' },
  'rmsprop, clipped': { optimizer: 'rmsprop', clipNorm: 0.5 },
  'adagrad, smoothed': { optimizer: 'adagrad', loss: 'crossEntropy', labelSmoothing: 0.1 },
  'momentum, plateau, patience': { momentum: 0.9, schedule: 'plateau', plateauPatience: 1, patience: 2 },
  'nesterov, patience': { momentum: 0.9, nesterov: true, patience: 3 },
  'adam, three batches a step': { optimizer: 'adam', accumulate: 3, schedule: 'cosine' },
  'plain descent': {},
}

const KIND = { task: 'regression', output: { kind: 'number' } }
const MODELS: Record<string, { readonly training?: Partial<TrainingSpec>; readonly changes: object }> = {
  'running statistics and noise': {
    changes: {
      model: {
        layers: [
          newLayer('batchNorm', 'norm'),
          newLayer('gaussianNoise', 'noise'),
          newLayer('dense', 'hidden', { units: 8, maxNorm: 2 }),
          newLayer('dropout', 'drop'),
          newLayer('output', 'output'),
        ],
      },
    },
  },
  'a recurrent layer': {
    changes: {
      model: {
        layers: [
          newLayer('reshape', 'steps', { shape: [2, 1] }),
          newLayer('gru', 'gru', { units: 4 }),
          newLayer('output', 'output'),
        ],
      },
    },
  },
  'two networks that play against each other': {
    training: { mode: 'adversarial', latentSize: 4, accumulate: 2 },
    changes: {
      ...KIND,
      objective: { metric: 'energyDistance', direction: 'minimize' },
      model: {
        layers: [newLayer('dense', 'maker', { units: 8 }), newLayer('output', 'made')],
        discriminator: [
          newLayer('dense', 'judge', { units: 8 }),
          newLayer('dropout', 'doubt'),
          newLayer('output', 'verdict'),
        ],
      },
    },
  },
}

async function requestOf(
  training: Partial<TrainingSpec>,
  plan: Partial<RunRequest['checkpoint']> = {},
  changes: object = { model: { layers: LAYERS } },
) {
  const file = join(await mkdtemp(join(tmpdir(), 'fettle-resumed-')), 'trial')
  const settings = { learningRate: 0.02, batchSize: 16, epochs: 6, ...training }
  return makeRequest(settings, { ...changes, checkpoint: { file, everySeconds: 0, ...plan } })
}

/** Every look is a second later, so that each chunk holds one batch. */
function slowClock() {
  let now = 0
  return { now: () => (now += 1000) }
}

class Killed extends Error {}

interface Life {
  /** Chunks after which the process dies. */
  readonly chunks?: number
  readonly control?: RunControl
  readonly halts?: RunHalts
}

/** One process' part of a run. */
async function live(request: RunRequest, { chunks = Infinity, control, halts }: Life = {}) {
  const steps: StepMetrics[] = []
  const clock = slowClock()
  let restoredBatches = 0
  let trainedChunks = 0
  const createRunner: CreateRunner = async (asked) => {
    const runner = await createOnnxRunner(asked)
    return {
      weightCount: runner.weightCount,
      trainChunk(order, rates) {
        if (++trainedChunks > chunks) throw new Killed()
        return runner.trainChunk(order, rates)
      },
      trainRows(rows, rates) {
        if (++trainedChunks > chunks) throw new Killed()
        return runner.trainRows(rows, rates)
      },
      evaluate: (part) => runner.evaluate(part),
      weights: () => runner.weights(),
      state: () => runner.state(),
      restore(state) {
        restoredBatches = state.batches
        return runner.restore(state)
      },
      dispose: () => runner.dispose(),
    }
  }
  const onFailure = (error: Error) => expect.unreachable(String(error))
  const trained = await trainRun({
    ...{ request, data: DATA, createRunner, clock },
    control: control ?? createRunControl(() => undefined),
    ...(halts ? { halts } : {}),
    onStep: (step) => steps.push(step),
    checkpoints: keeperOf({ request, meta: DATA.meta, clock, onFailure }),
  }).catch((thrown: unknown) => {
    if (thrown instanceof Killed) return null
    throw thrown
  })
  return { trained, steps, restoredBatches, trainedChunks }
}

async function undisturbed(request: RunRequest) {
  return live({ ...request, checkpoint: null })
}

const outcome = ({ trained, steps }: { trained: TrainedRun | null; steps: StepMetrics[] }) => ({
  trained,
  steps,
})

describe('a run that is cut off and taken up again', () => {
  it.each(Object.entries(CASES))('equals one that never was, bit for bit: %s', async (name, training) => {
    const whole = await undisturbed(await requestOf(training))
    const random = createRandom(name.length, 1)
    const request = await requestOf(training, { everySeconds: 10 + random.integer(30) })
    let last = await live(request, { chunks: 25 + random.integer(10) })
    let lives = 1
    for (; last.trained === null && lives < 40; lives++) {
      const before = last.restoredBatches
      last = await live(request, { chunks: 25 + random.integer(20) })
      expect(last.restoredBatches).toBeGreaterThanOrEqual(before)
    }
    expect(last.restoredBatches).toBeGreaterThan(0)
    expect(lives).toBeGreaterThan(1)
    expect(outcome(last)).toEqual(outcome(whole))
  })

  it.each(Object.entries(MODELS))(
    'equals one that never was, with %s',
    async (_name, { training, changes }) => {
      const settings = { optimizer: 'adam', ...training } as const
      const whole = await undisturbed(await requestOf(settings, {}, changes))
      const request = await requestOf(settings, { everySeconds: 9 }, changes)
      let last = await live(request, { chunks: 23 })
      for (let lives = 1; last.trained === null && lives < 40; lives++) {
        last = await live(request, { chunks: 23 })
      }
      expect(last.restoredBatches).toBeGreaterThan(0)
      expect(outcome(last)).toEqual(outcome(whole))
    },
  )

  it('goes on from where it was stopped, in the middle of an epoch', async () => {
    const request = await requestOf({ optimizer: 'adam' }, { everySeconds: 1e6 })
    const control = createRunControl(() => undefined)
    const stopAt = 17
    let passes = 0
    const stopping: RunControl = {
      ...control,
      pass: (beforeRest) => {
        if (++passes > stopAt) control.stop()
        return control.pass(beforeRest)
      },
    }
    expect((await live(request, { control: stopping })).trained).toBeNull()
    const second = await live(request)
    expect(second.restoredBatches).toBeGreaterThan(13)
    expect(second.restoredBatches % 13).not.toBe(0)
    expect(outcome(second)).toEqual(outcome(await undisturbed(request)))
  })

  it('is on the disk while it rests', async () => {
    const request = await requestOf({ optimizer: 'adam' }, { everySeconds: 1e6 })
    let rests = 0
    const control = createRunControl(() => {
      void readCheckpoint(request.checkpoint?.file ?? '').then(({ runner }) => {
        rests = runner.batches + 1
        control.resume()
      })
    })
    control.pause()
    expect((await live(request, { control })).trained).not.toBeNull()
    expect(rests).toBe(1)
  })

  it('begins anew where the file is of another run', async () => {
    const other = await requestOf({ optimizer: 'adam' })
    await live(other, { chunks: 30 })
    const request = { ...other, seed: 8 }
    const run = await live(request)
    expect(run.restoredBatches).toBe(0)
    expect(outcome(run)).toEqual(outcome(await undisturbed(request)))
  })
})

describe('a finished run that was kept', () => {
  it.each([{}, { schedule: 'plateau', plateauPatience: 1 } as const])(
    'can be continued to more epochs, as if they had been asked for at once: %j',
    async (schedule) => {
      const first = await requestOf({ optimizer: 'adam', epochs: 3, ...schedule }, { isKept: true })
      await live(first)
      const longer = { ...first, training: { ...first.training, epochs: 6 } }
      const continued = await live(longer)
      expect(continued.restoredBatches).toBe(39)
      expect(continued.trainedChunks).toBe(39)
      expect(outcome(continued)).toEqual(outcome(await undisturbed(longer)))
    },
  )
})

describe('a run that stands still to be judged', () => {
  /** Answers each halt at once. @param answers the next halts; null: none; absent: it is stopped */
  function answering(first: number, answers: readonly (number | null)[]) {
    const halted: number[] = []
    const halts = createRunHalts(first, (epochs) => {
      const next = answers[halted.push(epochs) - 1]
      queueMicrotask(() => (next === undefined ? halts.stop() : halts.goOn(next)))
    })
    return { halts, halted }
  }

  it.each(Object.entries(CASES))('goes on as if it had not, bit for bit: %s', async (_name, training) => {
    const request = await requestOf({ ...training, patience: 0 })
    const { halts, halted } = answering(1, [4, null])
    expect(outcome(await live(request, { halts }))).toEqual(outcome(await undisturbed(request)))
    expect(halted).toEqual([1, 4])
  })

  it.each(Object.entries(MODELS))('and in another process: %s', async (_name, { training, changes }) => {
    const settings = { optimizer: 'adam', ...training } as const
    const request = await requestOf(settings, { everySeconds: 1e6 }, changes)
    const first = await live(request, answering(2, []))
    expect(first.trained).toBeNull()
    expect(first.steps).toHaveLength(2)
    const second = answering(4, [])
    expect((await live(request, second)).steps).toHaveLength(4)
    const last = await live(request)
    expect(last.restoredBatches % 13).toBe(0)
    expect(outcome(last)).toEqual(outcome(await undisturbed(request)))
  })

  it('stands still again at a halt before its checkpoint, without training up to it', async () => {
    const request = await requestOf({ optimizer: 'adam' }, { everySeconds: 1e6 })
    await live(request, answering(4, []))
    const again = answering(2, [3, 5, null])
    const run = await live(request, again)
    expect(again.halted).toEqual([2, 3, 5])
    expect(run.trainedChunks).toBe(26)
    expect(outcome(run)).toEqual(outcome(await undisturbed(request)))
  })

  it('does not stand still where it is over', async () => {
    const request = await requestOf({ optimizer: 'adam' })
    const { halts, halted } = answering(6, [])
    expect((await live(request, { halts })).trained).not.toBeNull()
    expect(halted).toEqual([])
  })
})

describe('a run that begins where another one stood', () => {
  it('has its epochs, weights and optimizer, and goes on with its own settings', async () => {
    const parent = await requestOf({ optimizer: 'adam' }, { everySeconds: 1e6 })
    const halts = createRunHalts(3, () => queueMicrotask(halts.stop))
    const before = await live(parent, { halts })
    const training = { ...parent.training, learningRate: 0.001 }
    const checkpoint = { ...parent.checkpoint, file: parent.checkpoint?.file ?? '', forkedAfter: 3 }
    const fork = makeRequest(training, { model: parent.model, seed: 99, checkpoint })
    const run = await live(fork)
    expect(run.restoredBatches).toBe(39)
    expect(run.trainedChunks).toBe(39)
    expect(run.steps.slice(0, 3)).toEqual(before.steps)
    expect(run.steps.slice(3)).not.toEqual((await undisturbed(parent)).steps.slice(3))
  })

  it('begins anew where the other one stood elsewhere', async () => {
    const parent = await requestOf({ optimizer: 'adam' }, { everySeconds: 1e6 })
    const halts = createRunHalts(3, () => queueMicrotask(halts.stop))
    await live(parent, { halts })
    const checkpoint = { ...parent.checkpoint, file: parent.checkpoint?.file ?? '', forkedAfter: 2 }
    const fork = { ...parent, seed: 99, checkpoint: { everySeconds: 0, isKept: false, ...checkpoint } }
    expect((await live(fork)).restoredBatches).toBe(0)
  })
})
