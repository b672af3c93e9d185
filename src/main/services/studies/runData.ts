import type { DatasetVersion } from '../../../shared/domain/dataset'
import { isTraining, trainingPlanOf } from '../../../shared/domain/study'
import type { ModelFigures } from '../../search'
import type { Placements } from '../compute/compute'
import type { Place } from '../compute/usableEngine'
import type { ServiceContext } from '../context'
import type { PreparedData } from '../data/preparedData'
import { createModelFigures } from '../models/modelFigures'
import { placeModel } from '../models/placeModel'
import type { LiveStudy } from './liveStudy'
import { programData, type ProgramSetup } from './programRuns'
import { createStructures, type Structures } from './structures'
import { measuredRequest, type RunSetup } from './studySetup'
import { createTrialData, prepareFirst, type TrialData } from './trialData'

/** What runs need besides the study itself and their data. */
export type RunData = (
  Omit<RunSetup, 'study' | 'dataFolder' | 'furtherFolders'> | Omit<ProgramSetup, 'study'>
) & {
  readonly structures: Structures
  readonly trialData: TrialData
}

export interface RunDataOptions {
  readonly context: ServiceContext
  readonly prepared: PreparedData
  readonly placements: Placements
  readonly live: LiveStudy
}

export interface PreparedRuns {
  readonly data: RunData
  /** What models cost; null where nobody asks. */
  readonly figures: ModelFigures | null
}

/** Works out all that follows from the plan of a study before its first trial. */
export async function prepareRuns(options: RunDataOptions): Promise<PreparedRuns> {
  const { context, prepared, live } = options
  const { study } = live
  const { folders, checkpointSeconds } = context
  if (!isTraining(study.plan)) return { data: programData(folders), figures: null }
  const version = context.store.datasets.version(study.plan.datasetVersionId)
  const trialData = createTrialData({ study, version, prepared })
  const dataFolder = await prepareFirst({ study, version, prepared })
  const place = await placeOf(options, { version, dataFolder })
  const inputs = prepared.meta(dataFolder).inputs.map(({ spec }) => spec)
  const isRecording = (): boolean => trainingPlanOf(live.study).recordLayers === true
  const structures = createStructures({
    study,
    version,
    placement: place.placement,
    inputs,
    trialData,
    isRecording,
  })
  const data = { version, trialData, folders, checkpointSeconds, ...place, structures }
  return { data, figures: await modelFigures(options, version) }
}

/** Constraints may speak of what models cost; without constraints nobody asks. */
async function modelFigures(
  { prepared, live }: RunDataOptions,
  version: DatasetVersion,
): Promise<ModelFigures | null> {
  const { design } = trainingPlanOf(live.study)
  if (design.constraints === undefined) return null
  return createModelFigures(design, await placeModel(prepared, version, design))
}

/** Where the study went on before, it goes on, whatever was measured since. */
function placeOf(
  { placements, context: { folders }, live: { study, board } }: RunDataOptions,
  data: Pick<RunSetup, 'version' | 'dataFolder'>,
): Promise<Place> {
  const known = [...board.rows()].flatMap(({ placement }) => placement ?? [])
  // Some trials may be elsewhere than the study.
  const earlier = known.find(({ instead }) => instead === undefined) ?? known[0] ?? null
  return placements.placementFor({ study, request: measuredRequest({ ...data, study, folders }), earlier })
}
