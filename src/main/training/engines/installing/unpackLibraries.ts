/** @file Takes the libraries out of wheels, and the notices that have to stay with them. */
import { AppError } from '../../../../shared/errors/appError'
import { openWheel, type WheelFile } from './wheelFile'

export interface OpenWheels {
  readonly wheels: readonly { readonly wheel: WheelFile; readonly names: readonly string[] }[]
  readonly unpackedBytes: number
  close(): void
}

interface Fetched {
  readonly path: string
  readonly isMain: boolean
  readonly file: { readonly name: string }
}

/**
 * Libraries keep the places that they have in a site-packages: TensorFlow's look for those of NVIDIA in `../nvidia/…/lib`, seen
 * from themselves, and for what a builder put in beside them in `../<name>.libs`.
 */
const LIBRARIES = [
  /^tensorflow\/lib[^/]+\.(?:so|dylib)(?:\.\d+)*$/,
  /^tensorflow\/lib[^/]+\.\d+\.dylib$/,
  /^tensorflow[\w-]*\.libs\/[^/]+$/,
  /^nvidia\/[^/]+\/lib\/[^/]+\.so(?:\.\d+)*$/,
]
const NOTICES =
  /^(?:[^/]+\.dist-info|tensorflow)\/(?:licenses\/)?(?:LICENSE|License|NOTICE|THIRD_PARTY_NOTICES)[^/]*$/
/** Without it a wheel is an empty shell that only names others. */
const MAIN_LIBRARY = /^tensorflow\/libtensorflow(?:_cc)?\./

/** @throws {engine/broken-wheel} where the first has no library of TensorFlow */
export async function openWheels(fetched: readonly Fetched[]): Promise<OpenWheels> {
  const wheels: { wheel: WheelFile; names: string[] }[] = []
  const close = (): void => wheels.forEach(({ wheel }) => wheel.close())
  try {
    for (const { path, file, isMain } of fetched) {
      const wheel = await openWheel(path, file.name)
      const libraries = wheel.names.filter((name) => LIBRARIES.some((pattern) => pattern.test(name)))
      const notices = wheel.names.filter((name) => NOTICES.test(name))
      wheels.push({ wheel, names: [...libraries, ...notices] })
      if (isMain && !libraries.some((name) => MAIN_LIBRARY.test(name))) {
        throw new AppError('engine/broken-wheel', { name: file.name })
      }
    }
    const sizes = wheels.map(({ wheel, names }) => wheel.sizes(names).unpacked)
    return { wheels, unpackedBytes: sizes.reduce((sum, size) => sum + size, 0), close }
  } catch (thrown) {
    close()
    throw thrown
  }
}

/** @throws {engine/broken-wheel} @throws {app/cancelled} */
export async function unpackLibraries(
  { wheels }: OpenWheels,
  folder: string,
  { signal, onBytes }: { readonly signal: AbortSignal; readonly onBytes: (done: number) => void },
): Promise<void> {
  let done = 0
  const tools = { signal, onBytes: (count: number) => onBytes((done += count)) }
  for (const { wheel, names } of wheels) {
    for (const name of names) await wheel.unpack(name, folder, tools)
  }
}
