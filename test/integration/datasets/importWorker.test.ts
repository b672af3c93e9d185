import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createDatasetClient, createDatasetEngine } from '../../../src/main/datasets'
import { createNodeWorkerHost } from '../../../src/main/training'
import { buildImportWorker } from '../../support/buildImportWorker'

let built: Awaited<ReturnType<typeof buildImportWorker>>
beforeAll(async () => {
  built = await buildImportWorker()
})
afterAll(() => built.remove())

/** A client on a real child process, which a test may kill. */
function start(onProgress?: (path: string, doneBytes: number, totalBytes: number) => void) {
  const host = createNodeWorkerHost({ programs: { trainingWorker: '', importWorker: built.path } })
  const pids: (number | null)[] = []
  const client = createDatasetClient(
    {
      fork: async (program) => {
        const worker = await host.fork(program)
        pids.push(worker.pid)
        return worker
      },
    },
    onProgress ? { onProgress } : {},
  )
  onTestFinished(() => client.dispose())
  return { client, pids }
}

function writeTable(rows: number) {
  const folder = mkdtempSync(join(tmpdir(), 'fettle-import-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const lines = Array.from({ length: rows }, (_, row) => `${row},${row % 7}.25,${row % 2 ? 'yes' : 'no'}`)
  const path = join(folder, 'table.csv')
  writeFileSync(path, `a,b,class\n${lines.join('\n')}\n`)
  return { file: { path, fileName: 'table.csv' }, folder }
}

describe('the import worker', () => {
  it('does what the engine does, in a process of its own', async () => {
    const { client, pids } = start()
    const { file, folder } = writeTable(60)
    const engine = createDatasetEngine()
    const preview = await client.propose(file, {})
    expect(preview).toEqual(await engine.propose(file, {}))
    expect(await client.review(file, preview.plan)).toEqual(preview)
    const meta = await client.prepare(file, preview.plan, join(folder, 'prepared'))
    expect(meta).toEqual(await engine.prepare(file, preview.plan, join(folder, 'again')))
    const page = { file, plan: preview.plan, offset: 3, limit: 4 }
    expect(await client.rows(page)).toEqual(await engine.rows(page))
    expect(await client.rejected(file, preview.plan)).toEqual([])
    expect((await client.readCells(file, {})).rows).toHaveLength(60)
    expect(await client.describe(file)).toEqual(preview.source)
    expect(pids).toHaveLength(1)
    expect(pids[0]).not.toBe(process.pid)
  })

  it('hands errors over with their code and details', async () => {
    const { client } = start()
    await expect(client.propose({ path: '/nowhere.csv', fileName: 'nowhere.csv' }, {})).rejects.toMatchObject(
      {
        code: 'file/unreadable',
        details: { name: 'nowhere.csv' },
      },
    )
  })

  it('tells how far it has read a large file', async () => {
    const told: number[] = []
    const { client } = start((_path, doneBytes, totalBytes) => told.push(doneBytes / totalBytes))
    await client.propose(writeTable(400_000).file, {})
    expect(told.length).toBeGreaterThan(0)
    expect(told.every((share) => share > 0 && share <= 1)).toBe(true)
  })

  it('rejects the calls of a worker that is killed, and the next call gets another', async () => {
    const { client, pids } = start()
    const { file } = writeTable(300_000)
    const lost = client.propose(file, {})
    const refused = expect(lost).rejects.toMatchObject({ code: 'training/worker-crashed' })
    while (pids.length === 0) await new Promise((resolve) => setImmediate(resolve))
    process.kill(pids[0] ?? 0, 'SIGKILL')
    await refused
    expect((await client.propose(writeTable(30).file, {})).rowCount).toBe(30)
    expect(pids).toHaveLength(2)
  })

  it('ends with its client', async () => {
    const { client, pids } = start()
    await client.describe(writeTable(20).file)
    await client.dispose()
    await expect.poll(() => isAlive(pids[0] ?? 0), { timeout: 10_000 }).toBe(false)
    await expect(client.describe(writeTable(20).file)).rejects.toMatchObject({ code: 'app/cancelled' })
  })
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
