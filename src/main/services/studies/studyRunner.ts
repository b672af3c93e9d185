import type { StudyId } from '../../../shared/domain/ids'
import type { Reason, Study, StudyPlan, StudySummary } from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import { AppError } from '../../../shared/errors/appError'
import type { ServiceContext } from '../context'
import { addAtRest, type PickedTrials, type PickTrials } from './pickedTrials'
import { createSessionList, type SessionParts } from './sessionList'
import type { StudySession } from './studySession'

/** Studies that run or pause now; everything else about studies is in the store. */
export interface StudyRunner {
  /** @returns the live summary, or null for a study that neither runs nor pauses. */
  summary(id: StudyId): StudySummary | null
  /** Starts, continues or resumes. @throws {study/wrong-state} while it runs. */
  start(study: Study): void
  /** @throws {study/wrong-state} unless it runs. */
  pause(study: Study): void
  /** @throws {study/wrong-state} unless it runs or pauses. */
  stop(study: Study): void
  /** Stops it where it runs or pauses, else does nothing. */
  endIfActive(id: StudyId): void
  /** Passes a change on to a live study. @returns whether there is one. */
  changePlan(id: StudyId, plan: StudyPlan, storeMore?: () => void): boolean
  rename(id: StudyId, name: string): boolean
  markTestOpened(id: StudyId): void
  /** Results of elsewhere came to a study or went. */
  reloadPriors(id: StudyId): void
  /**
   * Runs trials that are added or had no result, whether or not their study runs: before any new one, and by themselves in a
   * study that is over. In one that was never started they wait for that.
   */
  runMore(study: Study, pick: PickTrials): PickedTrials
  /** Ends a trial that runs or waits as given up. @returns whether its study is live. */
  prune(study: Study, row: TrialRow, reason: Reason): boolean
  runningCount(): number
  onRunningCount(listener: (count: number) => void): () => void
  /** Ends all studies as `interrupted`, to be continued at the next start. */
  shutdown(): void
}

export function createStudyRunner(context: ServiceContext, parts: SessionParts): StudyRunner {
  const list = createSessionList(context, parts)
  const find = (study: Study): StudySession => {
    const session = list.get(study.id)
    if (!session) throw wrongState(study)
    return session
  }
  return {
    summary: (id) => list.get(id)?.summary() ?? null,
    start(study) {
      const session = list.get(study.id)
      if (!session) return list.open(study, null)
      if (session.state !== 'paused') throw wrongState(study)
      session.resume()
    },
    pause(study) {
      const session = find(study)
      if (session.state !== 'running') throw wrongState(study)
      session.pause()
    },
    stop: (study) => find(study).end('stopped', null),
    endIfActive: (id) => list.get(id)?.end('stopped', null),
    changePlan(id, plan, storeMore) {
      const session = list.get(id)
      session?.changePlan(plan, storeMore)
      list.resizePool()
      return session !== undefined
    },
    rename(id, name) {
      const session = list.get(id)
      session?.rename(name)
      return session !== undefined
    },
    markTestOpened: (id) => list.get(id)?.markTestOpened(),
    reloadPriors: (id) => list.get(id)?.reloadPriors(),
    runMore(study, pick) {
      const session = list.get(study.id)
      if (session) return session.runMore(pick)
      const picked = addAtRest(context, study, pick)
      const numbers = [...picked.added, ...picked.again].map(({ number }) => number)
      if (study.state !== 'ready' && numbers.length > 0) list.open(study, numbers)
      return picked
    },
    prune(study, row, reason) {
      const session = list.get(study.id)
      session?.prune(row.number, reason)
      return session !== undefined
    },
    runningCount: list.count,
    onRunningCount: list.onCount,
    shutdown: () => list.all().forEach((session) => session.end('interrupted', null)),
  }
}

function wrongState({ state }: Study): AppError {
  return new AppError('study/wrong-state', { state })
}
