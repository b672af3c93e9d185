import type { ParsedInput } from '../../../shared/contract/invokes'
import { addCorrections } from '../../../shared/domain/correction'
import type { Dataset, DatasetPlan, DatasetVersion } from '../../../shared/domain/dataset'
import { type StudySummary, trainingPlanOf } from '../../../shared/domain/study'
import { canonicalJson } from '../../../shared/util/canonicalJson'
import type { ServiceContext } from '../context'
import type { DatasetService } from '../data/datasets'
import type { StudyService } from '../studies/studies'

interface Parts {
  readonly datasets: DatasetService
  readonly studies: StudyService
}

/** A version never changes: corrections make a further one, of the same source. */
export function correctRows(
  { store }: ServiceContext,
  { datasets }: Parts,
  { versionId, add, undo }: ParsedInput<'mistakes:correct'>,
): Promise<Dataset> {
  const base = latestAlike(datasets, store.datasets.version(versionId))
  const gone = new Set(undo)
  const { corrections: before = [], ...plan } = base.plan
  const corrections = addCorrections(
    before.filter(({ row }) => !gone.has(row)),
    add,
  )
  return datasets.revise(base.id, corrections.length > 0 ? { ...plan, corrections: [...corrections] } : plan)
}

/** Corrections add up: what was corrected since stays, where nothing else was changed. */
function latestAlike(datasets: DatasetService, version: DatasetVersion): DatasetVersion {
  const { latest } = datasets.get(version.datasetId)
  const isAlike =
    latest.source.sha256 === version.source.sha256 &&
    canonicalJson(withoutCorrections(latest.plan)) === canonicalJson(withoutCorrections(version.plan))
  return isAlike ? latest : version
}

function withoutCorrections({ corrections: _, ...plan }: DatasetPlan): object {
  return plan
}

/** @throws {model/invalid} where the newest version has become another one. */
export async function retrainStudy(
  { store }: ServiceContext,
  { datasets, studies }: Parts,
  { studyId, isStarted }: ParsedInput<'mistakes:retrain'>,
): Promise<StudySummary> {
  const study = store.studies.get(studyId)
  const plan = trainingPlanOf(study)
  const { datasetId } = store.datasets.version(plan.datasetVersionId)
  const { latest } = datasets.get(datasetId)
  const name = `${study.name} · v${String(latest.number)}`.slice(-120)
  const made = await studies.create({
    projectId: study.projectId,
    name,
    plan: { ...plan, datasetVersionId: latest.id },
  })
  return isStarted ? studies.start(made.id) : made
}
