/** @file What tests of a study that runs do with a bench, and read off it. */
import type { RunRequest } from '../../../../shared/contract/worker'
import type { Budget } from '../../../../shared/domain/study'
import { flushMicrotasks } from './scriptedPool'
import type { Bench } from './studyBench'

/** Starts the study and lets the first trials be handed out. */
export async function start(bench: Bench, study = bench.study) {
  bench.runner.start(bench.store.studies.get(study.id))
  await flushMicrotasks()
}
export const rows = ({ store, study }: Bench) => store.trials.list(study.id)
export const states = (bench: Bench) => rows(bench).map(({ number, state }) => `${number} ${state}`)
export const stored = ({ store, study }: Bench) => store.studies.get(study.id)
export const setBudget = (bench: Bench, budget: Budget) =>
  bench.runner.changePlan(bench.study.id, { ...stored(bench).plan, budget })
export const accuracyOf = ({ training }: RunRequest) => Math.round(training.learningRate * 1e6) / 1e6

/** Plays every run that is handed over, to the end of the study. */
export async function runToEnd(bench: Bench) {
  bench.pool.autoFinish(accuracyOf)
  await start(bench)
  for (let turn = 0; turn < 200 && bench.runner.runningCount() > 0; turn++) await flushMicrotasks()
}
