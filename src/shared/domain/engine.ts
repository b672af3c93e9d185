/** @file Engines that do not come with Fettle: libraries of TensorFlow, wherever this machine has one. */
import * as v from 'valibot'
import { Reason } from './study'

/**
 * Where a library was found, in the order in which the first that works is taken. That of a Python is taken only where TensorFlow
 * was chosen as the engine, or its folder as the path.
 *
 * - `path`: the folder that was chosen in Settings
 * - `pack`: installed by Fettle, in the data folder
 * - `tfjs-node-gpu`, `tfjs-node`: brought by these packages of npm
 * - `python`: installed in a Python
 */
export const ENGINE_SOURCES = ['path', 'pack', 'tfjs-node-gpu', 'tfjs-node', 'python'] as const
export const EngineSource = v.picklist(ENGINE_SOURCES)
export type EngineSource = v.InferOutput<typeof EngineSource>

export const EngineFolder = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(4096))

export const FoundEngine = v.strictObject({
  /** Its source, numbered where there are several. */
  id: v.string(),
  engine: v.literal('tensorflow'),
  source: EngineSource,
  /** Where its libraries lie. */
  folder: v.string(),
  /** Null while nobody knows. */
  version: v.nullable(v.string()),
  /** What it can train on here; empty where it cannot be used. */
  devices: v.array(v.picklist(['cpu', 'cuda'])),
  /** Whether it was made for graphics cards of NVIDIA and has their libraries beside it. @default false */
  bringsCuda: v.optional(v.boolean()),
  /** Why it cannot be used. */
  problem: v.nullable(Reason),
  /** Bytes of its libraries. */
  sizeBytes: v.number(),
})
export type FoundEngine = v.InferOutput<typeof FoundEngine>

export const EngineState = v.strictObject({
  /** In the order in which they are taken. */
  engines: v.array(FoundEngine),
  /** Which of them trains; null: only the engine that comes with Fettle. */
  usedId: v.nullable(v.string()),
  /** The folder that was chosen; null where the first that works is taken. */
  path: v.nullable(v.string()),
  /** Which packs there are for this machine. */
  packs: v.array(v.picklist(['cpu', 'cuda'])),
})
export type EngineState = v.InferOutput<typeof EngineState>

/** Whether it could train on a graphics card, if there were one here whose driver it can use. */
export function lacksCard({ bringsCuda, devices, problem }: FoundEngine): boolean {
  return bringsCuda === true && problem === null && !devices.includes('cuda')
}

/** The oldest whose C API and kernels do what is asked of them here. */
export const OLDEST_TENSORFLOW = '2.9'

/** The oldest that Python has it with a library of its own: before it, all of it is a module that no other program can load. */
export const OLDEST_WHEEL = '2.12'

/** @param version as the library tells it, such as 2.21.0 or 2.15.0-rc1 */
export function isTooOld(version: string): boolean {
  return isOlderThan(version, OLDEST_TENSORFLOW)
}

/** @param needed major and minor */
export function isOlderThan(version: string, needed: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10))
  const [oldest = 0, oldestMinor = 0] = needed.split('.').map(Number)
  return major < oldest || (major === oldest && minor < oldestMinor)
}
