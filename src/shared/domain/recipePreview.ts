/** @file What a recipe does to the training rows of the first fold, step by step, and how rows look before and after. */
import * as v from 'valibot'
import { Histogram } from './column'
import { StepId } from './recipe'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** Rows and columns that are shown. */
export const PREVIEW_TABLE_ROWS = 50
export const PREVIEW_TABLE_COLUMNS = 60

/** Something that a step learnt or did, worded by the renderer from `kind`; a step may tell several. */
export const StepFact = v.variant('kind', [
  /** Cells that were filled, with what: a figure, a text; null where each cell is filled on its own. */
  v.strictObject({
    kind: v.literal('filled'),
    column: v.string(),
    count: Count,
    value: v.nullable(v.string()),
  }),
  v.strictObject({
    kind: v.literal('clipped'),
    column: v.string(),
    count: Count,
    low: v.number(),
    high: v.number(),
  }),
  v.strictObject({ kind: v.literal('scaled'), column: v.string(), center: v.number(), scale: v.number() }),
  v.strictObject({ kind: v.literal('lambda'), column: v.string(), lambda: v.number() }),
  v.strictObject({ kind: v.literal('edges'), column: v.string(), edges: v.array(v.number()) }),
  /** A category column became so many inputs, the categories beyond the limit sharing one. */
  v.strictObject({ kind: v.literal('encoded'), column: v.string(), inputs: Count, others: Count }),
  /** Inputs by their score, the best first, at most 50; those that stay are marked. */
  v.strictObject({
    kind: v.literal('scores'),
    scores: v.array(v.strictObject({ name: v.string(), score: v.number(), isKept: v.boolean() })),
    keptCount: Count,
    leftOutCount: Count,
  }),
  /** Share of the variance that each component explains, at most 50. */
  v.strictObject({ kind: v.literal('components'), shares: v.array(v.number()), inputs: Count }),
  /** Different tokens, and the share of the tokens of the training texts that are unknown. */
  v.strictObject({ kind: v.literal('vocabulary'), size: Count, unknownShare: v.number() }),
  /** Rows of each class before and after. */
  v.strictObject({
    kind: v.literal('balanced'),
    classes: v.array(v.strictObject({ label: v.string(), before: Count, after: Count, weight: v.number() })),
  }),
  v.strictObject({ kind: v.literal('rowsLeftOut'), count: Count }),
  v.strictObject({ kind: v.literal('columnsAdded'), count: Count }),
  v.strictObject({ kind: v.literal('columnsRemoved'), count: Count }),
  /** None of its columns is there any more, or it is switched off. */
  v.strictObject({ kind: v.literal('nothingToDo') }),
])
export type StepFact = v.InferOutput<typeof StepFact>

export const StepEffect = v.strictObject({
  id: StepId,
  /** Columns of figures and texts together, before and after the step. */
  columnsBefore: Count,
  columnsAfter: Count,
  facts: v.array(StepFact),
})
export type StepEffect = v.InferOutput<typeof StepEffect>

/** Columns side by side with their first cells; at most `PREVIEW_TABLE_COLUMNS`. */
export const TableView = v.strictObject({
  /** All columns, shown or not. */
  columnCount: Count,
  columns: v.array(
    v.strictObject({
      name: v.string(),
      kind: v.picklist(['figures', 'texts', 'tokens', 'picture']),
      missing: Count,
      /** Of figures; null where there is none. */
      histogram: v.nullable(Histogram),
    }),
  ),
  /** As text, null where missing; at most `PREVIEW_TABLE_ROWS`. */
  rows: v.array(v.array(v.nullable(v.string()))),
})
export type TableView = v.InferOutput<typeof TableView>

export const RecipePreview = v.strictObject({
  /** Training rows before and after. */
  rowsBefore: Count,
  rowsAfter: Count,
  /** Every step up to the one that was asked for. */
  steps: v.array(StepEffect),
  /** Before that step (the raw columns where all were asked for). */
  before: TableView,
  after: TableView,
  /** Why the recipe could not be followed to its end, as an error code, and where. */
  problem: v.nullable(
    v.strictObject({ stepId: StepId, code: v.string(), details: v.record(v.string(), v.unknown()) }),
  ),
})
export type RecipePreview = v.InferOutput<typeof RecipePreview>
