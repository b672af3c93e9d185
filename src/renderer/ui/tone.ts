import type { StudyState } from '@shared/domain/study'
import type { TrialState } from '@shared/domain/trial'

/** What a colour means; a word or a shape always stands beside it. */
export type Tone = 'neutral' | 'accent' | 'good' | 'warning' | 'bad'

const TONES: Record<StudyState | TrialState, Tone> = {
  ready: 'neutral',
  queued: 'neutral',
  running: 'accent',
  paused: 'warning',
  complete: 'good',
  pruned: 'neutral',
  stopped: 'neutral',
  interrupted: 'warning',
  failed: 'bad',
}

export function toneOfState(state: StudyState | TrialState): Tone {
  return TONES[state]
}
