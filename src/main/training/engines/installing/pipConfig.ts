/** @file How pip is set up on this machine: which index it asks, and how it gets there. */
import { join } from 'node:path'
import { parsePipFile, type PipSections } from './pipFile'

/** What pip asks where nothing else is said. */
const DEFAULT_INDEX = 'https://pypi.org/simple'

export interface PipConfig {
  /** Of indexes, the main one first; empty where pip is told to ask none. */
  readonly indexes: readonly string[]
  /** Folders and pages that hold wheels besides. */
  readonly findLinks: readonly string[]
  /** Hosts, or hosts with a port, whose certificates are not looked at. */
  readonly trustedHosts: readonly string[]
  readonly proxy: string | null
  /** File of certificates that are trusted. */
  readonly certificates: string | null
}

export interface PipSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
  readonly platform: string
  /** The text of a file, null where there is none. */
  readonly readText: (path: string) => Promise<string | null>
}

/** As pip does: files of the machine, of the user and of the environment, each over the one before; variables over all. */
export async function readPipConfig(from: PipSurroundings): Promise<PipConfig> {
  const { env } = from
  const texts = await Promise.all(pipFiles(from).map((path) => from.readText(path)))
  const files = texts.flatMap((text) => (text === null ? [] : [parsePipFile(text)]))
  const setting = (name: string): string | null => {
    const ofVariable = env[`PIP_${name.toUpperCase().replaceAll('-', '_')}`]
    return ofVariable !== undefined && ofVariable !== '' ? ofVariable : settingOf(files, name)
  }
  const hasIndex = !isTrue(setting('no-index'))
  const main = setting('index-url') ?? DEFAULT_INDEX
  return {
    indexes: hasIndex ? [main, ...words(setting('extra-index-url'))] : [],
    findLinks: words(setting('find-links')),
    trustedHosts: words(setting('trusted-host')),
    proxy: setting('proxy'),
    certificates:
      setting('cert') ?? (env['REQUESTS_CA_BUNDLE'] || env['CURL_CA_BUNDLE'] || env['SSL_CERT_FILE'] || null),
  }
}

/** What is read later counts more; within a file, what is said for `pip install` counts more than what is for all of pip. */
function settingOf(files: readonly PipSections[], name: string): string | null {
  for (const file of files.toReversed()) {
    const found = file.get('install')?.get(name) ?? file.get('global')?.get(name)
    if (found !== undefined) return found
  }
  return null
}

/** The files that pip reads, in its order. */
function pipFiles({ env, home, platform }: PipSurroundings): string[] {
  const named = env['PIP_CONFIG_FILE']
  if (named === '/dev/null' || named === 'nul') return []
  const folders = [env['VIRTUAL_ENV'], env['CONDA_PREFIX']].filter((one) => one !== undefined && one !== '')
  const ofEnvironment = folders.slice(0, 1).map((folder) => join(String(folder), fileName(platform)))
  return [
    ...machineFiles(env, platform),
    ...userFiles({ env, home, platform }),
    ...ofEnvironment,
    ...(named ? [named] : []),
  ]
}

function fileName(platform: string): string {
  return platform === 'win32' ? 'pip.ini' : 'pip.conf'
}

function machineFiles(env: PipSurroundings['env'], platform: string): string[] {
  if (platform === 'win32') return [join(env['ProgramData'] ?? String.raw`C:\ProgramData`, 'pip', 'pip.ini')]
  if (platform === 'darwin') return ['/Library/Application Support/pip/pip.conf']
  const folders = (env['XDG_CONFIG_DIRS'] || '/etc/xdg').split(':').filter((one) => one !== '')
  return [...folders.map((folder) => join(folder, 'pip', 'pip.conf')), '/etc/pip.conf']
}

function userFiles({ env, home, platform }: Omit<PipSurroundings, 'readText'>): string[] {
  const name = fileName(platform)
  const old = join(home, platform === 'win32' ? 'pip' : '.pip', name)
  if (platform === 'win32')
    return [old, join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'pip', name)]
  const usual = join(env['XDG_CONFIG_HOME'] || join(home, '.config'), 'pip', name)
  const ofMac = join(home, 'Library', 'Application Support', 'pip', name)
  return platform === 'darwin' ? [old, usual, ofMac] : [old, usual]
}

function words(text: string | null): string[] {
  return (text ?? '').split(/\s+/).filter((word) => word !== '')
}

function isTrue(text: string | null): boolean {
  return ['1', 'true', 'yes', 'on', 'y', 't'].includes((text ?? '').toLowerCase())
}
