/** @file Runs a study to its end and says how it goes. */
import * as v from 'valibot'
import type { EventMessage } from '../../../shared/contract/envelope'
import { EVENTS } from '../../../shared/contract/events'
import type { StudyId } from '../../../shared/domain/ids'
import type { StudyState, StudySummary } from '../../../shared/domain/study'
import type { Core } from '../types'
import type { Call } from './coreClient'
import { formatFigure } from './leaderboard'
import type { Terminal } from './terminal'

const ENDED: ReadonlySet<StudyState> = new Set(['complete', 'stopped', 'interrupted', 'failed'])

export interface WatchOptions {
  readonly core: Core
  readonly call: Call
  readonly studyId: StudyId
  readonly terminal: Terminal
  readonly interruption: AbortSignal
}

/** Starts the study; an interruption stops it properly. @returns where it stands in the end. */
export async function watchStudy(options: WatchOptions): Promise<StudySummary> {
  const { core, call, studyId, terminal, interruption } = options
  let resolveEnd: () => void = () => undefined
  const end = new Promise<void>((resolve) => (resolveEnd = resolve))
  const hear = (study: StudySummary): void => {
    if (ENDED.has(study.state)) resolveEnd()
    else terminal.status(describeProgress(study))
  }
  const unsubscribe = core.onEvent((message) => {
    const study = readChange(message)
    if (study?.id === studyId) hear(study)
  })
  const stop = (): void => {
    terminal.note('Stopping …')
    // A study that ended in the same moment has nothing left to stop.
    call('study:stop', { id: studyId }).then(hear, () => resolveEnd())
  }
  try {
    hear(await call('study:start', { id: studyId }))
    if (interruption.aborted) stop()
    else interruption.addEventListener('abort', stop, { once: true })
    await end
  } finally {
    interruption.removeEventListener('abort', stop)
    unsubscribe()
    terminal.clearStatus()
  }
  return call('study:get', { id: studyId })
}

function readChange(message: EventMessage): StudySummary | null {
  if (message.event !== 'study:changed') return null
  const parsed = v.safeParse(EVENTS['study:changed'], message.payload)
  return parsed.success ? parsed.output : null
}

export function describeProgress(study: StudySummary): string {
  const { counts, plannedTrials, best, remainingMs, trialsPerMinute, plan } = study
  const ended = counts.complete + counts.failed + counts.pruned
  const parts = [`${ended} of ${plannedTrials} trials`]
  if (best) parts.push(`best ${plan.objective.metric} ${formatFigure(best.value)} (trial ${best.number})`)
  if (counts.failed > 0) parts.push(`${counts.failed} failed`)
  if (counts.pruned > 0) parts.push(`${counts.pruned} pruned`)
  if (trialsPerMinute !== null) parts.push(`${formatFigure(Number(trialsPerMinute.toPrecision(3)))} a minute`)
  if (remainingMs !== null) parts.push(`${describeDuration(remainingMs)} left`)
  return parts.join(' · ')
}

function describeDuration(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.ceil(seconds / 60)} min`
  return `${formatFigure(Math.round(seconds / 360) / 10)} h`
}
