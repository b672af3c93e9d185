/** @file Watches an archive while it is unpacked: it may be made to do harm. */
import type { RejectedRow } from '../../../../shared/domain/dataset'
import { AppError } from '../../../../shared/errors/appError'
import { isHidden } from '../listFolder'
import { HARMLESS_BYTES, MAX_EXPANSION, MAX_FILES, MAX_UNPACKED_BYTES } from '../limits'
import { toSafeName } from './safeName'

export interface ArchiveFacts {
  /** How the user calls it. */
  readonly name: string
  readonly sizeBytes: number
}

export class UnpackGuard {
  readonly rejected: RejectedRow[] = []
  private readonly taken = new Set<string>()
  private entryCount = 0
  private unpackedBytes = 0

  constructor(private readonly archive: ArchiveFacts) {}

  /** Counts an entry. @returns where to write it; null where it is left out. @throws {archive/too-many-files} */
  admit(rawName: string): string | null {
    this.count()
    const name = toSafeName(rawName)
    if (name === null) return this.reject(rawName, 'unsafeName')
    if (name.split('/').some(isHidden)) return null
    // Some systems do not tell capitals from small letters: the second of two such names would overwrite the first.
    const key = name.toLowerCase()
    if (this.taken.has(key)) return this.reject(rawName, 'unsafeName')
    this.taken.add(key)
    return name
  }

  /** Counts an entry that is kept out in any case: a link, or one that cannot be read. */
  refuse(rawName: string, cause: RejectedRow['cause']): void {
    this.count()
    this.reject(rawName, cause)
  }

  /** Notes an entry that turned out to be broken after it was admitted. */
  reject(rawName: string, cause: RejectedRow['cause']): null {
    this.rejected.push({ line: this.entryCount, column: null, cause, text: rawName.slice(0, 200) })
    return null
  }

  /** @throws {archive/bomb} {archive/too-large} */
  expand(byteCount: number): void {
    const { name, sizeBytes } = this.archive
    this.unpackedBytes += byteCount
    if (this.unpackedBytes > MAX_UNPACKED_BYTES)
      throw new AppError('archive/too-large', { name, limitBytes: MAX_UNPACKED_BYTES })
    if (this.unpackedBytes > HARMLESS_BYTES && this.unpackedBytes > sizeBytes * MAX_EXPANSION)
      throw new AppError('archive/bomb', { name, ratio: MAX_EXPANSION })
  }

  private count(): void {
    this.entryCount++
    if (this.entryCount > MAX_FILES)
      throw new AppError('archive/too-many-files', { name: this.archive.name, limit: MAX_FILES })
  }
}
