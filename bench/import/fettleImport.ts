/** @file Imports with Fettle's own import worker, in a process of its own, as the app does. */
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createDatasetClient } from '../../src/main/datasets'
import { createNodeWorkerHost } from '../../src/main/training'
import type { Stage } from './stage'

interface Request {
  /** The built program. */
  readonly worker: string
  /** For what is prepared and cached. */
  readonly folder: string
  /** What is imported. */
  readonly path: string
  readonly name: string
}

/** Tells of the preview (with the profile of every column and the hash), and of the version that is stored from it. */
export async function runFettle(
  { worker, folder, path, name }: Request,
  tell: (stage: Stage) => void,
): Promise<void> {
  const host = createNodeWorkerHost({ programs: { trainingWorker: '', importWorker: worker } })
  let pid: number | null = null
  const client = createDatasetClient(
    {
      fork: async (program) => {
        const started = await host.fork(program)
        pid = started.pid
        return started
      },
    },
    { cacheFolder: join(folder, 'cache') },
  )
  try {
    const file = { path, fileName: basename(path) }
    client.warmUp()
    // Until it answers, the worker is being started, which the app does before anybody chooses a file.
    await client.describe({ path: worker, fileName: 'worker' })
    const start = performance.now()
    const preview = await client.propose(file, {})
    const shown = performance.now()
    tell({
      work: name,
      what: 'preview and profile',
      seconds: (shown - start) / 1000,
      peakMegabytes: peakOf(pid),
      rows: preview.rowCount,
    })
    await client.prepare(file, preview.plan, join(folder, `prepared-${name}`))
    const seconds = (performance.now() - start) / 1000
    tell({
      work: name,
      what: 'to a stored version',
      seconds,
      peakMegabytes: peakOf(pid),
      rows: preview.rowCount,
    })
  } finally {
    await client.dispose()
  }
}

/** The kernel of Linux keeps the highest mark. */
function peakOf(pid: number | null): number | null {
  try {
    const status = readFileSync(`/proc/${pid ?? 'self'}/status`, 'utf8')
    const kilobytes = /^VmHWM:\s*(\d+) kB/m.exec(status)?.[1]
    return kilobytes === undefined ? null : Number(kilobytes) / 1024
  } catch {
    return null
  }
}
