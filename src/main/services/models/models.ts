import type { Design, Model, TemplateId } from '../../../shared/domain/design'
import { type DatasetVersionId, ModelId, type ProjectId } from '../../../shared/domain/ids'
import type { ModelCheck } from '../../../shared/domain/modelCheck'
import { createId, type ServiceContext } from '../context'
import type { PreparedData } from '../data/preparedData'
import { checkModel } from './checkModel'
import { readTemplate } from './templates'
import { tableInput } from '../../../shared/domain/modelInput'

export interface ModelService {
  list(projectId: ProjectId): Model[]
  get(id: ModelId): Model
  create(from: { projectId: ProjectId; name: string; template: TemplateId }): Model
  /** A design with diagnostics is saved too: half-done work is work. */
  save(change: { id: ModelId; name: string; design: Design }): Model
  remove(id: ModelId): void
  restore(id: ModelId): void
  check(design: Design, datasetVersionId: DatasetVersionId): Promise<ModelCheck>
}

export function createModelService(context: ServiceContext, prepared: PreparedData): ModelService {
  const { store, clock, emit, resourcesFolder } = context
  const tell = ({ projectId }: Pick<Model, 'projectId'>): void => emit('project:changed', { projectId })
  return {
    list: (projectId) => store.models.list(projectId),
    get: (id) => store.models.get(id),
    create({ projectId, name, template }) {
      const now = clock.now()
      const design = readTemplate(resourcesFolder, template)
      const project = store.projects.get(projectId)
      const model: Model = {
        id: createId(ModelId),
        projectId: project.id,
        name,
        design,
        createdAt: now,
        changedAt: now,
      }
      store.models.insert(model)
      tell(model)
      return model
    },
    save({ id, name, design }) {
      const model: Model = { ...store.models.get(id), name, design, changedAt: clock.now() }
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
      const { featureCount } = prepared.meta(await prepared.folderOf(version))
      return checkModel(design, {
        inputs: [tableInput(featureCount)],
        task: version.plan.task,
        output: version.output,
      })
    },
  }
}
