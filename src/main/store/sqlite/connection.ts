/** @file Opening the database file for the one process that may write it. */
import Database from 'better-sqlite3'
import { AppError } from '../../../shared/errors/appError'

/** The folder name that keeps everything in memory. */
export const IN_MEMORY = ':memory:'

export interface ConnectionOptions {
  /** Path of the database, or `:memory:`. */
  readonly file: string
  /** How long another process may take to let go of the file. */
  readonly lockTimeoutMs: number
}

/**
 * Opens and locks the file until the connection is closed or the process ends, in whatever way: the lock is the
 * operating system's own, so a killed process leaves none behind. On POSIX a process loses it by opening and closing
 * the file once more on its own, so nothing else here reads the file: copies are SQLite's. Writes are on the disk when
 * a transaction returns.
 * @throws SQLite's own errors; `toStoreError` words them.
 */
export function connect({ file, lockTimeoutMs }: ConnectionOptions): Database.Database {
  const database = new Database(file, { timeout: lockTimeoutMs })
  try {
    // Exclusive before the first access, so that no shared memory file is needed and the second process is told.
    database.pragma('locking_mode = EXCLUSIVE')
    database.pragma('foreign_keys = ON')
    database.pragma('trusted_schema = OFF')
    database.pragma('synchronous = FULL')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Takes the lock for writing; everything before only looked at the file. */
export function lock(database: Database.Database): void {
  database.pragma('journal_mode = WAL')
  database.transaction(() => database.pragma('user_version')).exclusive()
  database.pragma('cache_size = -32000')
}

/** Whether SQLite finds the file damaged; looks at every page, so only at files where that is not noticed (16 MB: under 0.1 s). */
export function isDamaged(database: Database.Database, sizeBytes: number): boolean {
  if (sizeBytes > 16 * 2 ** 20) return false
  return database.pragma('quick_check(1)', { simple: true }) !== 'ok'
}

/** @returns the error of the table for what SQLite says of a file; anything unknown stays as it was thrown. */
export function toStoreError(thrown: unknown, path: string, newestBackup: () => string): unknown {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  const cause = { cause: thrown }
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return new AppError('store/locked', { path }, cause)
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) {
    return new AppError('store/corrupt', { path, backup: newestBackup() }, cause)
  }
  // A file that may not be written can neither be locked: SQLite calls that an error of the disk.
  if (/^(SQLITE_(READONLY|CANTOPEN|PERM|AUTH|IOERR_LOCK)|EACCES|EPERM|EROFS)/.test(code)) {
    return new AppError('store/read-only', { path }, cause)
  }
  return thrown
}
