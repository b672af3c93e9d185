/** @file Bundles the import worker alone, quicker than a whole build. */
import { mkdtemp, mkdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { build } from 'vite'

/** Built inside node_modules, so that the bundle finds its libraries and nothing is left in the working tree. */
const CACHE = resolve(import.meta.dirname, '../../node_modules/.cache/fettle-workers')

/** @returns the program as the packaged app has it, and how to be rid of it. */
export async function buildImportWorker(): Promise<{ path: string; remove(): Promise<void> }> {
  await mkdir(CACHE, { recursive: true })
  const folder = await mkdtemp(join(CACHE, 'import-'))
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: resolve(import.meta.dirname, '../../src/main/datasets/worker/entry.ts'),
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rollupOptions: { output: { format: 'cjs', entryFileNames: 'importWorker.cjs' } },
    },
    ssr: { noExternal: ['valibot'] },
  })
  return {
    path: join(folder, 'importWorker.cjs'),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
