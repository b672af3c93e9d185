/** @file Waits for a study that was started already. */
import * as v from 'valibot'
import { EVENTS } from '../../../shared/contract/events'
import type { StudyId } from '../../../shared/domain/ids'
import type { StudySummary } from '../../../shared/domain/study'
import type { Core } from '../types'
import type { Call } from './coreClient'

const GOES_ON: ReadonlySet<StudySummary['state']> = new Set(['ready', 'running', 'paused'])

/** @returns where it stands in the end. */
export async function untilOver(core: Core, call: Call, id: StudyId): Promise<StudySummary> {
  let resolveEnd: () => void = () => undefined
  const end = new Promise<void>((resolve) => (resolveEnd = resolve))
  const unsubscribe = core.onEvent(({ event, payload }) => {
    if (event !== 'study:changed') return
    const changed = v.safeParse(EVENTS['study:changed'], payload)
    if (changed.success && changed.output.id === id && !GOES_ON.has(changed.output.state)) resolveEnd()
  })
  try {
    // It may have ended before anybody listened.
    if (GOES_ON.has((await call('study:get', { id })).state)) await end
    return await call('study:get', { id })
  } finally {
    unsubscribe()
  }
}
