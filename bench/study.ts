/** @file `npm run bench -- study`: thirty random trials on the digits, beside Optuna with PyTorch and with Keras. */
import { rm } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { buildTrainingWorker } from '../test/support/buildTrainingWorker'
import { prepareDigits } from './study/digits'
import { runFettleStudy, type StudyFigures } from './study/fettleStudy'
import { runPeerStudy, STUDY_PEERS, type StudyPeer } from './study/peerStudy'
import { findPeerPython, installPeers } from './peers/environment'

interface Row extends StudyFigures {
  readonly peer: string
}

/**
 * Flags: `--peers` makes the Python environment of the peers where it is missing, `--only a,b` picks peers, `--json` prints
 * one array instead of a table, `--trials`, `--epochs` and `--parallel` change the study. With all peers it takes minutes.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      peers: { type: 'boolean', default: false },
      only: { type: 'string' },
      json: { type: 'boolean', default: false },
      trials: { type: 'string', default: '30' },
      epochs: { type: 'string', default: '30' },
      parallel: { type: 'string', default: '2' },
    },
  })
  if (values.peers) installPeers()
  const only = values.only?.split(',') ?? (values.peers ? STUDY_PEERS : [])
  const rows = await measure({
    trials: Number(values.trials),
    epochs: Number(values.epochs),
    parallel: Number(values.parallel),
    peers: STUDY_PEERS.filter((peer) => only.includes(peer)),
  })
  process.stdout.write(values.json ? `${JSON.stringify(rows)}\n` : formatTable(rows))
}

interface MeasureOptions {
  readonly trials: number
  readonly epochs: number
  readonly parallel: number
  readonly peers: readonly StudyPeer[]
}

async function measure({ peers, ...size }: MeasureOptions): Promise<Row[]> {
  const dataFolder = await prepareDigits()
  const worker = await buildTrainingWorker()
  try {
    const own = await runFettleStudy({ ...size, dataFolder, worker: worker.path })
    const rows: Row[] = [{ peer: 'fettle-onnx', ...own }]
    const python = findPeerPython()
    if (python === null) process.stderr.write('no Python peers here: --peers installs them\n')
    const jobs = python === null ? [] : peers.map((peer) => ({ peer, python }))
    // One after the other: they are to have the machine to themselves.
    for (const job of jobs)
      rows.push({ peer: job.peer, ...(await runPeerStudy({ ...size, ...job, dataFolder })) })
    return rows
  } finally {
    await worker.remove()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

function formatTable(rows: readonly Row[]): string {
  const own = rows[0]?.seconds ?? NaN
  const lines = rows.map(({ peer, seconds, best, trials }) =>
    [
      peer.padEnd(22),
      String(trials).padStart(6),
      `${seconds.toFixed(1)} s`.padStart(9),
      `${(100 * best).toFixed(1)} %`.padStart(9),
      `${(seconds / own).toFixed(1)}×`.padStart(8),
    ].join(''),
  )
  const header = `${'study'.padEnd(22)}trials${'time'.padStart(9)}${'best'.padStart(9)}${'slower'.padStart(8)}`
  return `${[header, ...lines].join('\n')}\n`
}
