/** @file Many simulated studies in lockstep, so that the surrogate is asked for all of them at once. */
import { createPruner, createSampler, type PastTrial } from '../../src/main/search'
import { type Measurement, type Simulation, simulateSteps } from '../../test/support/simulateStudy'
import type { Schedule } from './schedules'
import { EPOCHS, type Query, type Surrogate } from './surrogate'

export interface StudyRun {
  readonly schedule: Schedule
  readonly task: string
  readonly seed: number
}

/** Where a study found a better trial that was trained whole: full trainings spent until then, and its error. */
export interface Progress {
  readonly spent: number
  readonly error: number
}

export interface RunLimits {
  /** Full trainings that are spent at most, as epochs. */
  readonly trainings: number
  readonly parallel: number
  /** A study ends where it found an error of this or less. */
  readonly targets: ReadonlyMap<string, number>
}

type Steps = ReturnType<typeof simulateSteps>

/** @returns of every run how it got better */
export async function runStudies(
  surrogate: Surrogate,
  runs: readonly StudyRun[],
  limits: RunLimits,
): Promise<Progress[][]> {
  const studies = runs.map((run) => begin(surrogate, run, limits))
  let open = studies
    .map((study) => ({ ...study, asked: study.steps.next() }))
    .filter(({ asked }) => asked.done !== true)
  while (open.length > 0) {
    const errors = await surrogate.errors(
      open.map(({ run, asked }) => queryOf(run.task, asked.value as Measurement)),
    )
    open = open
      .map((study, index) => ({ ...study, asked: study.steps.next([errors[index] ?? Number.NaN]) }))
      .filter(({ asked }) => asked.done !== true)
  }
  return studies.map(({ progress }) => progress)
}

function queryOf(task: string, { settings }: Measurement): Query {
  return { task, assignment: settings.at(-1) ?? {}, epoch: settings.length }
}

function begin(
  surrogate: Surrogate,
  run: StudyRun,
  { trainings, parallel, targets }: RunLimits,
): { run: StudyRun; steps: Steps; progress: Progress[] } {
  const progress: Progress[] = []
  let epochs = 0
  const target = targets.get(run.task) ?? 0
  const onEpoch = ({ state, values }: PastTrial): boolean => {
    epochs++
    const error = values?.[0]
    if (state === 'complete' && error !== undefined && error < (progress.at(-1)?.error ?? Infinity)) {
      progress.push({ spent: epochs / EPOCHS, error })
    }
    return epochs < trainings * EPOCHS && (progress.at(-1)?.error ?? Infinity) > target
  }
  const task = { space: surrogate.space, objectives: 1, trials: null, parallel }
  const spec = run.schedule.sampler(run.seed)
  const sampler = createSampler(task, spec)
  const simulation: Simulation = {
    pruner: createPruner(
      { ...task, directions: ['minimize'] },
      { sampler: spec, pruner: run.schedule.pruner },
    ),
    propose: (number, history) => sampler.propose({ number, history, isAllowed: () => true }),
    isMeasured: (step, halt) => step === halt || step === EPOCHS,
    ...{ plannedSteps: EPOCHS, trials: Infinity, parallel, onEpoch },
  }
  return { run, steps: simulateSteps(simulation), progress }
}
