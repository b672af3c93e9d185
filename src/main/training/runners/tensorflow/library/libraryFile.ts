import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The whole of TensorFlow as its wheels have it, and the C library as tfjs-node has it; the former loads the rest itself. */
const NAMES = [
  /^libtensorflow_cc\.so\.2$/,
  /^libtensorflow_cc\.2\.dylib$/,
  /^libtensorflow\.so(\.2)?$/,
  /^libtensorflow(\.2)?\.dylib$/,
  /^tensorflow\.dll$/,
]

/** @returns the file that the C API is loaded from; null where the folder has none. */
export function libraryFile(folder: string): string | null {
  if (!existsSync(folder)) return null
  const names = readdirSync(folder)
  for (const pattern of NAMES) {
    const found = names.find((name) => pattern.test(name))
    if (found !== undefined) return join(folder, found)
  }
  return null
}
