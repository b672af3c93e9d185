/** @file The version of a library, where something beside it tells. */
import { readdir, realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

const INFO =
  /^(?:tensorflow|tensorflow_(?:cpu|gpu|macos|intel|cpu_aws|rocm)|tf_nightly(?:_cpu)?)-(\d[\w.+]*)\.dist-info$/

/** As libtensorflow has it on its files, of which the shorter names are links. */
const FILE = /^libtensorflow\.so\.(\d+\.\d+\.\d+)$|^libtensorflow\.(\d+\.\d+\.\d+)\.dylib$/

/** @param folder holds the library @returns null where nobody says */
export async function versionBeside(folder: string): Promise<string | null> {
  return basename(folder) === 'tensorflow' ? versionOfPackage(folder) : versionOfFile(folder)
}

/** In a site-packages the folder with what pip knows of the package. */
async function versionOfPackage(folder: string): Promise<string | null> {
  const names = await readdir(dirname(folder)).catch((): string[] => [])
  return names.map((name) => INFO.exec(name)?.[1]).find((version) => version !== undefined) ?? null
}

async function versionOfFile(folder: string): Promise<string | null> {
  for (const name of ['libtensorflow.so.2', 'libtensorflow.2.dylib']) {
    const file = await realpath(join(folder, name)).catch(() => '')
    const [, onLinux, onMac] = FILE.exec(basename(file)) ?? []
    const version = onLinux ?? onMac
    if (version !== undefined) return version
  }
  return null
}
