/** @file Bundles the training worker, or another program of one process, alone: quicker than a whole build. */
import { mkdtemp, mkdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { build } from 'vite'

/** Built inside node_modules, so that the bundle finds its native library and nothing is left in the working tree. */
const CACHE = resolve(import.meta.dirname, '../../node_modules/.cache/fettle-workers')

export interface BuiltWorker {
  /** The program, as the packaged app has it. */
  readonly path: string
  remove(): Promise<void>
}

export function buildTrainingWorker(): Promise<BuiltWorker> {
  return buildWorker('src/main/training/worker/entry.ts')
}

/** @param entry from the root of the repository */
export async function buildWorker(entry: string): Promise<BuiltWorker> {
  await mkdir(CACHE, { recursive: true })
  const folder = await mkdtemp(join(CACHE, 'worker-'))
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: resolve(import.meta.dirname, '../..', entry),
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rollupOptions: { output: { format: 'cjs', entryFileNames: 'worker.cjs' } },
    },
    ssr: { noExternal: ['valibot'] },
  })
  return {
    path: join(folder, 'worker.cjs'),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
