/** @file Brings a table in: hands the file over, chooses the target, and makes a dataset of it. */
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { MAX_CHUNK_BYTES } from '../../../shared/contract/invokes/app'
import type { Column, ColumnProfile } from '../../../shared/domain/column'
import type { Dataset, DatasetPlan } from '../../../shared/domain/dataset'
import type { FileId } from '../../../shared/domain/ids'
import type { ImportPreview } from '../../../shared/domain/importPreview'
import { withStratification } from '../../../shared/domain/split'
import type { Task } from '../../../shared/domain/task'
import { AppError } from '../../../shared/errors/appError'
import { isErrorCode } from '../../../shared/errors/codes'
import { chooseTask } from '../../datasets'
import type { Call } from './coreClient'

export interface TableRequest {
  readonly path: string
  /** A column's name, or its number counted from 1. */
  readonly target: string
  /** False where the file is said to have no header; null leaves it to the sniffer. */
  readonly hasHeader: boolean | null
  readonly name: string
}

/** @throws {file/unreadable} */
export async function uploadFile(call: Call, path: string): Promise<FileId> {
  const name = basename(path)
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw new AppError('file/unreadable', { name: path }, { cause })
  })
  try {
    const status = await file.stat()
    if (!status.isFile()) throw new AppError('file/unreadable', { name: path })
    const { fileId } = await call('file:begin', { name, sizeBytes: status.size })
    const chunk = Buffer.alloc(MAX_CHUNK_BYTES)
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, chunk.length)
      if (bytesRead === 0) break
      await call('file:append', { fileId, base64: chunk.toString('base64', 0, bytesRead) })
    }
    await call('file:end', { fileId })
    return fileId
  } finally {
    await file.close()
  }
}

/** @throws {dataset/*} in words the user can act on. */
export async function importTable(call: Call, request: TableRequest): Promise<Dataset> {
  const fileId = await uploadFile(call, request.path)
  const dialect = request.hasHeader === null ? {} : { hasHeader: request.hasHeader }
  const proposal = await call('import:propose', { fileId, dialect })
  const plan = aimAt(proposal, findColumn(proposal.plan.columns, request.target))
  const preview = await call('import:review', { fileId, plan })
  if (preview.problem) {
    const { code, details } = preview.problem
    throw new AppError(isErrorCode(code) ? code : 'bug/unexpected', toDetails(details))
  }
  return call('import:commit', {
    fileId,
    plan: preview.plan,
    name: request.name,
    projectId: null,
    datasetId: null,
  })
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
  return { ...column, type, role: type === 'identifier' || type === 'text' ? 'ignored' : 'input' }
}

function toDetails(details: Readonly<Record<string, unknown>>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [name, typeof value === 'number' ? value : String(value)]),
  )
}
