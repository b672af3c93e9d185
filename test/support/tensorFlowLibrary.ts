/** @file TensorFlow for tests, where a machine has it. */
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { createTensorFlowRunner } from '../../src/main/training/runners/tensorflow'
import { libraryFile } from '../../src/main/training/runners/tensorflow/library'
import type { CreateRunner } from '../../src/main/training/types'
import { ROOT } from './build'

/** Where it may lie: named by hand, fetched for the tests, or of the peers of the benchmarks. */
function folders(): string[] {
  const named = process.env['FETTLE_TENSORFLOW']
  const python = join(ROOT, '.venv-peers', 'lib')
  const versions = existsSync(python) ? readdirSync(python) : []
  return [
    ...(named === undefined || named === '' ? [] : [named]),
    join(homedir(), '.cache', 'fettle-test', 'tensorflow'),
    ...versions.map((version) => join(python, version, 'site-packages', 'tensorflow')),
  ]
}

/** The folder of its library; null where there is none. */
export const TENSORFLOW = folders().find((folder) => libraryFile(folder) !== null) ?? null

/** For the names of tests that are skipped without it. */
export const NO_TENSORFLOW =
  TENSORFLOW === null ? ' (skipped: no TensorFlow here; FETTLE_TENSORFLOW may name its folder)' : ''

/** Requests of tests do not say where the library is. */
export function withTensorFlow(engineFolder: string): CreateRunner {
  return (request) => createTensorFlowRunner({ ...request, engineFolder })
}
