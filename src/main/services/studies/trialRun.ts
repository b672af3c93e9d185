import type { TrialRow } from '../../../shared/domain/trial'
import type { RunHandle } from '../../training'
import type { Stopwatch } from './stopwatch'

/** A trial that was handed to the workers. */
export interface TrialRun {
  readonly number: number
  readonly handle: RunHandle
  /** Training time of this attempt, pauses left out. */
  readonly watch: Stopwatch
  isStarted: boolean
}

/** @returns the training time, or null for a run that never began. */
export function runDuration(run: TrialRun | undefined): number | null {
  return run?.isStarted ? run.watch.elapsedMs() : null
}

/** Numbers of trials that exist and have to run, ascending: those that were cut off, and those asked for again. */
export function waitingNumbers(rows: Iterable<TrialRow>): number[] {
  const numbers: number[] = []
  for (const { state, number } of rows)
    if (state === 'queued' || state === 'interrupted') numbers.push(number)
  return numbers.sort((left, right) => left - right)
}
