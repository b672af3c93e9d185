/** @file The library that TensorFlow.js brings for Node, where somebody installed it. */
import { realpath } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** @param from folders from which packages are looked for @returns the folder of the package, null where there is none */
export async function findNodePackage(name: string, from: readonly string[]): Promise<string | null> {
  for (const folder of from) {
    try {
      const manifest = createRequire(join(folder, 'package.json')).resolve(`${name}/package.json`)
      return await realpath(dirname(manifest))
    } catch {
      // Not there: the next folder may have it.
    }
  }
  return null
}
