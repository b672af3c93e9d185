/** @file What people write about their work, and what it said before. */
import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import { Annotation, EarlierNote } from '../../../shared/domain/annotation'
import type { AnnotationRepo } from '../types'
import { flag, json, readRow } from './rows'

/** Texts that are kept of each note. */
const KEPT_NOTES = 20

const AnnotationRow = v.strictObject({
  ...Annotation.entries,
  subject: json(Annotation.entries.subject),
  tags: json(Annotation.entries.tags),
  isStarred: flag,
  isArchived: flag,
})
const COLUMNS = `json_object('kind', kind, 'id', subject_id) AS subject, project_id AS projectId, note, tags,
  is_starred AS isStarred, is_archived AS isArchived, changed_at AS changedAt`

export function createAnnotationRepo(database: Database): AnnotationRepo {
  const put = database.prepare(
    `INSERT INTO annotations (kind, subject_id, project_id, note, tags, is_starred, is_archived, changed_at)
     VALUES (@kind, @id, @projectId, @note, @tags, @isStarred, @isArchived, @changedAt)
     ON CONFLICT (kind, subject_id) DO UPDATE SET note = @note, tags = @tags, is_starred = @isStarred,
       is_archived = @isArchived, changed_at = @changedAt`,
  )
  const select = database.prepare(
    `SELECT ${COLUMNS} FROM annotations WHERE kind = @kind AND subject_id = @id`,
  )
  const selectAll = database.prepare(`SELECT ${COLUMNS} FROM annotations WHERE project_id = ?`)
  const selectProjects = database.prepare(`SELECT ${COLUMNS} FROM annotations WHERE kind = 'project'`)
  const keep = database.prepare(
    `INSERT INTO earlier_notes (project_id, kind, subject_id, note, replaced_at)
     VALUES (@projectId, @kind, @id, @note, @replacedAt)`,
  )
  const forget = database.prepare(
    `DELETE FROM earlier_notes WHERE kind = @kind AND subject_id = @id AND key NOT IN (
       SELECT key FROM earlier_notes WHERE kind = @kind AND subject_id = @id ORDER BY key DESC LIMIT ${String(KEPT_NOTES)}
     )`,
  )
  const selectEarlier = database.prepare(
    `SELECT note, replaced_at AS replacedAt FROM earlier_notes WHERE kind = @kind AND subject_id = @id ORDER BY key DESC`,
  )
  const get: AnnotationRepo['get'] = (subject) => {
    const row = select.get(subject)
    return row === undefined ? null : readRow(AnnotationRow, row)
  }
  return {
    get,
    put: database.transaction((annotation: Annotation) => {
      const { subject, projectId, note, changedAt } = annotation
      const before = get(subject)?.note ?? ''
      if (before !== '' && before !== note) {
        keep.run({ ...subject, projectId, note: before, replacedAt: changedAt })
        forget.run(subject)
      }
      put.run({
        ...subject,
        projectId,
        note,
        changedAt,
        tags: JSON.stringify(annotation.tags),
        isStarred: Number(annotation.isStarred),
        isArchived: Number(annotation.isArchived),
      })
    }),
    list: (projectId) => selectAll.all(projectId).map((row) => readRow(AnnotationRow, row)),
    ofProjects: () => selectProjects.all().map((row) => readRow(AnnotationRow, row)),
    earlier: (subject) => selectEarlier.all(subject).map((row) => readRow(EarlierNote, row)),
  }
}
