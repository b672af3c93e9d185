/** @file Finds every library of TensorFlow that this machine has, without loading any. */
import { realpath, stat } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import {
  type EngineSource,
  type FoundEngine,
  isTooOld,
  OLDEST_TENSORFLOW,
} from '../../../../shared/domain/engine'
import { AppError, toAppError } from '../../../../shared/errors/appError'
import { packFolder, readPack } from '../pack'
import { libraryIn } from './libraryIn'
import { findNodePackage } from './nodePackages'
import { findPythonPackages } from './pythons'
import { versionBeside } from './versionBeside'

export interface WhereToLook {
  /** The folder that was chosen. */
  readonly path: string | null
  /** Where packs lie. */
  readonly engines: string
  /** Folders from which packages of npm are looked for. */
  readonly packagesFrom: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  /** Whether Pythons are asked, which takes a moment. */
  readonly asksPythons: boolean
}

interface Place {
  readonly source: EngineSource
  readonly folder: string
}

/** In the order in which they are taken, each folder once; what cannot be used is among them, with its problem. */
export async function findTensorFlow(where: WhereToLook): Promise<FoundEngine[]> {
  const found: FoundEngine[] = []
  const seen = new Set<string>()
  for (const place of await placesOf(where)) {
    const engine = await lookAt(place, where.engines)
    const real = await realpath(engine.folder).catch(() => engine.folder)
    if (seen.has(real)) continue
    seen.add(real)
    const before = found.filter(({ source }) => source === engine.source).length
    found.push({ ...engine, id: before === 0 ? engine.source : `${engine.source}-${String(before + 1)}` })
  }
  return found
}

async function placesOf({ path, engines, packagesFrom, env, asksPythons }: WhereToLook): Promise<Place[]> {
  const pack = await readPack(engines)
  const gpu = await findNodePackage('@tensorflow/tfjs-node-gpu', packagesFrom)
  const plain = await findNodePackage('@tensorflow/tfjs-node', packagesFrom)
  const pythons = asksPythons ? await findPythonPackages(env) : []
  const known: Place[] = [
    ...(pack === null ? [] : [{ source: 'pack' as const, folder: join(packFolder(engines), 'tensorflow') }]),
    ...(gpu === null ? [] : [{ source: 'tfjs-node-gpu' as const, folder: gpu }]),
    ...(plain === null ? [] : [{ source: 'tfjs-node' as const, folder: plain }]),
    ...pythons.map((folder) => ({ source: 'python' as const, folder })),
  ]
  if (path === null) return known
  // A chosen folder that is found anyway keeps the name of where it comes from, and goes first.
  const chosen = known.find(({ folder }) => path === folder || path.startsWith(`${folder}${sep}`))
  return [chosen ?? { source: 'path', folder: path }, ...known]
}

async function lookAt({ source, folder }: Place, engines: string): Promise<FoundEngine> {
  const base = { id: source, engine: 'tensorflow', source, devices: [] } as const
  try {
    const library = await libraryIn(folder)
    const pack = source === 'pack' ? await readPack(engines) : null
    const version = pack?.version ?? (await versionBeside(library.folder))
    const sizeBytes = pack?.sizeBytes ?? library.sizeBytes
    const problem = version === null ? null : tooOld(version)
    const bringsCuda = source === 'tfjs-node-gpu' || (await hasCudaBeside(library.folder))
    return { ...base, devices: [], folder: library.folder, version, sizeBytes, bringsCuda, problem }
  } catch (thrown) {
    const { code, details } = toAppError(thrown)
    return { ...base, devices: [], folder, version: null, sizeBytes: 0, problem: { code, details } }
  }
}

/** In a site-packages, and in a pack that has its layout. */
async function hasCudaBeside(folder: string): Promise<boolean> {
  const found = await stat(join(dirname(folder), 'nvidia', 'cudnn')).catch(() => null)
  return found?.isDirectory() === true
}

function tooOld(version: string): FoundEngine['problem'] {
  if (!isTooOld(version)) return null
  const { code, details } = new AppError('engine/too-old', { version, needed: OLDEST_TENSORFLOW })
  return { code, details }
}
