/** @file The same study in Python: Optuna's random sampler with PyTorch or Keras, in the environment of the peers. */
import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import * as v from 'valibot'
import type { StudyFigures } from './fettleStudy'

export const STUDY_PEERS = ['optuna-pytorch', 'optuna-pytorch-tuned', 'optuna-keras'] as const
export type StudyPeer = (typeof STUDY_PEERS)[number]

export interface PeerStudyOptions {
  readonly peer: StudyPeer
  readonly python: string
  readonly dataFolder: string
  readonly trials: number
  readonly epochs: number
}

const SCRIPT = resolve(import.meta.dirname, '../peers/study.py')
const Figures = v.strictObject({ seconds: v.number(), best: v.number(), trials: v.number() })

/** Measured inside the script, after its imports: a user's notebook has them loaded already. */
export async function runPeerStudy(options: PeerStudyOptions): Promise<StudyFigures> {
  const { peer, python, dataFolder, trials, epochs } = options
  const { stdout } = await promisify(execFile)(
    python,
    [SCRIPT, peer, dataFolder, String(trials), String(epochs)],
    { env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3', KERAS_BACKEND: 'tensorflow' }, maxBuffer: 2 ** 26 },
  )
  return v.parse(Figures, JSON.parse(stdout.trim().split('\n').at(-1) ?? ''))
}
