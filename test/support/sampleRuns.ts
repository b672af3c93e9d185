/** @file Quick looks at samples: each is opened and run once, however many tests ask for it. */
import type { TrialId } from '../../src/shared/domain/ids'
import type { OpenedSample, SampleId } from '../../src/shared/domain/sample'
import type { StudySummary } from '../../src/shared/domain/study'
import { type Call, untilEnded } from './coreBench'

/** All studies of all parts that need no data of the user's. */
export interface SampleRun {
  readonly opened: OpenedSample
  readonly studies: readonly StudySummary[]
}

export interface SampleRuns {
  of(id: SampleId): Promise<SampleRun>
  /** @returns the study of this name, ended. */
  study(id: SampleId, name: string): Promise<StudySummary>
  /** @returns the best trial of the study of this name. */
  best(id: SampleId, name: string): Promise<TrialId>
}

export function createSampleRuns(call: () => Call): SampleRuns {
  const runs = new Map<SampleId, Promise<SampleRun>>()
  const of = (id: SampleId): Promise<SampleRun> => {
    const known = runs.get(id) ?? runSample(call(), id)
    runs.set(id, known)
    return known
  }
  const study = async (id: SampleId, name: string): Promise<StudySummary> => {
    const found = (await of(id)).studies.find((candidate) => candidate.name === name)
    if (!found) throw new TypeError(`no study ${name}`)
    return found
  }
  return { of, study, best: async (id, name) => (await study(id, name)).best?.trialId as TrialId }
}

/** The studies run at the same time: a core that waits for a process to start is a core that does nothing. */
async function runSample(call: Call, id: SampleId): Promise<SampleRun> {
  const opened = await call('sample:open', { id, name: id, isQuick: true })
  const ready = await call('study:list', { projectId: opened.projectId })
  for (const study of ready) await call('study:start', { id: study.id })
  const studies = await Promise.all(ready.map((study) => untilEnded(call, study.id, 180_000)))
  return { opened, studies }
}
