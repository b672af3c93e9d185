/** @file Every job a worker can do. */
import type { Jobs } from '../job'
import { keepBackbone, readBackbone } from './backbones'
import { compress } from './compress'
import { code } from './code'
import { latency } from './latency'
import { matchGallery } from './matching/matchGallery'
import { matchReport } from './matching/matchReport'
import { attribute } from './explain/attribute'
import { listMistakes } from './explain/listMistakes'
import { partialDependence } from './explain/partialDependence'
import { permutationImportance } from './explain/permutationImportance'
import { engineInstall } from './engine/engineInstall'
import { engineProbe } from './engine/engineProbe'
import { shapValues } from './explain/shapValues'
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
  attribute,
  listMistakes,
  partialDependence,
  permutationImportance,
  shapValues,
  engineInstall,
  engineProbe,
  batchTest,
  classRecalls,
  compress,
  latency,
  matchGallery,
  matchReport,
  code,
  rateTest,
  makeSampleData,
  mapCodes,
  reconstruct,
  findAnomalies,
  generateRows,
}
