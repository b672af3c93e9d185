/** @file The engine pack: a folder inside the data folder, as the installer writes it. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'

export const EnginePack = v.strictObject({
  engine: v.literal('tensorflow'),
  version: v.string(),
  /** Whether it brings NVIDIA's libraries. */
  hasCuda: v.boolean(),
  /** Names of the wheels it was unpacked from. */
  wheels: v.array(v.string()),
  /** On the disk. */
  sizeBytes: v.number(),
})
export type EnginePack = v.InferOutput<typeof EnginePack>

const FILE = 'engine.json'

/** Of all that engines need inside the data folder. */
export function enginesFolder(dataFolder: string): string {
  return join(dataFolder, 'engines')
}

/** The layout inside is that of a site-packages, for the libraries look for each other there. */
export function packFolder(engines: string): string {
  return join(engines, 'tensorflow')
}

export function packFile(folder: string): string {
  return join(folder, FILE)
}

/** @returns null where none is installed, or one that is not whole. */
export async function readPack(engines: string): Promise<EnginePack | null> {
  const text = await readFile(packFile(packFolder(engines)), 'utf8').catch(() => null)
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), EnginePack), text)
  return read.success ? read.output : null
}
