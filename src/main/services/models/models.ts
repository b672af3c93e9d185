import type { DatasetVersion } from '../../../shared/domain/dataset'
import type { Design, Model, TemplateId } from '../../../shared/domain/design'
import {
  type DatasetId,
  type DatasetVersionId,
  ModelId,
  type ProjectId,
  type TrialId,
} from '../../../shared/domain/ids'
import type { KerasRemark } from '../../../shared/domain/kerasRemark'
import type { ModelCheck } from '../../../shared/domain/modelCheck'
import { trainingPlanOf } from '../../../shared/domain/study'
import type { OrthogonalPlan } from '../../../shared/domain/search/orthogonalPlan'
import { createId, type ServiceContext } from '../context'
import type { PreparedData } from '../data/preparedData'
import type { Download } from '../downloads/download'
import { checkModel } from './checkModel'
import { fixedDesign } from './fixedDesign'
import { planOrthogonal } from './orthogonalPlan'
import { fitTemplate } from './fitTemplate'
import { placeModel } from './placeModel'
import { readKeras, writeKeras } from './kerasModels'
import { readTemplate } from './templates'

interface NewModel {
  readonly projectId: ProjectId
  readonly name: string
  readonly template: TemplateId
  readonly datasetId?: DatasetId | undefined
}

interface ForeignModel {
  readonly projectId: ProjectId
  readonly name: string
  readonly json: string
  readonly datasetId?: DatasetId | undefined
}

interface KerasImported {
  readonly model: Model
  readonly remarks: KerasRemark[]
}

interface ModelChange {
  readonly id: ModelId
  readonly name: string
  readonly design: Design
  /** Absent: as it was. */
  readonly datasetId?: DatasetId | undefined
}

export interface ModelService {
  list(projectId: ProjectId): Model[]
  get(id: ModelId): Model
  /** With a dataset the shapes of the template follow its newest version. */
  create(from: NewModel): Promise<Model>
  /** Keeps a design as it is. */
  add(made: Pick<Model, 'projectId' | 'datasetId' | 'name' | 'design'>): Model
  /** The layers and settings of a trial, all fixed. @throws {study/runs-command} */
  fromTrial(from: { trialId: TrialId; name?: string | undefined }): Model
  /** A design with diagnostics is saved too: half-done work is work. */
  save(change: ModelChange): Model
  remove(id: ModelId): void
  restore(id: ModelId): void
  /** @throws {keras/*} where the text is no model that Fettle can have. */
  importKeras(from: ForeignModel): KerasImported
  /** @throws {model/invalid} where the design does not fit the data. @throws {keras/not-exportable} */
  exportKeras(from: { id: ModelId; datasetVersionId: DatasetVersionId }): Promise<Download>
  check(design: Design, datasetVersionId: DatasetVersionId): Promise<ModelCheck>
  /** Which array an orthogonal search would take; null where nothing varies. */
  orthogonal(design: Design, levels: number): OrthogonalPlan | null
}

export function createModelService(context: ServiceContext, prepared: PreparedData): ModelService {
  const { store, clock, emit, resourcesFolder } = context
  const tell = ({ projectId }: Pick<Model, 'projectId'>): void => emit('project:changed', { projectId })
  const placeOf = (version: DatasetVersion, design: Design | null) => placeModel(prepared, version, design)
  const insert = (made: Pick<Model, 'projectId' | 'datasetId' | 'name' | 'design'>): Model => {
    const now = clock.now()
    const model: Model = { id: createId(ModelId), ...made, createdAt: now, changedAt: now }
    store.models.insert(model)
    tell(model)
    return model
  }
  return {
    list: (projectId) => store.models.list(projectId),
    get: (id) => store.models.get(id),
    add: insert,
    async create({ projectId, name, template, datasetId = null }) {
      const project = store.projects.get(projectId)
      const shipped = readTemplate(resourcesFolder, template)
      const design =
        datasetId === null
          ? shipped
          : fitTemplate(shipped, (await placeOf(store.datasets.get(datasetId).latest, null)).inputs)
      return insert({ projectId: project.id, datasetId, name, design })
    },
    fromTrial: (wanted) => insert(modelOfTrial(store, wanted)),
    save({ id, name, design, datasetId }) {
      const before = store.models.get(id)
      const changed = { name, design, datasetId: datasetId ?? before.datasetId }
      const model: Model = { ...before, ...changed, changedAt: clock.now() }
      store.models.update(model)
      tell(model)
      return model
    },
    remove: (id) => {
      const model = store.models.get(id)
      store.models.remove(id)
      tell(model)
    },
    restore: (id) => {
      store.models.restore(id)
      tell(store.models.get(id))
    },
    importKeras({ projectId, name, json, datasetId = null }) {
      const project = store.projects.get(projectId)
      const { design, remarks } = readKeras(json)
      return { model: insert({ projectId: project.id, datasetId, name, design }), remarks }
    },
    async exportKeras({ id, datasetVersionId }) {
      const model = store.models.get(id)
      return writeKeras(model, await placeOf(store.datasets.version(datasetVersionId), model.design))
    },
    check: async (design, datasetVersionId) =>
      checkModel(design, await placeOf(store.datasets.version(datasetVersionId), design)),
    orthogonal: planOrthogonal,
  }
}

function modelOfTrial(
  { trials, studies, datasets }: ServiceContext['store'],
  { trialId, name }: Parameters<ModelService['fromTrial']>[0],
): Pick<Model, 'projectId' | 'datasetId' | 'name' | 'design'> {
  const row = trials.get(trialId)
  const study = studies.get(row.studyId)
  const { design, datasetVersionId } = trainingPlanOf(study)
  return {
    projectId: study.projectId,
    datasetId: datasets.version(datasetVersionId).datasetId,
    name: name ?? `${study.name} ${row.number}`.slice(-120).trim(),
    design: fixedDesign(design, row.assignment),
  }
}
