/** @file What takes up space in the data folder, and what of it can be made again. */
import * as v from 'valibot'

/**
 * - `sources`: copies of imported files; they cannot be made again
 * - `prepared`: tensors of versions, folds and variants
 * - `pictures`, `unpacked`: decoded pictures, and archives taken apart
 * - `backbones`: weights of networks that models begin with
 * - `engines`: libraries that were installed
 * - `weights`, `checkpoints`: of trials
 * - `uploads`: files on their way in
 * - `database`: SQLite and its backups
 */
export const STORAGE_KINDS = [
  'sources',
  'prepared',
  'pictures',
  'unpacked',
  'backbones',
  'engines',
  'weights',
  'checkpoints',
  'uploads',
  'database',
] as const
export const StorageKind = v.picklist(STORAGE_KINDS)
export type StorageKind = v.InferOutput<typeof StorageKind>

/** What can be deleted at any time: it is made again when it is needed. */
export const FREEABLE_KINDS = ['prepared', 'pictures', 'unpacked'] as const
export const FreeableKind = v.picklist(FREEABLE_KINDS)
export type FreeableKind = v.InferOutput<typeof FreeableKind>

export const StorageUse = v.strictObject({
  folder: v.string(),
  /** Bytes that the file system has left; null where it does not say. */
  freeBytes: v.nullable(v.number()),
  kinds: v.array(
    v.strictObject({
      kind: StorageKind,
      bytes: v.number(),
      files: v.number(),
      /** How much of it could be freed now: of sources, those that no dataset uses any more. */
      freeableBytes: v.number(),
    }),
  ),
})
export type StorageUse = v.InferOutput<typeof StorageUse>

/** What one version takes up, in bytes. */
export const VersionStorage = v.strictObject({
  source: v.number(),
  /** Its tensors, all folds and variants. */
  prepared: v.number(),
})
export type VersionStorage = v.InferOutput<typeof VersionStorage>
