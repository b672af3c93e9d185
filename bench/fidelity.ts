/** @file `npm run bench -- fidelity`: how many epochs schedules need to find what random search finds with 100 full trainings. */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { drawReference, type Reference } from './fidelity/reference'
import { type Progress, runStudies, type StudyRun } from './fidelity/runStudies'
import { type Schedule, SCHEDULES } from './fidelity/schedules'
import { openSurrogate, type Surrogate } from './fidelity/surrogate'

const DATA = new URL('../../shared/data/hpo', import.meta.url).pathname

/** Full trainings, on average over tasks and seeds, until the goal was reached. */
interface Row {
  readonly schedule: string
  readonly spent: number
  readonly median: number
  /** How many times less than the 100 of random search, and than random search needs on average to get there. */
  readonly ratio: number
  readonly ratioOfMeans: number
  /** Share of the studies that did not get there before they were cut off; they count with that. */
  readonly cutOff: number
  readonly studies: number
}

interface Size {
  readonly seeds: number
  readonly tasks: number
  readonly parallel: number
  readonly trainings: number
}

/**
 * Flags: `--seeds`, `--tasks` (at most 34, evenly among them), `--parallel` workers, `--trainings` after which a study is cut off,
 * `--only "ASHA,BOHB"`, `--json`. Needs the surrogate of LCBench (YAHPO Gym) beside the repository.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      seeds: { type: 'string', default: '3' },
      tasks: { type: 'string', default: '34' },
      parallel: { type: 'string', default: '4' },
      trainings: { type: 'string', default: '100' },
      only: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  if (!existsSync(DATA)) return void process.stdout.write(`There is no surrogate in ${DATA}.\n`)
  const only = values.only?.split(',') ?? SCHEDULES.map(({ name }) => name)
  const [seeds, tasks, parallel, trainings] = [
    values.seeds,
    values.tasks,
    values.parallel,
    values.trainings,
  ].map(Number)
  const size: Size = {
    seeds: seeds ?? 1,
    tasks: tasks ?? 1,
    parallel: parallel ?? 1,
    trainings: trainings ?? 1,
  }
  const surrogate = await openSurrogate(DATA)
  const reference = await drawReference(surrogate, everyTask(surrogate, size.tasks))
  const rows: Row[] = []
  if (!values.json) process.stdout.write(header(reference, size))
  for (const schedule of SCHEDULES.filter(({ name }) => only.includes(name))) {
    const row = await measure(surrogate, { schedule, reference, size })
    rows.push(row)
    if (!values.json) process.stdout.write(lineOf(row))
  }
  if (values.json) process.stdout.write(`${JSON.stringify(rows)}\n`)
}

function everyTask({ tasks }: Surrogate, count: number): string[] {
  const some = Math.min(count, tasks.length)
  return Array.from({ length: some }, (_, index) => tasks[Math.floor((index * tasks.length) / some)] ?? '')
}

interface Work {
  readonly schedule: Schedule
  readonly reference: Reference
  readonly size: Size
}

async function measure(surrogate: Surrogate, { schedule, reference, size }: Work): Promise<Row> {
  const { targets } = reference
  const runs: StudyRun[] = [...targets.keys()].flatMap((task) =>
    Array.from({ length: size.seeds }, (_, seed) => ({ schedule, task, seed })),
  )
  const progress = await runStudies(surrogate, runs, { ...size, targets })
  const spent = progress.map((found, index) => spentUntil(found, targets.get(runs[index]?.task ?? '') ?? 0))
  const all = spent.map((one) => one ?? size.trainings).toSorted((a, b) => a - b)
  const mean = all.reduce((sum, one) => sum + one, 0) / all.length
  return {
    schedule: schedule.name,
    spent: mean,
    median: all[all.length >> 1] ?? Number.NaN,
    ratio: 100 / mean,
    ratioOfMeans: reference.meanOfRandom / mean,
    cutOff: spent.filter((one) => one === null).length / spent.length,
    studies: spent.length,
  }
}

function spentUntil(progress: readonly Progress[], target: number): number | null {
  return progress.find(({ error }) => error <= target)?.spent ?? null
}

function header({ meanOfRandom, targets }: Reference, { seeds, parallel, trainings }: Size): string {
  const what = `${targets.size} tasks, ${seeds} seeds, ${parallel} at a time, cut off after ${trainings} full trainings`
  const random = [
    meanOfRandom.toFixed(1).padStart(8),
    '–'.padStart(8),
    `${(100 / meanOfRandom).toFixed(2)} ×`.padStart(12),
  ]
  return (
    `Full trainings until a trial trained whole is as good as the best of 100 random ones is on average: ${what}.\n` +
    `That of random search is exact; it is above 100, for some studies miss the goal by little for long.\n\n` +
    `${'schedule'.padEnd(20)}    mean  median  100 / mean  random / mean  cut off\n` +
    `${'random'.padEnd(20)}${random.join('')}${'1.00 ×'.padStart(15)}\n`
  )
}

function lineOf({ schedule, spent, median, ratio, ratioOfMeans, cutOff }: Row): string {
  const cells = [
    spent.toFixed(1).padStart(8),
    median.toFixed(1).padStart(8),
    `${ratio.toFixed(2)} ×`.padStart(12),
  ]
  return `${schedule.padEnd(20)}${cells.join('')}${`${ratioOfMeans.toFixed(2)} ×`.padStart(15)}${`${(100 * cutOff).toFixed(0)} %`.padStart(9)}\n`
}
