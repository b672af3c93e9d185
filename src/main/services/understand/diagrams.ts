import type { DatasetVersion } from '../../../shared/domain/dataset'
import type { Design } from '../../../shared/domain/design'
import type { DatasetVersionId, TrialId } from '../../../shared/domain/ids'
import type { ModelDiagram } from '../../../shared/domain/modelDiagram'
import { trainingPlanOf } from '../../../shared/domain/study'
import type { ServiceContext } from '../context'
import type { PreparedData } from '../data/preparedData'
import { placeModel, placeVariant } from '../models/placeModel'
import { listFolds, variantOf } from '../studies/trialData'
import { toModelDiagram, type DiagramRequest } from './modelDiagram'

type Loop = DiagramRequest['loop']

const NO_STUDY = { metric: null, pruner: null }

/** @throws {model/invalid} never: what does not fit has no shapes. */
export async function diagramOfModel(
  { store }: ServiceContext,
  prepared: PreparedData,
  { design, versionId }: { readonly design: Design; readonly versionId: DatasetVersionId | null },
): Promise<ModelDiagram> {
  if (versionId === null) {
    const loop: Loop = { dataName: null, rows: null, recipe: [], isAugmented: false, folds: 1, ...NO_STUDY }
    return toModelDiagram({ design, assignment: {}, place: null, loop })
  }
  const version = store.datasets.version(versionId)
  const place = await placeModel(prepared, version, design)
  return toModelDiagram({ design, assignment: {}, place, loop: { ...loopOf(store, version), ...NO_STUDY } })
}

export async function diagramOfTrial(
  { store }: ServiceContext,
  prepared: PreparedData,
  trialId: TrialId,
): Promise<ModelDiagram> {
  const row = store.trials.get(trialId)
  const study = store.studies.get(row.studyId)
  const plan = trainingPlanOf(study)
  const version = store.datasets.version(plan.datasetVersionId)
  const place = await placeVariant(prepared, version, variantOf(study, row.assignment))
  const { train, validation } = place.rows ?? version.counts
  return toModelDiagram({
    ...{ design: plan.design, assignment: row.assignment, place },
    loop: {
      ...loopOf(store, version),
      ...{ rows: { train, validation }, folds: listFolds(plan, version).length },
      metric: plan.objective.metric,
      pruner: plan.pruner === undefined || plan.pruner.kind === 'none' ? null : plan.pruner.kind,
    },
  })
}

function loopOf(store: ServiceContext['store'], version: DatasetVersion): Omit<Loop, 'metric' | 'pruner'> {
  const { train, validation } = version.counts
  return {
    dataName: store.datasets.get(version.datasetId).name,
    rows: { train, validation },
    recipe: version.plan.recipe.map(({ kind }) => kind),
    isAugmented: version.plan.recipe.some(({ kind }) => kind === 'augment'),
    folds: version.foldCount,
  }
}
