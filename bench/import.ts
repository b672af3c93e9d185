/** @file `npm run bench -- import`: how fast tables and pictures are read, beside DuckDB alone and PapaParse. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildImportWorker } from '../test/support/buildImportWorker'
import { runFettle } from './import/fettleImport'
import { makeMeasured, makeMixed, makePictures, type TableFile } from './import/makeFiles'
import { installPeers, runPeer, type PeerName } from './import/peers'
import type { Stage } from './import/stage'

const PEERS: readonly PeerName[] = ['duckdb', 'papaparse']

/** Flags: `--peers` fetches DuckDB and PapaParse into a temporary folder and measures them too, `--only mixed,measured,pictures`. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      peers: { type: 'boolean', default: false },
      only: { type: 'string', default: 'mixed,measured,pictures' },
      json: { type: 'boolean', default: false },
    },
  })
  const works = new Set(values.only.split(','))
  const folder = await mkdtemp(join(tmpdir(), 'fettle-bench-import-'))
  const worker = await buildImportWorker()
  const stages: Stage[] = []
  const tell = (stage: Stage) => {
    stages.push(stage)
    if (!values.json) process.stdout.write(`${lineOf(stage)}\n`)
  }
  try {
    const peerFolder = values.peers ? installPeers(folder) : null
    for (const [name, make] of [
      ['mixed', makeMixed],
      ['measured', makeMeasured],
    ] as const) {
      if (!works.has(name)) continue
      const table = await make(folder)
      await runFettle({ worker: worker.path, folder, path: table.path, name }, tell)
      for (const peer of peerFolder ? PEERS : []) tell(await measurePeer(peer, peerFolder ?? '', table))
    }
    if (works.has('pictures')) {
      const path = await makePictures(folder)
      await runFettle({ worker: worker.path, folder, path, name: 'pictures' }, tell)
    }
    if (values.json) process.stdout.write(`${JSON.stringify(stages, null, 2)}\n`)
  } finally {
    await worker.remove()
    await rm(folder, { recursive: true, force: true })
  }
}

async function measurePeer(peer: PeerName, peerFolder: string, table: TableFile): Promise<Stage> {
  const { seconds, peakMegabytes, rows } = await runPeer(peer, peerFolder, table.path)
  return { work: table.name, what: peer, seconds, peakMegabytes, rows }
}

function lineOf({ work, what, seconds, peakMegabytes, rows }: Stage): string {
  const memory = peakMegabytes === null ? '' : `${peakMegabytes.toFixed(0).padStart(7)} MB`
  return `${work.padEnd(10)}${what.padEnd(22)}${seconds.toFixed(2).padStart(8)} s${memory.padStart(12)}${String(rows).padStart(10)} rows`
}
