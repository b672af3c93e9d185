import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import * as v from 'valibot'
import { SAMPLER_ORDER } from '../../src/shared/domain/search/newSampler'
import { AppError } from '../../src/shared/errors/appError'
import { PEERS, runPeer } from './peerRun'
import type { Problem } from './problem'
import { runOwn } from './strategies'
import { SYNTHETIC } from './synthetic'
import { readTable } from './tables'

/** One strategy on one problem, with some seeds. */
const Job = v.strictObject({
  problem: v.string(),
  strategy: v.picklist([...SAMPLER_ORDER, ...PEERS]),
  seeds: v.array(v.number()),
})
export type Job = v.InferOutput<typeof Job>

/** A row a seed: regret ÷ unit after the numbers of `READ_AT`. */
const Rows = v.array(v.array(v.number()))
export type Rows = v.InferOutput<typeof Rows>

/** Runs a job in this process and prints its rows. */
export async function runJob(text: string): Promise<void> {
  const { problem, strategy, seeds } = v.parse(Job, JSON.parse(text))
  const found = findProblem(problem)
  const rows: Rows = []
  for (const seed of seeds) {
    const peer = PEERS.find((name) => name === strategy)
    const kind = SAMPLER_ORDER.find((name) => name === strategy)
    if (peer !== undefined) rows.push(await runPeer(peer, found, seed))
    else if (kind !== undefined) rows.push(runOwn(kind, found, seed))
  }
  process.stdout.write(`${JSON.stringify(rows)}\n`)
}

function findProblem(name: string): Problem {
  return SYNTHETIC.find((problem) => problem.name === name) ?? readTable(name)
}

/** Runs jobs in processes of their own, as many at a time as there are cores. @returns their rows, in order of the jobs */
export async function runJobs(jobs: readonly Job[]): Promise<Rows[]> {
  const results: Rows[] = []
  let [next, done] = [0, 0]
  const work = async () => {
    while (next < jobs.length) {
      const index = next++
      const job = jobs[index]
      if (job === undefined) break
      results[index] = await inOwnProcess(job)
      process.stderr.write(`\r${++done} of ${jobs.length} `)
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  process.stderr.write('\r')
  return results
}

async function inOwnProcess(job: Job): Promise<Rows> {
  const bench = resolve(import.meta.dirname, '../../scripts/bench.mjs')
  const child = spawn(process.execPath, [bench, 'search', '--job', JSON.stringify(job)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  const code = await new Promise<number | null>((settle) => child.on('close', settle))
  if (code !== 0)
    throw new AppError('bug/unexpected', { message: `${job.strategy} on ${job.problem} ended with ${code}` })
  return v.parse(Rows, JSON.parse(output))
}
