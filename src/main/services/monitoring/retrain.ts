import { mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FileId, TrialId } from '../../../shared/domain/ids'
import { type StudySummary, trainingPlanOf } from '../../../shared/domain/study'
import type { ServiceContext } from '../context'
import { mergeRows } from './mergeRows'
import { readTable } from './newRows'
import type { MonitoringParts } from './parts'

interface Retraining {
  readonly trialId: TrialId
  readonly fileId: FileId
}

/** A further version of the data with the new rows, and a study like that of the trial on it. */
export async function retrain(
  context: ServiceContext,
  { prepared, files, datasets, studies }: MonitoringParts,
  { trialId, fileId }: Retraining,
): Promise<StudySummary> {
  const { store, folders } = context
  const study = store.studies.get(store.trials.get(trialId).studyId)
  const plan = trainingPlanOf(study)
  const version = store.datasets.version(plan.datasetVersionId)
  const before = await readTable(context, version, prepared.sourceOf(version))
  const merged = mergeRows(version.plan, before, await readTable(context, version, files.source(fileId)))
  const stem = version.source.fileName.replace(/\.[^.]*$/, '')
  const path = join(mkdtempSync(join(folders.uploads, 'merged-')), `${stem}.csv`)
  writeFileSync(path, merged.csv)
  const { id: datasetId, projectId, name } = datasets.get(version.datasetId)
  const rows = { fileId: files.registerPath(path), plan: merged.plan }
  const dataset = await datasets.commit({ ...rows, name, projectId, datasetId })
  return studies.create({
    projectId,
    name: `${study.name} · v${String(dataset.latest.number)}`.slice(-120),
    plan: { ...plan, datasetVersionId: dataset.latest.id },
  })
}
