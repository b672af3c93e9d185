/** A study of very many trials, put into a store as if it had been run. */
import { openStore } from '../../src/main/store'
import type { Study } from '../../src/shared/domain/study'
import { createRandom } from '../../src/shared/util/random'
import { choice, float, integer, stackDesign } from './designs'
import { BORN, fillProject, makeStudy, makeTrial } from './storeContents'

const design = stackDesign({
  'hidden.units': integer(8, 512, 'log'),
  'training.learningRate': float(1e-4, 1e-1, 'log'),
  'training.optimizer': choice('adam', 'rmsprop', 'sgd'),
})
const MINUTE = 60_000

const FEW_STEPS = [1, 10, 20, 30]

/**
 * @param steps epochs whose figures are kept of every trial, the last one the best
 * @returns the study, complete, in the project "Mountain"; trial 1 + (count / 2) is the best.
 */
export function fillManyTrials(folder: string, count: number, steps: readonly number[] = FEW_STEPS): Study {
  const store = openStore({ folder, now: () => BORN })
  try {
    fillProject(store, 'Mountain')
    const { plan } = makeStudy('Mountain', 'plan')
    const study = makeStudy('Mountain', 'many', {
      plan: { ...plan, design, budget: { ...plan.budget, trials: count } },
      state: 'complete',
      startedAt: BORN,
      finishedAt: BORN + count * MINUTE,
      elapsedMs: count * MINUTE,
    })
    store.studies.insert(study)
    store.transaction(() => {
      for (let number = 1; number <= count; number++) addTrial(number, count)
    })
    return study
  } finally {
    store.close()
  }

  function addTrial(number: number, of: number): void {
    const random = createRandom(number)
    const value = number === 1 + of / 2 ? 0.999 : 0.5 + 0.49 * random.next()
    const units = Math.round(8 * 64 ** random.next())
    const row = makeTrial('many', number, {
      assignment: {
        'hidden.units': units,
        'training.learningRate': 1e-4 * 1000 ** random.next(),
        'training.optimizer': ['adam', 'rmsprop', 'sgd'][number % 3] ?? 'adam',
      },
      step: steps.at(-1) ?? 1,
    })
    const isFailed = number % 100 === 0
    store.trials.insert(row)
    store.trials.appendSteps(row.id, isFailed ? [] : curve(value, steps))
    store.trials.update([
      isFailed
        ? {
            ...row,
            state: 'failed',
            reason: { code: 'training/diverged', details: { step: 3 } },
            finishedAt: BORN,
          }
        : {
            ...row,
            state: 'complete',
            value,
            bestStep: steps.at(-1) ?? 1,
            train: { accuracy: value, loss: 1 - value },
            validation: { accuracy: value, loss: 1 - value },
            weightCount: units * 8,
            durationMs: 500,
            finishedAt: BORN + number * MINUTE,
          },
    ])
  }
}

function curve(value: number, steps: readonly number[]) {
  const last = steps.at(-1) ?? 1
  return steps.map((step) => ({
    step,
    train: { accuracy: (value * step) / last, loss: 1 / step },
    validation: { accuracy: (value * step) / last, loss: 1.2 / step },
  }))
}
