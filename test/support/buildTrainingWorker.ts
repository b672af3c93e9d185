/** @file Bundles the training worker alone, quicker than a whole build. */
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

/** Bundles the entry of the training worker alone. */
export async function buildTrainingWorker(): Promise<BuiltWorker> {
  await mkdir(CACHE, { recursive: true })
  const folder = await mkdtemp(join(CACHE, 'worker-'))
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: resolve(import.meta.dirname, '../../src/main/training/worker/entry.ts'),
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rollupOptions: { output: { format: 'cjs', entryFileNames: 'trainingWorker.cjs' } },
    },
    ssr: { noExternal: ['valibot'] },
  })
  return {
    path: join(folder, 'trainingWorker.cjs'),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
