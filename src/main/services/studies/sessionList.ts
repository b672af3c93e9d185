import type { StudyId } from '../../../shared/domain/ids'
import type { Study } from '../../../shared/domain/study'
import type { Placements } from '../compute/compute'
import type { ServiceContext } from '../context'
import type { PreparedData } from '../data/preparedData'
import type { CreatePruner } from './liveStudy'
import { StudySession } from './studySession'

/** The live sessions, at most one a study, and the size of the worker pool that they share. */
export interface SessionList {
  get(id: StudyId): StudySession | undefined
  all(): StudySession[]
  count(): number
  onCount(listener: (count: number) => void): () => void
  /** Begins a session; it leaves the list when it ends. */
  open(study: Study, only: readonly number[] | null): void
  /** Studies share the workers: as many as the study wants that wants most. */
  resizePool(): void
}

/** What sessions need besides the context. */
export interface SessionParts {
  readonly prepared: PreparedData
  readonly placements: Placements
  /** @default that of a study's plan */
  readonly createPruner?: CreatePruner
}

export function createSessionList(context: ServiceContext, parts: SessionParts): SessionList {
  const sessions = new Map<StudyId, StudySession>()
  const listeners = new Set<(count: number) => void>()

  const tellCount = (): void => {
    for (const listener of listeners) listener(sessions.size)
  }
  const resizePool = (): void => {
    const wanted = [...sessions.values()].map((session) => session.budget.parallel)
    if (wanted.length > 0) context.workers.resize(Math.max(...wanted))
  }
  return {
    get: (id) => sessions.get(id),
    all: () => [...sessions.values()],
    count: () => sessions.size,
    onCount(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    open(study, only) {
      const onEnd = (): void => {
        sessions.delete(study.id)
        resizePool()
        tellCount()
        context.emit('project:changed', { projectId: study.projectId })
      }
      const session = new StudySession({ context, ...parts, study, only, onEnd })
      sessions.set(study.id, session)
      resizePool()
      context.workers.warm(only ? 1 : study.plan.budget.parallel)
      tellCount()
      session.begin()
    },
    resizePool,
  }
}
