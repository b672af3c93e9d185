/** @file The version of a library, where something beside it tells. */
import { readdir } from 'node:fs/promises'
import { basename, dirname } from 'node:path'

const INFO =
  /^(?:tensorflow|tensorflow_(?:cpu|gpu|macos|intel|cpu_aws|rocm)|tf_nightly(?:_cpu)?)-(\d[\w.+]*)\.dist-info$/

/** In a site-packages the folder with what pip knows of the package; @returns null where there is none. */
export async function versionBeside(folder: string): Promise<string | null> {
  if (basename(folder) !== 'tensorflow') return null
  const names = await readdir(dirname(folder)).catch((): string[] => [])
  return names.map((name) => INFO.exec(name)?.[1]).find((version) => version !== undefined) ?? null
}
