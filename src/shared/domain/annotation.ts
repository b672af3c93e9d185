/** @file What people write about their work: a note, tags, a star, and whether it is put aside. */
import * as v from 'valibot'
import { DatasetId, ModelId, ProjectId, StudyId, TrialId } from './ids'

/** What can be written about. */
export const Subject = v.variant('kind', [
  v.strictObject({ kind: v.literal('project'), id: ProjectId }),
  v.strictObject({ kind: v.literal('dataset'), id: DatasetId }),
  v.strictObject({ kind: v.literal('model'), id: ModelId }),
  v.strictObject({ kind: v.literal('study'), id: StudyId }),
  v.strictObject({ kind: v.literal('trial'), id: TrialId }),
])
export type Subject = v.InferOutput<typeof Subject>

export const MOST_NOTE_CHARACTERS = 100_000
export const MOST_TAGS = 20

/** A word or a few; commas part tags from each other where they are typed. */
export const Tag = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40), v.regex(/^[^,\n]*$/))
export type Tag = v.InferOutput<typeof Tag>

const Writing = {
  /** Markdown; HTML in it is shown as it stands. */
  note: v.pipe(v.string(), v.maxLength(MOST_NOTE_CHARACTERS)),
  tags: v.pipe(
    v.array(Tag),
    v.maxLength(MOST_TAGS),
    v.transform((tags) => [...new Set(tags)]),
  ),
  isStarred: v.boolean(),
  /** Put aside: lists leave it out unless asked. */
  isArchived: v.boolean(),
}

/** What stays as it is may be left out. */
export const AnnotationChange = v.partial(v.strictObject(Writing))
export type AnnotationChange = v.InferOutput<typeof AnnotationChange>

export const Annotation = v.strictObject({
  subject: Subject,
  projectId: ProjectId,
  ...Writing,
  /** 0 where nothing was written yet. */
  changedAt: v.number(),
})
export type Annotation = v.InferOutput<typeof Annotation>

export function emptyAnnotation(subject: Subject, projectId: ProjectId): Annotation {
  return { subject, projectId, note: '', tags: [], isStarred: false, isArchived: false, changedAt: 0 }
}

/** What a note said until it was changed. */
export const EarlierNote = v.strictObject({ note: v.string(), replacedAt: v.number() })
export type EarlierNote = v.InferOutput<typeof EarlierNote>
