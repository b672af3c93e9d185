/** @file Long work that a training worker does beside runs: every job with the schemas of what goes in and what comes out. */
import * as v from 'valibot'
import { backboneJobs } from './backbone'
import { compressJobs } from './compress'
import { codeJobs } from './code'
import { engineJobs } from './engine'
import { explainJobs } from './explain'
import { latencyJobs } from './latency'
import { matchingJobs } from './matching'
import { probeJobs } from './probe'
import { sampleJobs } from './sample'
import { studioJobs } from './studio'

/** One table, name → `{ input, output }`; core and worker derive their types from it. */
export const JOBS = {
  ...backboneJobs,
  ...compressJobs,
  ...engineJobs,
  ...explainJobs,
  ...latencyJobs,
  ...matchingJobs,
  ...codeJobs,
  ...probeJobs,
  ...sampleJobs,
  ...studioJobs,
} as const

export type JobName = keyof typeof JOBS
/** What the core passes. */
export type JobInput<J extends JobName> = v.InferInput<(typeof JOBS)[J]['input']>
/** What a worker receives: the input after its schema has read it. */
export type ParsedJobInput<J extends JobName> = v.InferOutput<(typeof JOBS)[J]['input']>
export type JobOutput<J extends JobName> = v.InferOutput<(typeof JOBS)[J]['output']>

export const JobName = v.custom<JobName>(
  (name) => typeof name === 'string' && Object.hasOwn(JOBS, name),
  'a job',
)

/** By what a caller knows its work again, while it goes on: a random word of its own making. */
export const Ticket = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8,40}$/))
export type Ticket = v.InferOutput<typeof Ticket>
