/** @file A core inside the test's own process, with real workers, and what tests ask of it. */
import { trainingPlanOf, type TrainingStudy } from '../../src/shared/domain/study'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import type { EventMessage } from '../../src/shared/contract/envelope'
import { type Channel, INVOKES, type InvokeInput, type InvokeOutput } from '../../src/shared/contract/invokes'
import type { StudyId } from '../../src/shared/domain/ids'
import type { SampleId } from '../../src/shared/domain/sample'
import type { Budget, StudyState, StudySummary } from '../../src/shared/domain/study'
import { fromWireError } from '../../src/shared/errors/wireError'
import { createCore, silentLogger } from '../../src/main/core'
import type { CoreEndpoint } from '../../src/main/ipc/transports/coreEndpoint'
import { createNodeWorkerHost } from '../../src/main/training'
import type { WorkerProcess } from '../../src/main/training/types'
import type { BuiltPrograms } from './buildPrograms'

export type Call = <C extends Channel>(channel: C, input: InvokeInput<C>) => Promise<InvokeOutput<C>>

/** Calls by the contract; outputs are read by their schemas, so that a wrong one fails the test. */
export function createCall({ router }: Pick<CoreEndpoint, 'router'>): Call {
  return async (channel, input) => {
    const { result } = await router.handle({ kind: 'request', id: 0, channel, input })
    if (!result.ok) throw fromWireError(result.error)
    return v.parse(INVOKES[channel].output, result.value) as never
  }
}

export interface CoreBench {
  readonly call: Call
  readonly dataFolder: string
  /** Training workers that were forked, in order. */
  readonly workers: WorkerProcess[]
  onEvent(listener: (message: EventMessage) => void): () => void
  shutdown(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

export async function openCore(programs: BuiltPrograms, dataFolder?: string): Promise<CoreBench> {
  const folder = dataFolder ?? (await mkdtemp(join(tmpdir(), 'fettle-core-')))
  const host = createNodeWorkerHost({ programs: programs.workers })
  const workers: WorkerProcess[] = []
  const core = await createCore({
    dataFolder: folder,
    resourcesFolder: programs.resourcesFolder,
    samplerThread: programs.samplerThread,
    workerHost: {
      async fork(program) {
        const worker = await host.fork(program)
        if (program === 'trainingWorker') workers.push(worker)
        return worker
      },
    },
    host: 'browser',
    version: '0.0.0',
    logger: silentLogger,
  })
  return {
    call: createCall(core),
    dataFolder: folder,
    workers,
    onEvent: core.onEvent,
    shutdown: core.shutdown,
    async [Symbol.asyncDispose]() {
      await core.shutdown()
      if (dataFolder === undefined) await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Opens a sample with another budget. */
export async function openSample(
  call: Call,
  id: SampleId,
  budget: Partial<Budget>,
): Promise<StudySummary & TrainingStudy> {
  const { studyId } = await call('sample:open', { id, name: id })
  if (studyId === null) throw new TypeError('a sample comes with a study')
  const { plan } = await call('study:get', { id: studyId })
  const study = await call('study:setBudget', { id: studyId, budget: { ...plan.budget, ...budget } })
  return { ...study, plan: trainingPlanOf(study) }
}

/** Waits until the study has ended. @throws when it takes longer than `withinMs`. */
export async function untilEnded(call: Call, id: StudyId, withinMs = 60_000): Promise<StudySummary> {
  const goesOn: StudyState[] = ['ready', 'running', 'paused']
  return untilStudy(call, { id, withinMs, isReached: ({ state }) => !goesOn.includes(state) })
}

export interface Wait {
  readonly id: StudyId
  readonly isReached: (study: StudySummary) => boolean
  readonly withinMs?: number
}

export async function untilStudy(
  call: Call,
  { id, isReached, withinMs = 60_000 }: Wait,
): Promise<StudySummary> {
  const deadline = performance.now() + withinMs
  for (;;) {
    const study = await call('study:get', { id })
    if (isReached(study)) return study
    if (performance.now() > deadline)
      throw new TypeError(`the study is still ${JSON.stringify(study.counts)}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
