import {
  type AnsweredRow,
  type DeploymentCard,
  DeploymentId,
  type DeploymentSettings,
} from '../../../shared/domain/deployment'
import type { DriftReport, LivePerformance } from '../../../shared/domain/drift'
import type { FileId, ProjectId, TrialId } from '../../../shared/domain/ids'
import { type StudySummary, trainingPlanOf } from '../../../shared/domain/study'
import { createId, type ServiceContext } from '../context'
import { findTrainedTrial, type TrainedTrial } from '../results/trainedTrial'
import { type Answered, logRows } from './answerLog'
import { compareData, type DriftSubject } from './compareData'
import { takeLabels } from './labels'
import { measureLive } from './livePerformance'
import type { MonitoringParts } from './parts'
import { createPulse } from './pulse'
import { retrain } from './retrain'
import { MOST_ROWS } from './sampleRows'

export interface MonitoringService {
  list(projectId: ProjectId | null): DeploymentCard[]
  get(id: DeploymentId): DeploymentCard
  /** @throws {study/nothing-trained} {trial/no-weights} */
  add(trialId: TrialId, name: string): Promise<DeploymentCard>
  set(id: DeploymentId, settings: DeploymentSettings): DeploymentCard
  remove(id: DeploymentId): void
  restore(id: DeploymentId): void
  rows(id: DeploymentId, page: { readonly offset: number; readonly limit: number }): AnsweredRow[]
  clear(id: DeploymentId): void
  /** Tells every window that something of a model in use is different now. */
  changed(): void
  /** Keeps rows and answers, where that is asked for. @returns what each row is called in the log; null: it is not kept */
  log(id: DeploymentId, answered: Answered): Promise<(number | null)[]>
  /** Of a file, or of the rows that a deployment kept. @throws {monitoring/too-few-rows} */
  drift(subject: DriftSubject): Promise<DriftReport>
  /** Takes what turned out to be right: a file with the target and `row` (or as many rows as are kept, in their order). */
  label(id: DeploymentId, fileId: FileId): Promise<{ matched: number; total: number }>
  performance(id: DeploymentId): LivePerformance
  /** A further version of the data with the new rows, and a study like that of the trial on it. */
  retrain(trialId: TrialId, fileId: FileId): Promise<StudySummary>
}

export function createMonitoringService(context: ServiceContext, parts: MonitoringParts): MonitoringService {
  const { store, clock, emit } = context
  const changed = createPulse(clock, () => emit('deployment:changed', {}))
  const find = (trialId: TrialId): Promise<TrainedTrial> => findTrainedTrial(context, parts.prepared, trialId)
  const get = (id: DeploymentId): DeploymentCard => store.deployments.card(id)
  const remaking = (change: (id: DeploymentId) => void) => (id: DeploymentId) => {
    change(id)
    changed()
  }
  return {
    list: (projectId) => store.deployments.cards(projectId),
    get,
    changed,
    async add(trialId, name) {
      const { study } = await find(trialId)
      const settings = { name, isLogging: false, keptRows: 10_000 }
      const id = createId(DeploymentId)
      store.deployments.put({ id, trialId, projectId: study.projectId, createdAt: clock.now(), ...settings })
      changed()
      return get(id)
    },
    set(id, settings) {
      store.deployments.put({ ...store.deployments.get(id), ...settings })
      changed()
      return get(id)
    },
    remove: remaking((id) => store.deployments.remove(id)),
    restore: remaking((id) => store.deployments.restore(id)),
    rows: (id, page) => store.deployments.rows(id, page),
    clear: remaking((id) => store.deployments.clear(id)),
    async log(id, answered) {
      const keys = await logRows(context, store.deployments.get(id), answered)
      changed()
      return keys
    },
    async drift(subject) {
      const id =
        subject.kind === 'file' ? subject.trialId : store.deployments.get(subject.deploymentId).trialId
      return compareData(context, parts, { trial: await find(id), subject })
    },
    async label(id, fileId) {
      const taken = await takeLabels(context, parts, { deployment: store.deployments.get(id), fileId })
      changed()
      return taken
    },
    performance(id) {
      const { trialId } = store.deployments.get(id)
      const row = store.trials.get(trialId)
      const { datasetVersionId } = trainingPlanOf(store.studies.get(row.studyId))
      const { output } = store.datasets.version(datasetVersionId)
      const rows = store.deployments.rows(id, { offset: 0, limit: MOST_ROWS })
      return measureLive(rows, output.kind === 'number', row.validation)
    },
    retrain: (trialId, fileId) => retrain(context, parts, { trialId, fileId }),
  }
}
