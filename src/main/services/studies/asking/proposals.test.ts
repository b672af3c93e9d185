import { describe, expect, it } from 'vitest'
import type { RunRequest } from '../../../../shared/contract/worker'
import { AppError } from '../../../../shared/errors/appError'
import { pastTrial } from '../../../../../test/support/search'
import type { PastTrial } from '../../../search'
import { flushMicrotasks } from '../testing/scriptedPool'
import { type Bench, changeBudget, setUpBench } from '../testing/studyBench'
import { createAnswerer } from './answerQuestions'
import type { SamplerAnswer } from './messages'
import { type OpenSamplerThread, SentTrials, type ThreadQuestion } from './samplerThread'

const accuracyOf = ({ training }: RunRequest) => Math.round(training.learningRate * 1e6) / 1e6

/** A study whose sampler looks at results. */
function setUp(trials = 14): Bench {
  const bench = setUpBench()
  const study = changeBudget(bench, { trials, parallel: 1 })
  const sampler = { kind: 'tpe', mode: 'multivariate', startup: 4, seed: 1 } as const
  bench.store.studies.update({ ...study, plan: { ...study.plan, sampler } })
  return bench
}

/** The other end of a thread, in this one. */
const sameThread: OpenSamplerThread = (parts) => {
  const answerTo = createAnswerer(parts)
  const sent = new SentTrials()
  return {
    async ask(question) {
      const said = answerTo(structuredClone(sent.next(question)))
      await flushMicrotasks()
      if (said.kind === 'failed') throw new AppError('bug/unexpected', { message: said.message })
      return said
    },
    close: () => undefined,
  }
}

async function runToEnd(bench: Bench) {
  bench.pool.autoFinish(accuracyOf)
  bench.runner.start(bench.store.studies.get(bench.study.id))
  for (let turn = 0; turn < 300 && bench.runner.runningCount() > 0; turn++) await flushMicrotasks()
  return bench.store.trials
    .list(bench.study.id)
    .map(({ number, assignment, state }) => ({ number, assignment, state }))
}

/** A thread that answers when the test says so. */
function heldThread() {
  const questions: ThreadQuestion[] = []
  const answers: { resolve(answer: SamplerAnswer): void; reject(error: AppError): void }[] = []
  let closed = 0
  const open: OpenSamplerThread = () => ({
    ask: (question) => {
      questions.push(question)
      return new Promise((resolve, reject) => answers.push({ resolve, reject }))
    },
    close: () => void closed++,
  })
  return { questions, answers, open, closed: () => closed }
}

async function begin(bench: Bench) {
  bench.runner.start(bench.store.studies.get(bench.study.id))
  await flushMicrotasks()
}
const RATE = { 'training.learningRate': 0.01 }

describe('a sampler that thinks in a thread of its own', () => {
  it('proposes what it would propose in the core', async () => {
    const expected = await runToEnd(setUp())
    const bench = setUp()
    Object.assign(bench.context, { openSamplerThread: sameThread })
    expect(await runToEnd(bench)).toEqual(expected)
    expect(expected).toHaveLength(14)
  })

  it('is asked one question at a time, and the trial is there once it has answered', async () => {
    const bench = setUp()
    const thread = heldThread()
    Object.assign(bench.context, { openSamplerThread: thread.open })
    await begin(bench)
    expect(thread.questions).toMatchObject([{ number: 1, history: [], isSkipping: true }])
    bench.runner.changePlan(bench.study.id, bench.store.studies.get(bench.study.id).plan)
    expect(bench.store.trials.list(bench.study.id)).toEqual([])
    expect(thread.questions).toHaveLength(2)
    thread.answers[0]?.resolve({ assignment: RATE, note: null })
    await flushMicrotasks()
    expect(bench.store.trials.list(bench.study.id)).toEqual([])
    thread.answers[1]?.resolve({ assignment: RATE, note: { code: 'auto/tpe', details: {} } })
    await flushMicrotasks()
    expect(bench.store.trials.list(bench.study.id)).toMatchObject([{ number: 1, assignment: RATE }])
    expect(bench.runner.summary(bench.study.id)?.strategyNote).toEqual({ code: 'auto/tpe', details: {} })
  })

  it('begins nothing while the study pauses, and what was proposed once it goes on', async () => {
    const bench = setUp()
    const thread = heldThread()
    Object.assign(bench.context, { openSamplerThread: thread.open })
    await begin(bench)
    bench.runner.pause(bench.study)
    thread.answers[0]?.resolve({ assignment: RATE, note: null })
    await flushMicrotasks()
    expect(bench.pool.runs).toEqual([])
    bench.runner.start(bench.store.studies.get(bench.study.id))
    await flushMicrotasks()
    expect(bench.pool.runs).toHaveLength(1)
    expect(thread.questions).toHaveLength(1)
    bench.runner.stop(bench.study)
    expect(thread.closed()).toBe(1)
  })

  it('is asked in the core where its thread dies, which is reported', async () => {
    const expected = await runToEnd(setUp())
    const bench = setUp()
    let asked = 0
    const dying: OpenSamplerThread = (parts) => ({
      ...sameThread(parts),
      ask: () => (asked++, Promise.reject(new AppError('bug/unexpected', { message: 'gone' }))),
    })
    Object.assign(bench.context, { openSamplerThread: dying })
    expect(await runToEnd(bench)).toEqual(expected)
    expect(asked).toBe(1)
    expect(bench.reported).toMatchObject([{ code: 'bug/unexpected', details: { message: 'gone' } }])
  })
})

describe('SentTrials', () => {
  it('sends what is new, what is another one, and what is gone', () => {
    const sent = new SentTrials()
    const [first, second] = [pastTrial(1, {}), pastTrial(2, {})]
    const next = (history: readonly PastTrial[]) => {
      const { changed, removed } = sent.next({ number: 9, history, isSkipping: true })
      return { changed, removed }
    }
    expect(next([first, second])).toEqual({ changed: [first, second], removed: [] })
    expect(next([first, second])).toEqual({ changed: [], removed: [] })
    const other = { ...second }
    expect(next([other])).toEqual({ changed: [other], removed: [1] })
    expect(next([first, other])).toEqual({ changed: [first], removed: [] })
  })
})
