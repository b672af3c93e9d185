/** @file Every job a worker can do. */
import type { Jobs } from './job'
import { latency } from './latency'
import { makeSampleData } from './makeSampleData'

export const jobs: Jobs = {
  latency,
  makeSampleData,
}
