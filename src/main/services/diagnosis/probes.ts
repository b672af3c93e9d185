import type { Ticket } from '../../../shared/contract/jobs'
import type { Design } from '../../../shared/domain/design'
import { ONE_THREAD } from '../../../shared/domain/device'
import type { BatchTest, RateTest } from '../../../shared/domain/diagnosis/probe'
import type { DatasetVersionId } from '../../../shared/domain/ids'
import { applyAssignment, defaultAssignment, deriveSpace } from '../../search'
import type { ServiceContext } from '../context'
import type { PreparedData } from '../data/preparedData'
import type { JobService } from '../jobs/jobs'
import { refuseInvalidDesign } from '../models/checkModel'
import { placeModel } from '../models/placeModel'

export interface Probed {
  readonly datasetVersionId: DatasetVersionId
  readonly design: Design
  readonly ticket?: Ticket | undefined
}

/** Looks at a model and its data before a study. Each is one short training of the design's default settings. */
export interface ProbeService {
  /** @throws {model/invalid} {diagnosis/two-networks} {app/cancelled} */
  rates(asked: Probed & { readonly low: number; readonly high: number }): Promise<RateTest>
  /** @throws the same */
  batches(asked: Probed): Promise<BatchTest>
}

export interface ProbeParts {
  readonly prepared: PreparedData
  readonly jobs: JobService
}

/** Batches of a range test, for rates seven powers of ten apart: some twenty for each. */
const STEPS = 160
/** Short, since there are a dozen of them; as long as `measureModel` takes for a placement. */
const MILLISECONDS = 300
const SMALLEST_BATCH = 8
const LARGEST_BATCH = 8192
const SEED = 1

export function createProbeService(context: ServiceContext, { prepared, jobs }: ProbeParts): ProbeService {
  const subjectOf = async ({ datasetVersionId, design }: Probed) => {
    const version = context.store.datasets.version(datasetVersionId)
    refuseInvalidDesign(design, await placeModel(prepared, version, design))
    const { model, training, data } = applyAssignment(design, defaultAssignment(deriveSpace(design)))
    const dataFolder = await prepared.folderOf(version, { data })
    const { task } = version.plan
    const subject = {
      ...{ model, training, task, dataFolder, output: version.output },
      ...{ backbonesFolder: context.folders.backbones, seed: SEED, placement: ONE_THREAD },
    }
    return { subject, rows: prepared.meta(dataFolder).counts.train }
  }
  return {
    async rates({ low, high, ticket, ...asked }) {
      const { subject } = await subjectOf(asked)
      return jobs.run('rateTest', { ...subject, low, high, steps: STEPS }, { ticket })
    },
    async batches({ ticket, ...asked }) {
      const { subject, rows } = await subjectOf(asked)
      const input = { ...subject, batchSizes: batchSizesFor(rows), milliseconds: MILLISECONDS }
      return jobs.run('batchTest', input, { ticket })
    },
  }
}

/** Powers of two up to all rows at once. */
function batchSizesFor(rows: number): number[] {
  const sizes: number[] = []
  for (let size = SMALLEST_BATCH; size <= LARGEST_BATCH; size *= 2) if (size <= rows) sizes.push(size)
  return sizes.length > 0 ? sizes : [Math.max(1, rows)]
}
