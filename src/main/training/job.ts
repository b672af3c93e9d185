/** @file What a job is: long work in a worker process that can be watched and called off. */
import type { JobName, JobOutput, ParsedJobInput } from '../../shared/contract/jobs'

export interface JobTools {
  /** Says how far it is; as often as it likes. */
  progress(done: number, total: number): void
  /** Aborted when the caller wants no more. */
  readonly signal: AbortSignal
  /**
   * Lets messages in, and ends the work there where it was called off: to be awaited every few dozen milliseconds.
   * @throws {app/cancelled}
   */
  breathe(): Promise<void>
  /** Milliseconds that only ever grow. */
  readonly now: () => number
}

export type Job<J extends JobName> = (input: ParsedJobInput<J>, tools: JobTools) => Promise<JobOutput<J>>

/** A job that is missing does not compile. */
export type Jobs = { readonly [J in JobName]: Job<J> }
