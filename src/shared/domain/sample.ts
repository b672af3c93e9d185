/** @file A sample: a project waiting to be opened, with data, models and studies, and what its card in the gallery says. */
import * as v from 'valibot'
import { DATASET_KINDS } from './datasetKind'
import { DatasetId, ModelId, ProjectId, StudyId } from './ids'

/** In the order of the gallery. Words for each stand in `shared/words/samples`, its contents in `services/samples`. */
export const SAMPLES = [
  'iris',
  'digits',
  'wine',
  'filmReviews',
  'handwriting',
  'forecast',
  'cleaning',
  'photographs',
  'transfer',
  'autoencoder',
  'generator',
  'recurrent',
  'severalInputs',
  'faces',
] as const
export const SampleId = v.picklist(SAMPLES)
export type SampleId = v.InferOutput<typeof SampleId>

/** Data that are made when a sample is opened, from a seed; each has a maker in `datasets/samples/makers`. */
export const MADE_DATA = [
  'filmReviews',
  'digitsIdx',
  'digitPictures',
  'scenes',
  'temperatures',
  'houses',
  'customers',
  'listings',
  'parcels',
] as const
export const MadeData = v.picklist(MADE_DATA)
export type MadeData = v.InferOutput<typeof MadeData>

/** What a sample is about; a gallery is filtered by it. */
export const SAMPLE_TOPICS = ['tables', 'text', 'pictures', 'series', 'unlabelled', 'transfer'] as const
export const SampleTopic = v.picklist(SAMPLE_TOPICS)
export type SampleTopic = v.InferOutput<typeof SampleTopic>

export const DIFFICULTIES = ['first', 'middle', 'advanced'] as const
export const Difficulty = v.picklist(DIFFICULTIES)
export type Difficulty = v.InferOutput<typeof Difficulty>

/** Where the data of a part come from: they ship with Fettle, are made when it is opened, or are the user's own. */
export const DATA_ORIGINS = ['shipped', 'made', 'own'] as const
export const DataOrigin = v.picklist(DATA_ORIGINS)
export type DataOrigin = v.InferOutput<typeof DataOrigin>

/** Names parts, studies and made data; words are found by it. */
export const SampleKey = v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9]{0,30}$/))
export type SampleKey = v.InferOutput<typeof SampleKey>

/** A dataset of a sample, and the studies on it. */
export const SamplePart = v.strictObject({
  id: SampleKey,
  kind: v.picklist(DATASET_KINDS),
  /** `own`: the part opens with data of the user's only. */
  origin: DataOrigin,
  /** What of the user's may be put in its place; null: nothing. */
  accepts: v.nullable(v.picklist(['file', 'folder'])),
  /** Of the data that ship or are made; null where there are none. */
  rowCount: v.nullable(v.number()),
  /** Whom the data that ship come from. */
  credit: v.nullable(v.string()),
  studies: v.array(v.strictObject({ id: SampleKey, trials: v.number() })),
})
export type SamplePart = v.InferOutput<typeof SamplePart>

export const SampleCard = v.strictObject({
  id: SampleId,
  topics: v.pipe(v.array(SampleTopic), v.minLength(1)),
  difficulty: Difficulty,
  /** All its studies together, on two processor cores, as measured; roughly. */
  minutes: v.number(),
  parts: v.pipe(v.array(SamplePart), v.minLength(1)),
})
export type SampleCard = v.InferOutput<typeof SampleCard>

/** What opening a sample made; where it has several parts or studies, the first ones. */
export const OpenedSample = v.strictObject({
  projectId: ProjectId,
  datasetId: DatasetId,
  modelId: ModelId,
  studyId: v.nullable(StudyId),
})
export type OpenedSample = v.InferOutput<typeof OpenedSample>
