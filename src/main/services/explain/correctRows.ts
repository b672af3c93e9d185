import type { ParsedInput } from '../../../shared/contract/invokes'
import { addCorrections } from '../../../shared/domain/correction'
import type { Dataset, DatasetPlan, DatasetVersion } from '../../../shared/domain/dataset'
import { type StudySummary, trainingPlanOf } from '../../../shared/domain/study'
import { AppError } from '../../../shared/errors/appError'
import { canonicalJson } from '../../../shared/util/canonicalJson'
import type { ServiceContext } from '../context'
import type { DatasetService } from '../data/datasets'
import type { StudyService } from '../studies/studies'

interface Parts {
  readonly datasets: DatasetService
  readonly studies: StudyService
}

/**
 * A version never changes: corrections make a further one, of the same source.
 * @throws {dataset/bad-correction} {dataset/no-such-row} {dataset/not-corrected}
 */
export function correctRows(
  { store }: ServiceContext,
  { datasets }: Parts,
  { versionId, add, undo }: ParsedInput<'mistakes:correct'>,
): Promise<Dataset> {
  const base = latestAlike(datasets, store.datasets.version(versionId))
  refuseUnknown(base, { add, undo })
  const gone = new Set(undo)
  const { corrections: before = [], ...plan } = base.plan
  const corrections = addCorrections(
    before.filter(({ row }) => !gone.has(row)),
    add,
  )
  return datasets.revise(base.id, corrections.length > 0 ? { ...plan, corrections: [...corrections] } : plan)
}

/** A correction of nothing would make a version like the one before it. */
function refuseUnknown(
  { plan, rowCount, rejectedCount }: DatasetVersion,
  { add, undo }: Pick<ParsedInput<'mistakes:correct'>, 'add' | 'undo'>,
): void {
  const beyond = add.find(({ row }) => row >= rowCount + rejectedCount)
  if (beyond) throw new AppError('dataset/no-such-row', { row: beyond.row + 1 })
  const corrected = new Set((plan.corrections ?? []).map(({ row }) => row))
  const whole = undo.find((row) => !corrected.has(row))
  if (whole !== undefined) throw new AppError('dataset/not-corrected', { row: whole + 1 })
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
