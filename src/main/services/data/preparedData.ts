import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import type { DatasetPlan, DatasetVersion } from '../../../shared/domain/dataset'
import { PREPARED_META_FILE, PreparedMeta } from '../../../shared/domain/preparedMeta'
import { AppError } from '../../../shared/errors/appError'
import type { SourceFile } from '../../datasets/types'
import type { ServiceContext } from '../context'
import { type PlannedVariant, planVariant, type Variant } from './variants'

const DRAFT = 'draft-'

type Content = Pick<PlannedVariant, 'plan' | 'fold'>

/** Tensors of dataset versions and their variants, kept under their content hash and made again where they are missing. */
export interface PreparedData {
  /**
   * @returns the folder of a version's tensors, or of a variant's, made once however many ask for it.
   * @throws {file/unreadable} when its source is gone. @throws {space/invalid} for a variant that cannot be.
   * @throws {dataset/*} where the data does not allow a variant.
   */
  folderOf(version: DatasetVersion, variant?: Variant): Promise<string>
  /** @returns the folder, or null where it is not made yet. @throws {space/invalid} */
  findFolder(version: DatasetVersion, variant?: Variant): string | null
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

  const make = async (folder: string, file: SourceFile, { plan, fold }: Content): Promise<string> => {
    const draft = mkdtempSync(join(folders.cache, DRAFT))
    try {
      await datasets.prepare(file, plan, draft, fold)
      rmSync(folder, { recursive: true, force: true })
      renameSync(draft, folder)
      return folder
    } finally {
      rmSync(draft, { recursive: true, force: true })
    }
  }
  const findCached = (name: string): string | null => {
    const folder = join(folders.cache, name)
    return existsSync(join(folder, PREPARED_META_FILE)) ? folder : null
  }
  const prepare = async (name: string, file: SourceFile, content: Content): Promise<string> => {
    const present = findCached(name) ?? underWay.get(name)
    if (present) return present
    const made = make(join(folders.cache, name), file, content).finally(() => underWay.delete(name))
    underWay.set(name, made)
    return made
  }
  const sourceOf = ({ source }: DatasetVersion): SourceFile => {
    const path = join(folders.sources, source.sha256)
    if (!existsSync(path)) throw new AppError('file/unreadable', { name: source.fileName })
    return { path, fileName: source.fileName }
  }
  return {
    prepare: (contentHash, file, plan) => prepare(contentHash, file, { plan, fold: 0 }),
    sourceOf,
    findFolder: (version, variant = {}) => findCached(planVariant(version, variant).name),
    // Asynchronous, so that a missing source is a rejection like every other failure.
    folderOf: async (version, variant = {}) => {
      const content = planVariant(version, variant)
      return findCached(content.name) ?? prepare(content.name, sourceOf(version), content)
    },
    meta: (folder) =>
      v.parse(PreparedMeta, JSON.parse(readFileSync(join(folder, PREPARED_META_FILE), 'utf8'))),
  }
}
