/** @file What the core and the import worker say to each other: the data engine's methods as messages. */
import * as v from 'valibot'
import { DatasetPlan, DatasetSource, RejectedRow } from '../../../shared/domain/dataset'
import { DriftPart, DriftTest, PictureFigures } from '../../../shared/domain/drift'
import { DialectChoice } from '../../../shared/domain/dialect'
import { ImportPreview } from '../../../shared/domain/importPreview'
import { DataProfile } from '../../../shared/domain/dataProfile'
import { PictureGeometry } from '../../../shared/domain/pictureGeometry'
import { PicturePage, PictureSample } from '../../../shared/domain/picturePage'
import { RecipePreview } from '../../../shared/domain/recipePreview'
import { PartRows } from '../../../shared/domain/partRows'
import { ALL_ROWS, Part } from '../../../shared/domain/split'
import { SeenText } from '../../../shared/domain/seenText'
import { PreparedMeta } from '../../../shared/domain/preparedMeta'
import { WireError } from '../../../shared/errors/wireError'
import type { DatasetEngine } from '../types'

const SourceFile = v.strictObject({ path: v.string(), fileName: v.string() })
const Cells = v.array(v.array(v.nullable(v.string())))
const Count = v.pipe(v.number(), v.integer(), v.minValue(0))
/** From 0, or `ALL_ROWS`. */
const Fold = v.pipe(v.number(), v.integer(), v.minValue(ALL_ROWS))

const TextDrift = v.strictObject({
  unknown: v.strictObject({ before: v.instance(Float64Array), now: v.instance(Float64Array) }),
  words: v.nullable(
    v.strictObject({
      test: v.strictObject({
        ...v.omit(DriftTest, ['isShifted']).entries,
        isLarge: v.boolean(),
      }),
      stability: v.number(),
      parts: v.array(DriftPart),
    }),
  ),
})

const PlannedSource = v.strictObject({ file: SourceFile, plan: DatasetPlan })

/** Every method of the engine: what goes in, in order, and what comes out. */
export const METHODS = {
  propose: { input: v.strictTuple([SourceFile, DialectChoice]), output: ImportPreview },
  review: { input: v.strictTuple([SourceFile, DatasetPlan]), output: ImportPreview },
  prepare: {
    input: v.strictTuple([SourceFile, DatasetPlan, v.string(), v.optional(Fold, 0)]),
    output: PreparedMeta,
  },
  rows: {
    input: v.strictTuple([
      v.strictObject({ file: SourceFile, plan: DatasetPlan, offset: Count, limit: Count }),
    ]),
    output: v.strictObject({ total: v.number(), rows: Cells }),
  },
  rejected: { input: v.strictTuple([SourceFile, DatasetPlan]), output: v.array(RejectedRow) },
  readCells: {
    input: v.strictTuple([SourceFile, DialectChoice]),
    output: v.strictObject({ header: v.array(v.string()), rows: Cells, rejected: v.array(RejectedRow) }),
  },
  decodePictures: {
    input: v.strictTuple([
      v.strictObject({
        file: SourceFile,
        dialect: DialectChoice,
        cells: v.array(v.string()),
        geometry: PictureGeometry,
      }),
    ]),
    output: v.string(),
  },
  measurePictures: {
    input: v.strictTuple([
      v.strictObject({ file: SourceFile, dialect: DialectChoice, cells: v.array(v.string()) }),
    ]),
    output: v.array(v.nullable(PictureFigures)),
  },
  compareTexts: {
    input: v.strictTuple([v.array(v.string()), v.array(v.string())]),
    output: TextDrift,
  },
  profile: { input: v.strictTuple([PlannedSource]), output: DataProfile },
  previewRecipe: {
    input: v.strictTuple([v.strictObject({ ...PlannedSource.entries, stepId: v.nullable(v.string()) })]),
    output: RecipePreview,
  },
  pictures: {
    input: v.strictTuple([
      v.strictObject({
        ...PlannedSource.entries,
        label: v.nullable(v.string()),
        offset: Count,
        limit: Count,
      }),
    ]),
    output: PicturePage,
  },
  pictureSample: {
    input: v.strictTuple([
      v.strictObject({ ...PlannedSource.entries, row: Count, count: Count, seed: Count }),
    ]),
    output: PictureSample,
  },
  seenText: {
    input: v.strictTuple([v.strictObject({ ...PlannedSource.entries, row: Count })]),
    output: SeenText,
  },
  partRows: {
    input: v.strictTuple([
      v.strictObject({
        ...PlannedSource.entries,
        fold: Fold,
        part: Part,
        places: v.nullable(v.array(Count)),
        most: Count,
        seed: Count,
        hasImages: v.boolean(),
      }),
    ]),
    output: PartRows,
  },
  describe: { input: v.strictTuple([SourceFile]), output: DatasetSource },
} as const satisfies Record<
  keyof DatasetEngine,
  { input: v.GenericSchema<unknown, unknown[]>; output: v.GenericSchema }
>

export type Method = keyof typeof METHODS

export const ToImportWorker = v.variant('kind', [
  /** Comes first, or never. */
  v.strictObject({ kind: v.literal('configure'), cacheFolder: v.string() }),
  v.strictObject({
    kind: v.literal('call'),
    id: v.number(),
    method: v.picklist(Object.keys(METHODS) as Method[]),
    input: v.unknown(),
  }),
])
export type ToImportWorker = v.InferOutput<typeof ToImportWorker>

export const FromImportWorker = v.variant('kind', [
  v.strictObject({ kind: v.literal('ready') }),
  v.strictObject({ kind: v.literal('returned'), id: v.number(), output: v.unknown() }),
  v.strictObject({ kind: v.literal('failed'), id: v.number(), error: WireError }),
  v.strictObject({
    kind: v.literal('progressed'),
    path: v.string(),
    doneBytes: v.number(),
    totalBytes: v.number(),
  }),
])
export type FromImportWorker = v.InferOutput<typeof FromImportWorker>
