/** @file What a diagram of a model is drawn from: its layers with shapes and weights, who reads whom, and what stands repeatedly. */
import * as v from 'valibot'
import { TrainingSpec } from './trainingSpec'

export const DiagramLayer = v.strictObject({
  id: v.string(),
  /** Of the layer, or `data` for an input of the data, and `latent` for what a generator begins with. */
  kind: v.string(),
  /** Ids of what it reads. */
  reads: v.array(v.string()),
  /** Sizes of its output's axes but the batch; empty where they are not known. */
  shape: v.array(v.number()),
  weights: v.number(),
  /** Its settings in a few words of numbers and names: `units 64`, `relu`. */
  settings: v.array(
    v.strictObject({ name: v.string(), value: v.union([v.string(), v.number(), v.boolean()]) }),
  ),
  /** The repeat it stands in, which of its copies it is, and which layer of the repeat. */
  repeat: v.nullable(v.strictObject({ id: v.string(), copy: v.number(), layer: v.string() })),
  /** The network it belongs to: 1 for the one that judges in adversarial training, else 0. */
  network: v.number(),
})
export type DiagramLayer = v.InferOutput<typeof DiagramLayer>

/** The rest of a training, for the diagram of its loop. Absent numbers are not known. */
export const LoopFacts = v.strictObject({
  dataName: v.nullable(v.string()),
  rows: v.nullable(v.strictObject({ train: v.number(), validation: v.number() })),
  /** Kinds of the steps of the recipe. */
  recipe: v.array(v.string()),
  isAugmented: v.boolean(),
  folds: v.number(),
  training: TrainingSpec,
  /** Decided, never `auto`. */
  loss: v.string(),
  hasPenalties: v.boolean(),
  /** Of the study; null for a model alone. */
  metric: v.nullable(v.string()),
  pruner: v.nullable(v.string()),
})
export type LoopFacts = v.InferOutput<typeof LoopFacts>

export const ModelDiagram = v.strictObject({
  /** Data first; a layer stands behind all that it reads. */
  layers: v.array(DiagramLayer),
  /** How the two networks of adversarial training meet: what the maker makes goes to the first layer of the judge. */
  isAdversarial: v.boolean(),
  loop: LoopFacts,
})
export type ModelDiagram = v.InferOutput<typeof ModelDiagram>
