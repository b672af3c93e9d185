/** @file Puts an engine pack together: the libraries of TensorFlow's wheels, and nothing else of them. */
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError, toAppError } from '../../../../shared/errors/appError'
import { type EnginePack, packFile, packFolder } from '../pack'
import { downloadWheel } from './downloadWheel'
import { createMeter, type Meter, type Progress } from './meter'
import { type PlannedWheel, planCudaWheels, planMainWheel } from './planWheels'
import { checkSpace } from './space'
import { openWheels, unpackLibraries } from './unpackLibraries'
import { metadataIn } from './wheelFile'
import type { HttpSettings } from './httpGet'
import type { WheelSource } from './wheelSource'
import type { WheelMachine } from './wheelName'

export interface InstallWanted {
  /** Where packs lie; made where it is missing. */
  readonly engines: string
  readonly cuda: boolean
}

export interface InstallTools {
  readonly source: WheelSource
  readonly http: HttpSettings
  readonly machine: WheelMachine
  readonly signal: AbortSignal
  /** In bytes; the total grows where an index does not tell sizes. */
  readonly progress: Progress
  /** Between attempts, in milliseconds. @default 500 */
  readonly pauseMs?: number
}

const DOWNLOADS = 'downloads'

/** After these, what came of a download is gone on with. */
const WORTH_KEEPING: ReadonlySet<string> = new Set(['engine/cut-off', 'engine/offline', 'engine/no-space'])

/**
 * Replaces the pack that is there only once the new one is whole. What was cut off stays for the next attempt; what was called
 * off, or is of no use, does not.
 * @throws {engine/*} @throws {app/cancelled}
 */
export async function installTensorFlow(wanted: InstallWanted, tools: InstallTools): Promise<EnginePack> {
  const { engines } = wanted
  await sweepUnfinished(engines)
  const downloads = join(engines, DOWNLOADS)
  const making = join(engines, `making-${randomUUID()}`)
  await mkdir(downloads, { recursive: true, mode: 0o700 })
  try {
    const pack = await makePack({ ...wanted, downloads, making }, tools)
    await putInPlace(making, engines)
    await rm(downloads, { recursive: true, force: true })
    return pack
  } catch (thrown) {
    await rm(making, { recursive: true, force: true })
    const told = toAppError(thrown)
    const error = tools.signal.aborted ? new AppError('app/cancelled', {}, { cause: thrown }) : told
    if (!WORTH_KEEPING.has(error.code)) await rm(downloads, { recursive: true, force: true })
    throw error
  }
}

/** Of installations that were killed; downloads stay, for they are gone on with. */
async function sweepUnfinished(engines: string): Promise<void> {
  const names = await readdir(engines).catch(() => [])
  const left = names.filter((name) => /^(?:making|old)-/.test(name))
  await Promise.all(left.map((name) => rm(join(engines, name), { recursive: true, force: true })))
}

interface Making extends InstallWanted {
  readonly downloads: string
  readonly making: string
}

async function makePack(making: Making, tools: InstallTools): Promise<EnginePack> {
  const meter = createMeter(tools.progress)
  const unpacking = meter.part(0)
  const fetched = await fetchPlanned({ making, tools, meter })
  const wheels = await openWheels(fetched)
  try {
    await checkSpace(making.engines, wheels.unpackedBytes)
    const size = Math.max(1, UNPACKING * fetched.reduce((sum, { file }) => sum + (file.sizeBytes ?? 0), 0))
    const onBytes = (done: number): void => unpacking((size * done) / Math.max(1, wheels.unpackedBytes), size)
    await unpackLibraries(wheels, making.making, { signal: tools.signal, onBytes })
  } finally {
    wheels.close()
  }
  const pack: EnginePack = {
    engine: 'tensorflow',
    version: fetched.find(({ isMain }) => isMain)?.version.join('.') ?? '',
    hasCuda: making.cuda,
    wheels: fetched.map(({ file }) => file.name),
    sizeBytes: wheels.unpackedBytes,
  }
  await writeFile(packFile(making.making), `${JSON.stringify(pack, null, 2)}\n`)
  return pack
}

/** To unpack a wheel takes about so much of the time of fetching it. */
const UNPACKING = 0.1

interface Fetching {
  readonly making: Making
  readonly tools: InstallTools
  readonly meter: Meter
}

export interface FetchedWheel extends PlannedWheel {
  readonly path: string
}

/** Everything that is needed: at once where the index tells what TensorFlow needs, else after TensorFlow itself. */
async function fetchPlanned(fetching: Fetching): Promise<FetchedWheel[]> {
  const { making, tools } = fetching
  const main = await planMainWheel(making.cuda, tools)
  if (!making.cuda) return fetchWheels([main], fetching)
  const told = await tools.source.metadata(main.file)
  if (told !== null) return fetchWheels([main, ...(await planCudaWheels(told, tools))], fetching)
  const first = await fetchWheels([main], fetching)
  const metadata = await metadataIn(first[0]?.path ?? '', main.file.name)
  return [...first, ...(await fetchWheels(await planCudaWheels(metadata, tools), fetching))]
}

/** What is packed and what is unpacked lie side by side, and unpacked it is no smaller. */
const LEAST_SHARE = 2

/** One after the other: a line that is shared is not faster. */
async function fetchWheels(
  wheels: readonly PlannedWheel[],
  { making, tools, meter }: Fetching,
): Promise<FetchedWheel[]> {
  const remote = wheels.filter(({ file }) => !file.url.startsWith('file:'))
  const packed = remote.reduce((sum, { file }) => sum + (file.sizeBytes ?? 0), 0)
  await checkSpace(making.engines, packed * LEAST_SHARE)
  const parts = wheels.map(({ file }) => meter.part(file.url.startsWith('file:') ? 0 : file.sizeBytes))
  const fetched: FetchedWheel[] = []
  for (const [index, wheel] of wheels.entries()) {
    const path = await downloadWheel(wheel.file, {
      ...{ folder: making.downloads, http: tools.http, signal: tools.signal },
      ...(tools.pauseMs === undefined ? {} : { pauseMs: tools.pauseMs }),
      onBytes: (received, total) => parts[index]?.(received, total),
    })
    fetched.push({ ...wheel, path })
  }
  return fetched
}

/** A pack in use may be mapped by a worker: it is moved aside, not written over. */
async function putInPlace(made: string, engines: string): Promise<void> {
  const target = packFolder(engines)
  const old = join(engines, `old-${randomUUID()}`)
  await rename(target, old).catch(() => undefined)
  await rename(made, target)
  await rm(old, { recursive: true, force: true })
}

/** Takes the pack away, and whatever was left of downloads. */
export async function removePack(engines: string): Promise<void> {
  const old = join(engines, `old-${randomUUID()}`)
  await rename(packFolder(engines), old).catch(() => undefined)
  await sweepUnfinished(engines)
  await rm(join(engines, DOWNLOADS), { recursive: true, force: true })
}
