/** @file `npm run bench -- search`: how good the strategies are at tables of real networks and at functions, beside Optuna, and what a proposal costs. */
import { parseArgs } from 'node:util'
import { installPeers } from './peers/environment'
import { type AskCost, measureAsk } from './search/askCost'
import { type Job, type Rows, runJob, runJobs } from './search/jobs'
import { PEERS } from './search/peerRun'
import { READ_AT } from './search/problem'
import { OWN } from './search/strategies'
import { SYNTHETIC } from './search/synthetic'
import { tableNames } from './search/tables'

type Strategy = Job['strategy']

/** Seeds of one process. */
const SEEDS_A_JOB = 5

/**
 * Flags: `--peers` runs Optuna's TPE and GP as well (and installs them where they are missing), `--seeds 20`, `--only auto,tpe` picks strategies, `--tables a,b` picks
 * problems (`none`, or functions too), `--json` prints every figure. With all of it it takes the better part of an hour.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      peers: { type: 'boolean', default: false },
      seeds: { type: 'string', default: '20' },
      only: { type: 'string' },
      tables: { type: 'string' },
      json: { type: 'boolean', default: false },
      job: { type: 'string' },
    },
  })
  if (values.job !== undefined) return runJob(values.job)
  if (values.peers) installPeers()
  const all: readonly Strategy[] = [...OWN, ...(values.peers ? PEERS : [])]
  const only = values.only?.split(',')
  const plan = {
    strategies: only === undefined ? all : [...OWN, ...PEERS].filter((strategy) => only.includes(strategy)),
    seeds: Number(values.seeds),
    wanted: values.tables?.split(',') ?? null,
  }
  const figures = await measure(plan)
  const costs = OWN.filter((kind) => only?.includes(kind) ?? true).flatMap((kind) =>
    [100, 1000].map((finished) => measureAsk(kind, finished)),
  )
  if (values.json) process.stdout.write(`${JSON.stringify({ figures, costs })}\n`)
  else process.stdout.write(`${formatTables(figures)}${formatCosts(costs)}`)
}

/** One strategy on one problem, all seeds. */
interface Figures {
  readonly problem: string
  readonly isTable: boolean
  readonly strategy: Strategy
  readonly rows: Rows
}

interface Plan {
  readonly strategies: readonly Strategy[]
  readonly seeds: number
  readonly wanted: readonly string[] | null
}

async function measure({ strategies, seeds, wanted }: Plan): Promise<Figures[]> {
  const tables = tableNames()
  if (tables.length === 0) process.stderr.write('no tables here: ../shared/data/hpo is missing\n')
  const problems = [...tables, ...SYNTHETIC.map(({ name }) => name)].filter(
    (name) => wanted?.includes(name) ?? true,
  )
  const jobs = problems.flatMap((problem) =>
    strategies.flatMap((strategy) =>
      seedGroups(seeds).map((group): Job => ({ problem, strategy, seeds: group })),
    ),
  )
  const results = await runJobs(jobs)
  return problems.flatMap((problem) =>
    strategies.map((strategy) => ({
      ...{ problem, strategy, isTable: tables.includes(problem) },
      rows: results
        .filter((_, index) => jobs[index]?.problem === problem && jobs[index].strategy === strategy)
        .flat(),
    })),
  )
}

function seedGroups(seeds: number): number[][] {
  const all = Array.from({ length: seeds }, (_, seed) => seed)
  return Array.from({ length: Math.ceil(seeds / SEEDS_A_JOB) }, (_, group) =>
    all.slice(group * SEEDS_A_JOB, (group + 1) * SEEDS_A_JOB),
  )
}

function formatTables(figures: readonly Figures[]): string {
  const tables = figures.filter(({ isTable }) => isTable)
  const functions = figures.filter(({ isTable }) => !isTable)
  const means = [...new Set(tables.map(({ strategy }) => strategy))].map((strategy) =>
    lineOf('mean of all tables', strategy, meanOfTables(tables.filter((one) => one.strategy === strategy))),
  )
  const head = (title: string) =>
    `${title.padEnd(36)}${'strategy'.padEnd(12)}${READ_AT.map((trials) => `N = ${trials}`.padStart(18)).join('')}\n`
  const lines = (some: readonly Figures[]) =>
    some.map((one) => lineOf(one.problem, one.strategy, columnsOf(one.rows)))
  const first = `${head('regret ÷ that of random search')}${[...lines(tables), ...means].join('')}\n`
  const second = `${head('regret')}${lines(functions).join('')}\n`
  return `${tables.length > 0 ? first : ''}${functions.length > 0 ? second : ''}`
}

interface Column {
  readonly mean: number
  /** Standard error of the mean over seeds. */
  readonly error: number
}

function columnsOf(rows: Rows): Column[] {
  return READ_AT.map((_, at) => columnOf(rows.map((row) => row[at] ?? NaN)))
}

function columnOf(values: readonly number[]): Column {
  const mean = values.reduce((sum, value) => sum + value / values.length, 0)
  const variance =
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1)
  return { mean, error: Math.sqrt(variance / values.length) }
}

/** Tables count alike; their errors are independent. */
function meanOfTables(tables: readonly Figures[]): Column[] {
  return READ_AT.map((_, at) => {
    const columns = tables.flatMap(({ rows }) => columnsOf(rows)[at] ?? [])
    const { mean } = columnOf(columns.map((column) => column.mean))
    const squares = columns.reduce((sum, { error }) => sum + error * error, 0)
    return { mean, error: Math.sqrt(squares) / columns.length }
  })
}

function lineOf(problem: string, strategy: string, columns: readonly Column[]): string {
  const shown = columns.map(({ mean, error }) => `${short(mean)} ± ${short(error)}`.padStart(18))
  return `${problem.padEnd(36)}${strategy.padEnd(12)}${shown.join('')}\n`
}

function short(value: number): string {
  return Math.abs(value) >= 0.001 || value === 0 ? value.toFixed(3) : value.toExponential(0)
}

function formatCosts(costs: readonly AskCost[]): string {
  if (costs.length === 0) return ''
  const lines = costs.map(
    ({ sampler, finished, ms }) =>
      `${sampler.padEnd(12)}${String(finished).padStart(8)}${`${ms.toFixed(1)} ms`.padStart(12)}\n`,
  )
  return `${'ask'.padEnd(12)}${'trials'.padStart(8)}${'time'.padStart(12)}\n${lines.join('')}`
}
