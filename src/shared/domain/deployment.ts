/** @file A trained model in use: what it was asked, what it answered, and what turned out to be right. */
import * as v from 'valibot'
import { PictureFigures } from './drift'
import { ProjectId, StudyId, TrialId } from './ids'

export const DeploymentId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{6,40}$/), v.brand('DeploymentId'))
export type DeploymentId = v.InferOutput<typeof DeploymentId>

export const MOST_KEPT_ROWS = 1_000_000

export const DeploymentSettings = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(120)),
  /** Whether rows and answers are kept, in the database of the data folder, and in a file of the project where one is exported. */
  isLogging: v.boolean(),
  /** The newest so many; older ones are deleted. */
  keptRows: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_KEPT_ROWS)),
})
export type DeploymentSettings = v.InferOutput<typeof DeploymentSettings>

export const Deployment = v.strictObject({
  id: DeploymentId,
  projectId: ProjectId,
  trialId: TrialId,
  ...DeploymentSettings.entries,
  createdAt: v.number(),
})
export type Deployment = v.InferOutput<typeof Deployment>

/** With what its list says. */
export const DeploymentCard = v.strictObject({
  ...Deployment.entries,
  studyId: StudyId,
  studyName: v.string(),
  trialNumber: v.number(),
  /** Rows that are kept, and those of them whose truth is known. */
  rows: v.number(),
  labelled: v.number(),
  lastAt: v.nullable(v.number()),
})
export type DeploymentCard = v.InferOutput<typeof DeploymentCard>

/** A cell as it came: a text, or null for a missing one. Of a picture a `LoggedPicture` is kept and nothing else. */
export const LoggedCells = v.record(v.string(), v.nullable(v.string()))
export type LoggedCells = v.InferOutput<typeof LoggedCells>

/** Figures of a picture, as the text of a cell. */
export const LoggedPicture = v.pipe(v.string(), v.parseJson(), PictureFigures)

export const AnsweredRow = v.strictObject({
  /** Ascending with time; names the row where labels arrive. */
  key: v.number(),
  at: v.number(),
  cells: LoggedCells,
  /** The class or the number that was predicted, as text. */
  answer: v.string(),
  label: v.nullable(v.string()),
})
export type AnsweredRow = v.InferOutput<typeof AnsweredRow>
