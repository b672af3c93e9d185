/** @file What a source is made of once it lies open: files by name, each known by its content. */
import type { RejectedRow } from '../../../shared/domain/dataset'
import type { ImportReason } from '../../../shared/domain/importReason'
import type { SourceFile } from '../types'

/** What a file is by its bytes, unwrapped where it is gzipped; its name plays no part. */
export type Content =
  | 'picture'
  | 'parquet'
  | 'xlsx'
  | 'zip'
  | 'tar'
  | 'idxImages'
  | 'idxLabels'
  | 'json'
  | 'text'
  | 'binary'
  | 'empty'

/** Bytes on disk. */
export interface FileBytes {
  readonly path: string
  /** How the file is called when it cannot be read. */
  readonly name: string
  readonly isGzipped: boolean
}

export interface SourceEntry extends FileBytes {
  /** The way to it inside the source, with slashes. */
  readonly name: string
  readonly sizeBytes: number
  readonly content: Content
}

export interface Source {
  readonly file: SourceFile
  /** The folder that the names of entries are relative to. */
  readonly root: string
  /** Whether there may be several files: rows then say which they come from. */
  readonly isFolder: boolean
  /** By name, ascending. */
  readonly entries: readonly SourceEntry[]
  /** What was left out before anything was read: links, unsafe names. */
  readonly rejected: readonly RejectedRow[]
  readonly reasons: readonly ImportReason[]
}
