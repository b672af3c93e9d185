/** @file Whether a folder holds a library of TensorFlow, told by its files. */
import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isOlderThan, OLDEST_WHEEL } from '../../../../shared/domain/engine'
import { AppError } from '../../../../shared/errors/appError'
import { readTarget } from './binary'
import { versionBeside } from './versionBeside'

export interface FoundLibrary {
  /** The folder itself, where its files lie. */
  readonly folder: string
  readonly file: string
  /** Of the files that are loaded. */
  readonly sizeBytes: number
}

/** In the order in which one is preferred: the first holds all of TensorFlow. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  linux: ['libtensorflow_cc.so.2', 'libtensorflow.so.2', 'libtensorflow.so'],
  darwin: ['libtensorflow_cc.2.dylib', 'libtensorflow.2.dylib', 'libtensorflow.dylib'],
  win32: ['tensorflow.dll'],
}
const FRAMEWORKS: Readonly<Record<string, string>> = {
  linux: 'libtensorflow_framework.so.2',
  darwin: 'libtensorflow_framework.2.dylib',
}
/** Where the files lie, seen from what a user may point at: a site-packages, libtensorflow unpacked, a package of npm, a Python. */
const PLACES = ['', 'tensorflow', 'lib', 'deps/lib', 'Lib/site-packages/tensorflow']

/** What holds all of TensorFlow in the wheels of before. */
const OLD_MODULE = /^_pywrap_tensorflow_internal\.(?:so|pyd)$/

/** @throws {engine/not-found} {engine/no-framework} {engine/wrong-architecture} {engine/too-old} {engine/broken} */
export async function libraryIn(folder: string, platform: string = process.platform): Promise<FoundLibrary> {
  const places = [...PLACES, ...(await pythonPlaces(folder))]
  for (const place of places) {
    const found = await libraryAt(join(folder, place), platform)
    if (found !== null) return found
  }
  for (const place of places) await refuseOldWheel(join(folder, place))
  const foreign = await foreignLibrary(folder, platform)
  throw foreign === null
    ? new AppError('engine/not-found', { folder })
    : new AppError('engine/wrong-architecture', { file: foreign })
}

async function libraryAt(folder: string, platform: string): Promise<FoundLibrary | null> {
  const names = await readdir(folder).catch((): string[] => [])
  const file = (NAMES[platform] ?? []).find((name) => names.includes(name))
  if (file === undefined) return null
  const framework = FRAMEWORKS[platform]
  if (framework !== undefined && !names.includes(framework)) {
    throw new AppError('engine/no-framework', { file: framework })
  }
  await checkTarget(join(folder, file), platform)
  const files = framework === undefined ? [file] : [file, framework]
  const sizes = await Promise.all(files.map((name) => sizeOf(join(folder, name))))
  return { folder, file, sizeBytes: sizes.reduce((sum, size) => sum + size, 0) }
}

/** It can only be loaded into the Python that it was made for. */
async function refuseOldWheel(folder: string): Promise<void> {
  const names = await readdir(join(folder, 'python')).catch((): string[] => [])
  if (!names.some((name) => OLD_MODULE.test(name))) return
  const version = await versionBeside(folder)
  if (version === null || isOlderThan(version, OLDEST_WHEEL)) {
    throw new AppError('engine/too-old', { version: version ?? '', needed: OLDEST_WHEEL })
  }
}

/** What its first bytes say spares loading it: a loader's own words tell a user little. */
async function checkTarget(file: string, platform: string): Promise<void> {
  const handle = await open(file).catch(() => null)
  if (handle === null) throw new AppError('engine/broken', { message: `${file} cannot be read` })
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0)
    const targets = readTarget(buffer.subarray(0, bytesRead))
    if (targets === null) throw new AppError('engine/broken', { message: `${file} is no library` })
    const fits = targets.some((one) => one.platform === platform && one.arch === process.arch)
    if (!fits) throw new AppError('engine/wrong-architecture', { file })
  } finally {
    await handle.close()
  }
}

/** The library of another system, so that nobody wonders why the folder is not taken. */
async function foreignLibrary(folder: string, platform: string): Promise<string | null> {
  const others = Object.entries(NAMES).flatMap(([name, files]) => (name === platform ? [] : files))
  for (const place of PLACES) {
    const names = await readdir(join(folder, place)).catch((): string[] => [])
    const found = others.find((name) => names.includes(name))
    if (found !== undefined) return join(folder, place, found)
  }
  return null
}

async function pythonPlaces(folder: string): Promise<string[]> {
  const names = await readdir(join(folder, 'lib')).catch((): string[] => [])
  return names
    .filter((name) => /^python3\.\d+$/.test(name))
    .map((name) => join('lib', name, 'site-packages', 'tensorflow'))
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => null))?.size ?? 0
}
