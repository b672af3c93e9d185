/** @file HDF5 files as trees of arrays. */
import { open as openFile } from 'node:fs/promises'
import type { Attribute, Dataset, Group } from 'h5wasm/node'
import { AppError } from '../../../../shared/errors/appError'

const SIGNATURE = '\u0089HDF\r\n\u001a\n'

/** @returns whether a file begins as HDF5 does. */
export async function isHdf5(path: string): Promise<boolean> {
  const file = await openFile(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SIGNATURE.length), 0, SIGNATURE.length, 0)
    return bytesRead === SIGNATURE.length && buffer.toString('latin1') === SIGNATURE
  } finally {
    await file.close()
  }
}

/** A group of an open file; what `use` makes of it must not hold on to it. */
export interface Hdf5Group {
  /** @returns null where nothing of this name, or something that is no group, is there. */
  group(path: string): Hdf5Group | null
  /** Names of what is in it, in the order of the file. */
  names(): readonly string[]
  /** @returns null where no array of floating-point numbers of this name is there. */
  array(path: string): { readonly shape: readonly number[]; readonly values: Float32Array } | null
  text(attribute: string): string | null
  texts(attribute: string): readonly string[]
}

/** @param name of the file, for people @throws {file/unreadable} for a file that is damaged or none */
export async function withHdf5<T>(path: string, name: string, use: (root: Hdf5Group) => T): Promise<T> {
  // Several megabytes of WebAssembly, which most workers never need.
  const { ready, File } = await import('h5wasm/node')
  await ready
  const unreadable = (cause?: unknown): AppError => new AppError('file/unreadable', { name }, { cause })
  let file: InstanceType<typeof File>
  try {
    file = new File(path, 'r')
  } catch (cause) {
    throw unreadable(cause)
  }
  if (file.file_id < 0n) throw unreadable()
  try {
    return use(readGroup(file))
  } catch (cause) {
    throw cause instanceof AppError ? cause : unreadable(cause)
  } finally {
    file.close()
  }
}

function readGroup(group: Group): Hdf5Group {
  return {
    group(path) {
      const found = find(group, path)
      return isGroup(found) ? readGroup(found) : null
    },
    names: () => group.keys(),
    array(path) {
      const found = find(group, path)
      if (!isDataset(found)) return null
      const { value, shape } = found
      return isFloats(value) ? { shape: shape ?? [], values: Float32Array.from(value) } : readScalar(value)
    },
    text: (attribute) => textOf(group.attrs[attribute]),
    texts: (attribute) => textsOf(group.attrs[attribute]),
  }
}

type Entity = ReturnType<Group['get']>

function isGroup(found: Entity): found is Group {
  return found !== null && 'type' in found && found.type === 'Group'
}

function isDataset(found: Entity): found is Dataset {
  return found !== null && 'type' in found && found.type === 'Dataset'
}

function find(group: Group, path: string): Entity {
  // Asked for what is not there, the library writes to standard error.
  let at: Group = group
  const parts = path.split('/')
  for (const [index, part] of parts.entries()) {
    if (!at.keys().includes(part)) return null
    const found = at.get(part)
    if (index === parts.length - 1) return found
    if (!isGroup(found)) return null
    at = found
  }
  return null
}

function isFloats(value: unknown): value is Float32Array | Float64Array {
  if (value instanceof Float32Array || value instanceof Float64Array) return true
  // Half floats, where the runtime has them.
  return ArrayBuffer.isView(value) && value.constructor.name === 'Float16Array'
}

function readScalar(value: unknown) {
  return typeof value === 'number' ? { shape: [], values: Float32Array.of(value) } : null
}

/** Texts were written as bytes by some versions of Keras. */
function textOf(attribute: Attribute | undefined): string | null {
  const value = attribute?.value
  if (typeof value === 'string') return value
  return value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : null
}

function textsOf(attribute: Attribute | undefined): readonly string[] {
  const value = attribute?.value
  return Array.isArray(value) ? value.filter((text): text is string => typeof text === 'string') : []
}
