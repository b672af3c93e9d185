/** @file Copies of the database beside it, and putting one back in place of a damaged file. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Database } from 'better-sqlite3'

/** Older copies are deleted. */
const KEPT = 3
const NAME = /^fettle-(.*)T(\d\d)-(\d\d)-(.*)\.db$/

export const DATABASE_NAME = 'fettle.db'

function backupFolder(folder: string): string {
  return join(folder, 'backups')
}

/** Colons are not allowed in names on every file system. */
function stamp(at: number): string {
  return new Date(at).toISOString().replaceAll(':', '-')
}

/** When a copy was made, by its name; the distant past where there is none. */
function madeAt(path: string): number {
  const [, date, hours, minutes, rest] = NAME.exec(basename(path)) ?? []
  const at = Date.parse(`${String(date)}T${String(hours)}:${String(minutes)}:${String(rest)}`)
  return Number.isNaN(at) ? -Infinity : at
}

function listBackups(folder: string): string[] {
  const backups = backupFolder(folder)
  if (!existsSync(backups)) return []
  return readdirSync(backups)
    .filter((name) => NAME.test(name))
    .sort()
    .map((name) => join(backups, name))
}

/** @returns the path of the newest copy, or '' where there is none. */
export function newestBackup(folder: string): string {
  return listBackups(folder).at(-1) ?? ''
}

/** Copies a whole database at once and waits; for the moment before a migration. */
export function backUpNow(database: Database, folder: string, at: number): void {
  const { partial, file } = prepareBackup(folder, at)
  database.prepare('VACUUM INTO ?').run(partial)
  finishBackup(folder, partial, file)
}

/**
 * Copies the database page by page while it is used, unless the newest copy is younger than `minAgeMs`.
 * @returns the path of the newest copy; '' where the database was closed before there was one.
 */
export async function backUp(
  database: Database,
  folder: string,
  at: number,
  minAgeMs: number,
): Promise<string> {
  const newest = newestBackup(folder)
  if (at - madeAt(newest) < minAgeMs) return newest
  const { partial, file } = prepareBackup(folder, at)
  try {
    await database.backup(partial)
  } catch (error) {
    if (database.open) throw error
    return newest
  }
  finishBackup(folder, partial, file)
  return file
}

function prepareBackup(folder: string, at: number): { partial: string; file: string } {
  const backups = backupFolder(folder)
  mkdirSync(backups, { recursive: true, mode: 0o700 })
  const partial = join(backups, 'unfinished')
  rmSync(partial, { force: true })
  return { partial, file: join(backups, `fettle-${stamp(at)}.db`) }
}

function finishBackup(folder: string, partial: string, file: string): void {
  renameSync(partial, file)
  for (const old of listBackups(folder).slice(0, -KEPT)) rmSync(old, { force: true })
}

/**
 * Sets a damaged database aside as `fettle.db.corrupt-<time>` and puts the newest copy in its place, if there is one;
 * otherwise the next start begins with an empty one. Nothing is deleted.
 */
export function recoverStore(folder: string, at: number): { setAside: string; restoredFrom: string } {
  const file = join(folder, DATABASE_NAME)
  const setAside = `${file}.corrupt-${stamp(at)}`
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, setAside + suffix)
  }
  const restoredFrom = newestBackup(folder)
  if (restoredFrom !== '') copyFileSync(restoredFrom, file)
  return { setAside, restoredFrom }
}
