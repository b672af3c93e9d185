import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import type { DatasetPlan, DatasetVersion } from '../../../shared/domain/dataset'
import { PREPARED_META_FILE, PreparedMeta } from '../../../shared/domain/preparedMeta'
import { AppError } from '../../../shared/errors/appError'
import type { SourceFile } from '../../datasets/types'
import type { ServiceContext } from '../context'

const DRAFT = 'draft-'

/** Tensors of dataset versions, kept under their content hash and made again where they are missing. */
export interface PreparedData {
  /** @returns the folder of a version's tensors. @throws {file/unreadable} when its source is gone. */
  folderOf(version: DatasetVersion): Promise<string>
  prepare(contentHash: string, file: SourceFile, plan: DatasetPlan): Promise<string>
  meta(folder: string): PreparedMeta
  /** The kept copy of a version's source. @throws {file/unreadable} */
  sourceOf(version: DatasetVersion): SourceFile
}

export function createPreparedData({
  datasets,
  folders,
}: Pick<ServiceContext, 'datasets' | 'folders'>): PreparedData {
  const underWay = new Map<string, Promise<string>>()
  // Drafts of a process that died before they were whole.
  for (const name of readdirSync(folders.cache)) {
    if (name.startsWith(DRAFT)) rmSync(join(folders.cache, name), { recursive: true, force: true })
  }

  const make = async (folder: string, file: SourceFile, plan: DatasetPlan): Promise<string> => {
    const draft = mkdtempSync(join(folders.cache, DRAFT))
    try {
      await datasets.prepare(file, plan, draft)
      rmSync(folder, { recursive: true, force: true })
      renameSync(draft, folder)
      return folder
    } finally {
      rmSync(draft, { recursive: true, force: true })
    }
  }
  const findCached = (contentHash: string): string | null => {
    const folder = join(folders.cache, contentHash)
    return existsSync(join(folder, PREPARED_META_FILE)) ? folder : null
  }
  const prepare = async (contentHash: string, file: SourceFile, plan: DatasetPlan): Promise<string> => {
    const present = findCached(contentHash) ?? underWay.get(contentHash)
    if (present) return present
    const made = make(join(folders.cache, contentHash), file, plan).finally(() =>
      underWay.delete(contentHash),
    )
    underWay.set(contentHash, made)
    return made
  }
  const sourceOf = ({ source }: DatasetVersion): SourceFile => {
    const path = join(folders.sources, source.sha256)
    if (!existsSync(path)) throw new AppError('file/unreadable', { name: source.fileName })
    return { path, fileName: source.fileName }
  }
  return {
    prepare,
    sourceOf,
    // Asynchronous, so that a missing source is a rejection like every other failure.
    folderOf: async (version) =>
      findCached(version.contentHash) ?? prepare(version.contentHash, sourceOf(version), version.plan),
    meta: (folder) =>
      v.parse(PreparedMeta, JSON.parse(readFileSync(join(folder, PREPARED_META_FILE), 'utf8'))),
  }
}
