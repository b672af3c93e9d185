import type { DatasetVersion } from '../../../shared/domain/dataset'
import type { Design, Model, TemplateId } from '../../../shared/domain/design'
import { type DatasetId, type DatasetVersionId, ModelId, type ProjectId } from '../../../shared/domain/ids'
import type { ModelCheck } from '../../../shared/domain/modelCheck'
import { type InputSpec, tableInput } from '../../../shared/domain/modelInput'
import { createId, type ServiceContext } from '../context'
import type { PreparedData } from '../data/preparedData'
import { checkModel } from './checkModel'
import { fitTemplate } from './fitTemplate'
import { readTemplate } from './templates'

interface NewModel {
  readonly projectId: ProjectId
  readonly name: string
  readonly template: TemplateId
  readonly datasetId?: DatasetId | undefined
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
  /** A design with diagnostics is saved too: half-done work is work. */
  save(change: ModelChange): Model
  remove(id: ModelId): void
  restore(id: ModelId): void
  check(design: Design, datasetVersionId: DatasetVersionId): Promise<ModelCheck>
}

export function createModelService(context: ServiceContext, prepared: PreparedData): ModelService {
  const { store, clock, emit, resourcesFolder } = context
  const tell = ({ projectId }: Pick<Model, 'projectId'>): void => emit('project:changed', { projectId })
  const inputsOf = async (version: DatasetVersion): Promise<InputSpec[]> => {
    const { featureCount } = prepared.meta(await prepared.folderOf(version))
    return [tableInput(featureCount)]
  }
  return {
    list: (projectId) => store.models.list(projectId),
    get: (id) => store.models.get(id),
    async create({ projectId, name, template, datasetId = null }) {
      const project = store.projects.get(projectId)
      const shipped = readTemplate(resourcesFolder, template)
      const design =
        datasetId === null
          ? shipped
          : fitTemplate(shipped, await inputsOf(store.datasets.get(datasetId).latest))
      const now = clock.now()
      const model: Model = {
        id: createId(ModelId),
        projectId: project.id,
        datasetId,
        name,
        design,
        createdAt: now,
        changedAt: now,
      }
      store.models.insert(model)
      tell(model)
      return model
    },
    save({ id, name, design, datasetId }) {
      const before = store.models.get(id)
      const model: Model = {
        ...before,
        name,
        design,
        datasetId: datasetId ?? before.datasetId,
        changedAt: clock.now(),
      }
      store.models.update(model)
      tell(model)
      return model
    },
    remove(id) {
      const model = store.models.get(id)
      store.models.remove(id)
      tell(model)
    },
    restore(id) {
      store.models.restore(id)
      tell(store.models.get(id))
    },
    async check(design, datasetVersionId) {
      const version = store.datasets.version(datasetVersionId)
      const inputs = await inputsOf(version)
      return checkModel(design, { inputs, task: version.plan.task, output: version.output })
    },
  }
}
