/** @file `npm run bench -- reviews`: 36 trainings of a text CNN on film reviews, beside Keras. */
import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import * as v from 'valibot'
import { buildTrainingWorker } from '../test/support/buildTrainingWorker'
import { missingData } from '../test/support/realData/folder'
import { REVIEW_FILES } from '../test/support/realData/reviews'
import { findPeerPython, installPeers } from './peers/environment'
import { type GridFigures, runFettleGrid } from './reviews/fettleGrid'
import { prepareFolds } from './reviews/folds'

const SCRIPT = resolve(import.meta.dirname, 'peers/reviews.py')
const BACKENDS = ['tensorflow', 'jax'] as const
const Figures = v.strictObject({ seconds: v.number(), best: v.number(), trainings: v.number() })

/** Flags: `--peers` measures Keras too and makes its environment where it is missing, `--parallel` sets the workers. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { peers: { type: 'boolean', default: false }, parallel: { type: 'string', default: '2' } },
  })
  const missing = missingData(...REVIEW_FILES)
  if (missing !== '') return void process.stdout.write(`nothing measured${missing}\n`)
  if (values.peers) installPeers()
  const folder = await prepareFolds()
  const worker = await buildTrainingWorker()
  try {
    const own = await runFettleGrid(folder, worker.path, Number(values.parallel))
    tell('fettle-onnx', own, own)
    const python = values.peers ? findPeerPython() : null
    if (python === null) return
    for (const backend of BACKENDS) tell(`keras-${backend}`, await runKeras(python, backend, folder), own)
  } finally {
    await worker.remove()
    await rm(folder, { recursive: true, force: true })
  }
}

async function runKeras(python: string, backend: string, folder: string): Promise<GridFigures> {
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3', KERAS_BACKEND: backend }
  const { stdout } = await promisify(execFile)(python, [SCRIPT, folder], { env, maxBuffer: 2 ** 26 })
  return v.parse(Figures, JSON.parse(stdout.trim().split('\n').at(-1) ?? ''))
}

function tell(peer: string, { seconds, best, trainings }: GridFigures, own: GridFigures): void {
  const slower = `${(seconds / own.seconds).toFixed(1)}×`
  const accuracy = `${(100 * best).toFixed(1)} %`
  process.stdout.write(
    `${peer.padEnd(20)}${trainings} trainings ${seconds.toFixed(1).padStart(7)} s ${accuracy.padStart(8)} ${slower.padStart(7)}\n`,
  )
}
