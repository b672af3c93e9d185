import { rmSync } from 'node:fs'
import type { RunRequest, RunResult } from '../../../shared/contract/worker'
import { RunId } from '../../../shared/domain/ids'
import { METRICS, type MetricValues } from '../../../shared/domain/metric'
import { invariant } from '../../../shared/errors/appError'
import type { RunHandle, RunOutcome, WantedRun, WorkerPool } from '../../training'
import { createId } from '../context'

export interface FoldedWanted extends WantedRun {
  /** Prepared data of the folds after the first, which is that of the request. */
  readonly furtherFolders: readonly string[]
}

/**
 * Trains on one fold after the other, and looks like one run: its figures are the means over all folds, its epochs and its
 * weights are those of the first, from whose checkpoint it goes on. It ends with the first fold that does not finish.
 */
export function runFolds(workers: Pick<WorkerPool, 'run'>, wanted: FoldedWanted): RunHandle {
  const { request, hooks, furtherFolders } = wanted
  let isPaused = false
  let isStopped = false
  let current = workers.run(request, hooks)

  const runFurther = async (dataFolder: string): Promise<RunOutcome> => {
    const further = furtherRequest(request, dataFolder)
    try {
      current = workers.run(further, hooks?.onWarning ? { onWarning: hooks.onWarning } : {})
      if (isPaused) current.pause()
      return await current.outcome
    } finally {
      rmSync(further.weightsFile, { force: true })
    }
  }
  const runAll = async (): Promise<RunOutcome> => {
    const results: RunResult[] = []
    let outcome = await current.outcome
    for (const dataFolder of furtherFolders) {
      if (outcome.kind !== 'finished') return outcome
      results.push(outcome.result)
      outcome = isStopped ? { kind: 'stopped' } : await runFurther(dataFolder)
    }
    if (outcome.kind !== 'finished') return outcome
    return { kind: 'finished', result: meanResult([...results, outcome.result]) }
  }
  return {
    outcome: runAll(),
    pause: () => {
      isPaused = true
      current.pause()
    },
    resume: () => {
      isPaused = false
      current.resume()
    },
    goOn: (haltAfter) => current.goOn(haltAfter),
    stop: () => {
      isStopped = true
      current.stop()
    },
  }
}

/** Nothing of it is kept: its weights lie for a moment where what is left over is swept at the next start. */
function furtherRequest(request: RunRequest, dataFolder: string): RunRequest {
  const weightsFile = `${request.checkpoint?.file ?? request.weightsFile}.fold`
  return {
    ...request,
    runId: createId(RunId),
    dataFolder,
    weightsFile,
    picturesFile: null,
    checkpoint: null,
    haltAfter: null,
  }
}

/** @param results of each fold, the first one first; of a metric that is undefined in one of them there is no mean. */
export function meanResult(results: readonly RunResult[]): RunResult {
  const [first] = results
  invariant(first, 'a run has a fold')
  const meanOf = (pick: (result: RunResult) => number): number =>
    results.reduce((sum, result) => sum + pick(result), 0) / results.length
  const meanMetrics = (part: 'train' | 'validation'): MetricValues => {
    const defined = METRICS.filter((name) => results.every((result) => result[part][name] !== undefined))
    return Object.fromEntries(defined.map((name) => [name, meanOf((result) => result[part][name] ?? NaN)]))
  }
  return {
    ...first,
    value: meanOf(({ value }) => value),
    train: meanMetrics('train'),
    validation: meanMetrics('validation'),
  }
}
