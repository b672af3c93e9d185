import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { nearestValue } from '../../src/main/search'
import type { Assignment } from '../../src/shared/domain/searchSpace'
import { AppError } from '../../src/shared/errors/appError'
import { findPeerPython } from '../peers/environment'
import { MOST_TRIALS, type Problem } from './problem'
import { toFigures } from './strategies'

export const PEERS = ['optuna-tpe', 'optuna-gp'] as const
export type PeerName = (typeof PEERS)[number]

/** Optuna in a process of its own is told the space, proposes, and is answered value by value. */
export async function runPeer(peer: PeerName, problem: Problem, seed: number): Promise<number[]> {
  const python = findPeerPython()
  if (python === null)
    throw new AppError('bug/unexpected', { message: 'no Python peers here: --peers installs them' })
  const script = resolve(import.meta.dirname, '../peers/search.py')
  const child = spawn(python, [script, peer, String(seed), String(MOST_TRIALS)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, OMP_NUM_THREADS: '1' },
  })
  child.stdin.write(`${JSON.stringify(problem.space)}\n`)
  const values: number[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    const value = problem.evaluate(snapped(problem, JSON.parse(line) as Assignment))
    values.push(value)
    child.stdin.write(`${JSON.stringify(value)}\n`)
  }
  return toFigures(problem, values)
}

/** Floats come back as JSON writes them; nothing else may differ from a value of the domain. */
function snapped({ space }: Problem, assignment: Assignment): Assignment {
  return Object.fromEntries(
    space.parameters.flatMap(({ name, domain }) => {
      const value = assignment[name]
      return value === undefined ? [] : [[name, nearestValue(domain, value)]]
    }),
  )
}
