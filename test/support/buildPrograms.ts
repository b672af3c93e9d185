/** @file Bundles the core and its workers, quicker than a whole build and apart from it. */
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import type { WorkerProgram } from '../../src/shared/contract/host'

const ROOT = resolve(import.meta.dirname, '../..')
/** Inside node_modules, so that the bundles find their native libraries and nothing is left in the working tree. */
const CACHE = join(ROOT, 'node_modules/.cache/fettle-programs')

const ENTRIES = {
  core: 'src/main/core/entry.ts',
  trainingWorker: 'src/main/training/worker/entry.ts',
  importWorker: 'src/main/datasets/worker/entry.ts',
  samplerThread: 'src/main/services/studies/asking/entry.ts',
}

export interface BuiltPrograms {
  readonly core: string
  readonly workers: Readonly<Record<WorkerProgram, string>>
  readonly samplerThread: string
  readonly resourcesFolder: string
  remove(): Promise<void>
}

/** Builds the programs as the packaged app has them: `out/main/*.cjs`, with the resources beside `out`. */
export async function buildPrograms(): Promise<BuiltPrograms> {
  await mkdir(CACHE, { recursive: true })
  const folder = await mkdtemp(join(CACHE, 'build-'))
  const outDir = join(folder, 'out', 'main')
  await build({
    configFile: false,
    logLevel: 'error',
    root: ROOT,
    build: {
      ssr: true,
      outDir,
      minify: false,
      rollupOptions: {
        input: Object.fromEntries(Object.entries(ENTRIES).map(([name, entry]) => [name, join(ROOT, entry)])),
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' },
      },
    },
    ssr: { noExternal: ['valibot'] },
  })
  await symlink(join(ROOT, 'resources'), join(folder, 'resources'), 'junction')
  return {
    core: join(outDir, 'core.cjs'),
    workers: {
      trainingWorker: join(outDir, 'trainingWorker.cjs'),
      importWorker: join(outDir, 'importWorker.cjs'),
    },
    samplerThread: join(outDir, 'samplerThread.cjs'),
    resourcesFolder: join(ROOT, 'resources'),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
