/** @file Channels of models: designs, templates and what the compiler says of them. */
import * as v from 'valibot'
import { Design, Model, TemplateId } from '../../domain/design'
import { DatasetId, DatasetVersionId, ModelId, ProjectId } from '../../domain/ids'
import { ModelCheck } from '../../domain/modelCheck'
import { Nothing } from './nothing'

const Name = Model.entries.name

export const modelInvokes = {
  'model:list': { input: v.strictObject({ projectId: ProjectId }), output: v.array(Model) },
  'model:get': { input: v.strictObject({ id: ModelId }), output: Model },
  'model:create': {
    input: v.strictObject({
      projectId: ProjectId,
      name: Name,
      template: TemplateId,
      /** What it is made for; the shapes of the template follow it. */
      datasetId: v.optional(DatasetId),
    }),
    output: Model,
  },
  /** Saves a design whole; a design with diagnostics is saved too. Without `datasetId` that stays as it is. */
  'model:save': {
    input: v.strictObject({ id: ModelId, name: Name, design: Design, datasetId: v.optional(DatasetId) }),
    output: Model,
  },
  'model:remove': { input: v.strictObject({ id: ModelId }), output: Nothing },
  'model:restore': { input: v.strictObject({ id: ModelId }), output: Nothing },
  /** Shapes, weights, errors and the size of the space of a design on a dataset version. */
  'model:check': {
    input: v.strictObject({ design: Design, datasetVersionId: DatasetVersionId }),
    output: ModelCheck,
  },
} as const
