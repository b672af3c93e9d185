import type { JobInput, JobName, JobOutput, Ticket } from '../../../shared/contract/jobs'
import type { ServiceContext } from '../context'

export interface JobOptions {
  /** By what the caller is told of progress, and may call it off. */
  readonly ticket?: Ticket | undefined
  /** Whether its worker is fit for nothing else afterwards. @default false */
  readonly isLast?: boolean
  /** Where this job is a part of longer work: how far all of it is. @default the job is all of it */
  readonly progress?: (done: number, total: number) => readonly [done: number, total: number]
}

export interface JobService {
  /**
   * Hands long work to a worker process, beside whatever trains there. Jobs of one ticket may follow each other.
   * @throws {app/cancelled} after `cancel` @throws {training/worker-crashed}, and whatever the job throws
   */
  run<J extends JobName>(name: J, input: JobInput<J>, options?: JobOptions): Promise<JobOutput<J>>
  /** Calls off what goes on with this ticket. */
  cancel(ticket: Ticket): void
}

const unchanged: NonNullable<JobOptions['progress']> = (done, total) => [done, total]

export function createJobService({ workers, emit }: Pick<ServiceContext, 'workers' | 'emit'>): JobService {
  const active = new Map<Ticket, Set<AbortController>>()
  return {
    async run(name, input, { ticket, progress = unchanged, isLast = false } = {}) {
      if (ticket === undefined) return workers.runJob({ name, input, isLast })
      const ending = new AbortController()
      const endings = active.get(ticket) ?? new Set()
      active.set(ticket, endings.add(ending))
      const onProgress = (doneOfJob: number, totalOfJob: number): void => {
        const [done, total] = progress(doneOfJob, totalOfJob)
        emit('job:progressed', { ticket, done, total })
      }
      try {
        return await workers.runJob({ name, input, isLast, onProgress, signal: ending.signal })
      } finally {
        endings.delete(ending)
        if (endings.size === 0) active.delete(ticket)
      }
    },
    cancel: (ticket) => active.get(ticket)?.forEach((ending) => ending.abort()),
  }
}
