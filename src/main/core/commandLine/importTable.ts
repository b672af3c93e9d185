/** @file Brings data in: hands the source over, chooses the target, and makes a dataset of it. */
import type { Column, ColumnProfile } from '../../../shared/domain/column'
import type { Dataset, DatasetPlan } from '../../../shared/domain/dataset'
import type { DialectChoice } from '../../../shared/domain/dialect'
import type { FileId } from '../../../shared/domain/ids'
import type { ImportPreview } from '../../../shared/domain/importPreview'
import { withStratification } from '../../../shared/domain/split'
import type { Task } from '../../../shared/domain/task'
import { AppError } from '../../../shared/errors/appError'
import { isErrorCode } from '../../../shared/errors/codes'
import { chooseTask } from '../../datasets'
import type { Call } from './coreClient'
import { uploadPaths } from './uploadPath'

export interface SourceRequest {
  /** Files or folders; several are read as one source. */
  readonly paths: readonly string[]
  /** A column's name, or its number counted from 1; null leaves it to the proposal. */
  readonly target: string | null
  /** What is settled about the way the file is written; the rest is sniffed. */
  readonly dialect: DialectChoice
  readonly name: string
}

/** A source that was looked at, and is not a dataset yet. */
export interface ReadSource {
  readonly fileId: FileId
  readonly preview: ImportPreview
}

/** Reads a source and proposes everything but the target, where one is named. @throws {dataset/*} in words the user can act on. */
export async function readSource(call: Call, request: SourceRequest): Promise<ReadSource> {
  const fileId = await uploadPaths(call, request.paths)
  const proposal = await call('import:propose', { fileId, dialect: request.dialect })
  if (request.target === null) return { fileId, preview: proposal }
  const plan = aimAt(proposal, findColumn(proposal.plan.columns, request.target))
  return { fileId, preview: await call('import:review', { fileId, plan }) }
}

/** Makes a dataset, in a project of its own. @throws {dataset/*} whatever stands in the way. */
export async function keepSource(
  call: Call,
  { fileId, preview }: ReadSource,
  name: string,
): Promise<Dataset> {
  if (preview.problem) {
    const { code, details } = preview.problem
    throw new AppError(isErrorCode(code) ? code : 'bug/unexpected', toDetails(details))
  }
  return call('import:commit', { fileId, plan: preview.plan, name, projectId: null, datasetId: null })
}

/** A name counts before a number, since a column may be called "3". @throws {dataset/unknown-column} */
export function findColumn(columns: readonly Column[], target: string): Column {
  const isNamed = (column: Column): boolean => column.name === target
  const isAlike = (column: Column): boolean =>
    column.name.trim().toLowerCase() === target.trim().toLowerCase()
  const isNumbered = (column: Column): boolean => String(column.index + 1) === target
  const found = columns.find(isNamed) ?? columns.find(isAlike) ?? columns.find(isNumbered)
  if (!found) throw new AppError('dataset/unknown-column', { column: target })
  return found
}

/** The proposed plan with this column as its target; the column that was proposed becomes an input where it can be one. */
function aimAt({ plan, profiles, rowCount }: ImportPreview, target: Column): DatasetPlan {
  const profile = profiles.find(({ index }) => index === target.index)
  if (target.role === 'target' || !profile) return plan
  const task = chooseTask(profile, rowCount)
  const columns = plan.columns.map((column) => {
    if (column.index === target.index)
      return { ...column, role: 'target' as const, type: targetType(profile, task) }
    return column.role === 'target' ? release(column, profiles) : column
  })
  return { ...plan, columns, task, split: withStratification(plan.split, task !== 'regression') }
}

function targetType({ suggestedType }: ColumnProfile, task: Task): Column['type'] {
  if (task === 'regression') return suggestedType === 'date' ? 'date' : 'number'
  return suggestedType === 'boolean' ? 'boolean' : 'category'
}

function release(column: Column, profiles: readonly ColumnProfile[]): Column {
  const type = profiles.find(({ index }) => index === column.index)?.suggestedType ?? column.type
  return { ...column, type, role: type === 'identifier' ? 'ignored' : 'input' }
}

function toDetails(details: Readonly<Record<string, unknown>>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [name, typeof value === 'number' ? value : String(value)]),
  )
}
