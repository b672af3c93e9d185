/** @file Channels of models: designs, templates and what the compiler says of them. */
import * as v from 'valibot'
import { Design, Model, TemplateId } from '../../domain/design'
import { DatasetId, DatasetVersionId, ModelId, ProjectId } from '../../domain/ids'
import { KerasRemark } from '../../domain/kerasRemark'
import { ModelCheck } from '../../domain/modelCheck'
import { OrthogonalPlan } from '../../domain/search/orthogonalPlan'
import { Download } from './download'
import { Nothing } from './nothing'

const Name = Model.entries.name

/** Layers without weights: the largest are some hundred thousand. */
export const MOST_KERAS_CHARACTERS = 8_000_000

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
  /** Makes a model of what Keras writes with `to_json`, and says what became other than it was meant. */
  'model:importKeras': {
    input: v.strictObject({
      projectId: ProjectId,
      name: Name,
      json: v.pipe(v.string(), v.maxLength(MOST_KERAS_CHARACTERS)),
      datasetId: v.optional(DatasetId),
    }),
    output: v.strictObject({ model: Model, remarks: v.array(KerasRemark) }),
  },
  /** The fixed values of a design as JSON that Keras reads; what varies stands at its own value. */
  'model:exportKeras': {
    input: v.strictObject({ id: ModelId, datasetVersionId: DatasetVersionId }),
    output: Download,
  },
  /** Shapes, weights, errors and the size of the space of a design on a dataset version. */
  'model:check': {
    input: v.strictObject({ design: Design, datasetVersionId: DatasetVersionId }),
    output: ModelCheck,
  },
  /** Which array an orthogonal search would take; null where nothing varies. */
  'model:orthogonal': {
    input: v.strictObject({
      design: Design,
      levels: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(5)),
    }),
    output: v.nullable(OrthogonalPlan),
  },
} as const
