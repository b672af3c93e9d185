/** @file Where everything lies: the data folder by operating system, and the folders inside it. */
import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { AppError } from '../../shared/errors/appError'
import type { DataFolders } from '../services'

export interface PathEnvironment {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  readonly home: string
}

/** `FETTLE_HOME`, else `Fettle` in the folder that the operating system has for such data. */
export function findDataFolder(
  from: PathEnvironment = { env: process.env, platform: process.platform, home: homedir() },
): string {
  const { env, platform, home } = from
  if (env['FETTLE_HOME']) return resolve(env['FETTLE_HOME'])
  if (platform === 'win32') return join(env['APPDATA'] || join(home, 'AppData', 'Roaming'), 'Fettle')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Fettle')
  return join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'fettle')
}

/**
 * Makes the folders of a data folder, readable by its owner only, and names them.
 * @throws {store/read-only} where nothing may be written, or no folder can be.
 */
export function prepareFolders(dataFolder: string): DataFolders {
  const inside = (name: string): string => {
    const folder = join(dataFolder, name)
    makeFolder(folder)
    return folder
  }
  return {
    root: dataFolder,
    sources: inside('sources'),
    cache: inside('cache'),
    backbones: inside('backbones'),
    weights: inside('weights'),
    checkpoints: inside('checkpoints'),
    uploads: inside('uploads'),
    logs: inside('logs'),
  }
}

/** A file in the folder's place and a drive that is gone are no better than a folder that may not be written. */
const UNUSABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT'])

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    throw UNUSABLE.has(code) ? new AppError('store/read-only', { path }, { cause }) : cause
  }
}
