import { existsSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import koffi from 'koffi'
import type { TensorFlowDevice } from '../../../../../shared/domain/device'
import { isTooOld, OLDEST_TENSORFLOW } from '../../../../../shared/domain/engine'
import { AppError } from '../../../../../shared/errors/appError'
import { libraryFile } from './libraryFile'
import { listDevices } from './listDevices'
import { pinLibrary } from './pinLibrary'
import type { SessionOptions } from './sessionConfig'
import { bindSymbols, type Symbols } from './symbols'
import { TensorFlowSession } from './tensorFlowSession'

/** TensorFlow, loaded into this process: it stays there until the process ends. */
export interface TensorFlowLibrary {
  readonly folder: string
  /** As it says itself: "2.21.0". */
  readonly version: string
  /** Looks for them when it is first asked, which takes a moment, and memory of the graphics card, where there is one. */
  devices(): readonly TensorFlowDevice[]
  /** @throws {training/failed} {training/out-of-memory} */
  openSession(graphDef: Uint8Array, options: SessionOptions): TensorFlowSession
}

/** Compiling a graph goes deep into the library. */
const STACK_BYTES = 16 * 1024 * 1024

const open = new Map<string, TensorFlowLibrary>()

/**
 * @param folder holds the library, see `libraryFile`
 * @throws {engine/not-found} {engine/no-framework} {engine/wrong-architecture} {engine/too-old} {engine/broken}
 */
export function openTensorFlow(folder: string): TensorFlowLibrary {
  const known = open.get(folder)
  if (known) return known
  const file = libraryFile(folder)
  if (file === null) throw new AppError('engine/not-found', { folder })
  const symbols = loadSymbols(file)
  const version = symbols.text('TF_Version')
  if (isTooOld(version)) throw new AppError('engine/too-old', { version, needed: OLDEST_TENSORFLOW })
  const library = createLibrary(folder, version, symbols)
  open.set(folder, library)
  return library
}

function createLibrary(folder: string, version: string, symbols: Symbols): TensorFlowLibrary {
  let devices: readonly TensorFlowDevice[] | null = null
  const openSession: TensorFlowLibrary['openSession'] = (graphDef, options) =>
    new TensorFlowSession(symbols, graphDef, options)
  return {
    ...{ folder, version, openSession },
    devices() {
      devices ??= listDevices(openSession)
      return devices
    },
  }
}

function loadSymbols(file: string): Symbols {
  // What it tells beside its errors goes to a terminal that nobody reads.
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2'
  // A run waits for what it fetches; without that it would wait for all that its card still has to do (`direct_session.cc`).
  process.env['TF_SYNC_ON_FINISH'] ??= '0'
  // Each session has threads of its own; else all of a process would have as many as its first one (`local_device.cc`).
  process.env['TF_OVERRIDE_GLOBAL_THREADPOOL'] ??= '1'
  koffi.config({ sync_stack_size: STACK_BYTES, async_stack_size: STACK_BYTES })
  try {
    pinLibrary(file)
    return bindSymbols(koffi.load(file))
  } catch (thrown) {
    throw whyNotLoaded(file, thrown)
  }
}

function whyNotLoaded(file: string, thrown: unknown): AppError {
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  const cause = { cause: thrown }
  if (/wrong ELF class|invalid ELF header|incompatible architecture|not a valid Win32/i.test(message)) {
    return new AppError('engine/wrong-architecture', { file: basename(file) }, cause)
  }
  const lacking = /(libtensorflow_framework[^\s:]*)/.exec(message)?.[1]
  if (lacking !== undefined && !existsSync(`${dirname(file)}/${lacking}`)) {
    return new AppError('engine/no-framework', { file: lacking }, cause)
  }
  return new AppError('engine/broken', { message: message.slice(0, 400) }, cause)
}
