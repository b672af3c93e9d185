/** @file Every job a worker can do. */
import type { Jobs } from './job'
import { keepBackbone, readBackbone } from './backbones'
import { latency } from './latency'
import { batchTest } from './probe/batchTest'
import { classRecalls } from './probe/classRecalls'
import { rateTest } from './probe/rateTest'
import { makeSampleData } from './makeSampleData'
import { findAnomalies } from './studio/findAnomalies'
import { generateRows } from './studio/generateRows'
import { mapCodes } from './studio/mapCodes'
import { reconstruct } from './studio/reconstruct'

export const jobs: Jobs = {
  readBackbone,
  keepBackbone,
  batchTest,
  classRecalls,
  latency,
  rateTest,
  makeSampleData,
  mapCodes,
  reconstruct,
  findAnomalies,
  generateRows,
}
