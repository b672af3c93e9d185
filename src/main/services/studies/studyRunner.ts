import type { StudyId } from '../../../shared/domain/ids'
import type { Budget, Study, StudySummary } from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import { AppError } from '../../../shared/errors/appError'
import type { ServiceContext } from '../context'
import type { PreparedData } from '../data/preparedData'
import { StudySession } from './studySession'

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
  setBudget(id: StudyId, budget: Budget): boolean
  rename(id: StudyId, name: string): boolean
  /** Runs one trial again, whether or not its study runs. */
  retry(study: Study, row: TrialRow): void
  runningCount(): number
  onRunningCount(listener: (count: number) => void): () => void
  /** Ends all studies as `interrupted`, to be continued at the next start. */
  shutdown(): void
}

export function createStudyRunner(context: ServiceContext, prepared: PreparedData): StudyRunner {
  const sessions = new Map<StudyId, StudySession>()
  const listeners = new Set<(count: number) => void>()

  const tellCount = (): void => {
    for (const listener of listeners) listener(sessions.size)
  }
  /** Studies share the workers: as many as the study wants that wants most. */
  const resizePool = (): void => {
    const wanted = [...sessions.values()].map((session) => session.budget.parallel)
    if (wanted.length > 0) context.workers.resize(Math.max(...wanted))
  }
  const open = (study: Study, only: readonly number[] | null): void => {
    const onEnd = (): void => {
      if (sessions.get(study.id) !== session) return
      sessions.delete(study.id)
      resizePool()
      tellCount()
    }
    const session = new StudySession({ context, prepared, study, only, onEnd })
    sessions.set(study.id, session)
    resizePool()
    context.workers.warm(only ? 1 : study.plan.budget.parallel)
    tellCount()
    session.begin()
  }
  const find = (study: Study): StudySession => {
    const session = sessions.get(study.id)
    if (!session) throw wrongState(study)
    return session
  }
  return {
    summary: (id) => sessions.get(id)?.summary() ?? null,
    start(study) {
      const session = sessions.get(study.id)
      if (!session) return open(study, null)
      if (session.state !== 'paused') throw wrongState(study)
      session.resume()
    },
    pause(study) {
      const session = find(study)
      if (session.state !== 'running') throw wrongState(study)
      session.pause()
    },
    stop: (study) => find(study).end('stopped', null),
    endIfActive: (id) => sessions.get(id)?.end('stopped', null),
    setBudget(id, budget) {
      const session = sessions.get(id)
      session?.setBudget(budget)
      resizePool()
      return session !== undefined
    },
    rename(id, name) {
      const session = sessions.get(id)
      session?.rename(name)
      return session !== undefined
    },
    retry(study, row) {
      const session = sessions.get(study.id)
      if (session) session.retry(row)
      else open(study, [row.number])
    },
    runningCount: () => sessions.size,
    onRunningCount(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    shutdown() {
      for (const session of [...sessions.values()]) session.end('interrupted', null)
    },
  }
}

function wrongState({ state }: Study): AppError {
  return new AppError('study/wrong-state', { state })
}
