/** @file Every job a worker can do. */
import type { Jobs } from './job'
import { latency } from './latency'

export const jobs: Jobs = {
  latency,
}
