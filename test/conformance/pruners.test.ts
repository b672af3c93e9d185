import { describe, expect, it } from 'vitest'
import {
  type Continuation,
  createPruner,
  deriveSpace,
  type PastTrial,
  PRUNER_KINDS,
  type Pruner,
  type PruningPlan,
  type PruningTask,
  sampleAssignment,
} from '../../src/main/search'
import { isPruneCode } from '../../src/shared/domain/search/pruneReason'
import { createRandom } from '../../src/shared/util/random'
import { float, stackDesign } from '../support/designs'
import { pastTrial, taskOf } from '../support/search'
import { type Simulation, simulateStudy } from '../support/simulateStudy'
import { OWN_RULES, PRUNER_CASES } from './prunerCases'

const SPACE = deriveSpace(
  stackDesign({ 'training.learningRate': float(1e-4, 1e-1, 'log'), 'drop.rate': float(0, 0.5) }),
)
const STEPS = 20
const TRIALS = 40

type ValuesAt = (number: number, step: number) => readonly number[]

function taskWith(objectives = 1): PruningTask {
  const directions = Array.from({ length: objectives }, () => 'minimize' as const)
  return { ...taskOf(SPACE, { objectives, trials: TRIALS }), directions }
}

/** A curve a trial: they fall, cross and shake. */
function drawn(seed: number, noise = 0.03): ValuesAt {
  return (number, step) => {
    const [shape, shake] = [createRandom(seed, number), createRandom(seed, number, step)]
    const [end, height, power] = [shape.next() * 0.5, shape.next(), 0.3 + shape.next()]
    return [end + height * step ** -power + noise * shake.normal()]
  }
}

function study(plan: PruningPlan, valuesAt: ValuesAt, change: Partial<Simulation> = {}): PastTrial[] {
  const objectives = valuesAt(1, 1).length
  const first = plan.sampler.kind === 'population' ? plan.sampler.population : TRIALS
  return simulateStudy(
    {
      pruner: createPruner(taskWith(objectives), plan),
      propose: (number) => (number > first ? null : sampleAssignment(SPACE, createRandom(5, number))),
      ...{ plannedSteps: STEPS, trials: TRIALS, parallel: 1 },
      ...change,
    },
    ({ settings, number }) => valuesAt(number, settings.length),
  )
}

/** A pruner that remembers nothing. */
function forgetful(task: PruningTask, plan: PruningPlan): Pruner {
  return {
    nextHalt: (trial) => createPruner(task, plan).nextHalt(trial),
    judge: (trial, trials) => createPruner(task, plan).judge(trial, trials),
    next: (trials, isEnding) => createPruner(task, plan).next(trials, isEnding),
  }
}

it('every kind of pruner is held to the rules', () => {
  const kinds = PRUNER_CASES.map(({ pruner }) => pruner?.kind ?? 'none')
  expect([...new Set(kinds)].toSorted()).toEqual(PRUNER_KINDS.toSorted())
})

const CASES = PRUNER_CASES.map((plan) => {
  const { sampler, pruner } = plan
  const name = `${sampler.kind === 'population' ? `${JSON.stringify(sampler)} with ` : ''}${JSON.stringify(pruner)}`
  return { name, plan, kind: pruner?.kind ?? 'none' }
})

describe.each(CASES)('pruner $name', ({ plan, kind }) => {
  const isPopulation = plan.sampler.kind === 'population'
  const isComparing = !OWN_RULES.includes(kind)

  it('decides the same again, and the same where it is made anew before every question', () => {
    for (const parallel of [1, 4]) {
      const first = study(plan, drawn(1), { parallel })
      expect(study(plan, drawn(1), { parallel })).toEqual(first)
      expect(study(plan, drawn(1), { parallel, pruner: forgetful(taskWith(), plan) })).toEqual(first)
    }
  })

  it('ends every trial: trained whole or given up, none left waiting, at least one whole', () => {
    for (const seed of [1, 2, 3]) {
      for (const parallel of [1, 5]) {
        const trials = study(plan, drawn(seed), { parallel })
        expect(trials.every(({ state }) => state === 'complete' || state === 'pruned')).toBe(true)
        if (kind !== 'patience') expect(trials.some(({ state }) => state === 'complete')).toBe(true)
        expect(trials.length).toBeLessThanOrEqual(TRIALS)
      }
    }
  })

  it('says why, by a code with numbers', () => {
    const pruner = createPruner(taskWith(), plan)
    const watched: Pruner = {
      ...pruner,
      judge: (trial, trials) => {
        const verdict = pruner.judge(trial, trials)
        if (verdict.kind === 'continue') return verdict
        expect(isPruneCode(verdict.reason.code)).toBe(true)
        for (const detail of Object.values(verdict.reason.details)) expect(detail).not.toBeNaN()
        expect(verdict.reason.details['step'] ?? 1).toBe(trial.curve.at(-1)?.step)
        return verdict
      },
    }
    study(plan, drawn(4), { pruner: watched })
  })

  it('lets trials wait only where it made them stand still', () => {
    const pruner = createPruner(taskWith(), plan)
    const watched: Pruner = {
      ...pruner,
      judge: (trial, trials) => {
        const step = trial.curve.at(-1)?.step ?? 0
        const verdict = pruner.judge(trial, trials)
        const before = { ...trial, curve: trial.curve.slice(0, -1) }
        if (verdict.kind === 'pause') expect(pruner.nextHalt(before)).toBe(step)
        return verdict
      },
    }
    study(plan, drawn(5), { pruner: watched, parallel: 3 })
  })

  it('does not give up the first trial for being worse than others, nor any before its time', () => {
    const trials = study(plan, drawn(6))
    const timing = { startupTrials: 0, warmupSteps: 0, ...plan.pruner }
    for (const [index, { state, curve }] of trials.entries()) {
      if (state !== 'pruned' || curve.length === 0) continue
      const complete = trials.slice(0, index).filter((trial) => trial.state === 'complete').length
      if (!isPopulation) expect(complete).toBeGreaterThanOrEqual(timing.startupTrials)
      expect(curve.at(-1)?.step).toBeGreaterThanOrEqual(timing.warmupSteps)
    }
    const judge = createPruner(taskWith(), plan)
    for (let step = 1; step < STEPS; step++) {
      const alone = pastTrial(
        1,
        {},
        { state: 'running', plannedSteps: STEPS, curve: curveOf(drawn(6), 1, step) },
      )
      if (isComparing || isPopulation) expect(judge.judge(alone, [alone]).kind).not.toBe('prune')
    }
  })

  it('trains the trial whole that is better than all others at every epoch', () => {
    if (kind === 'patience' || isPopulation) return
    for (const best of [1, 7, 30, TRIALS]) {
      const trials = study(
        plan,
        (number, step) => [(number === best ? 0.1 : 0.2 + number / 100) + 0.9 / step],
        {
          parallel: 2,
        },
      )
      expect(trials[best - 1]).toMatchObject({ state: 'complete', number: best })
    }
  })

  it('compares nothing where all curves are the same', () => {
    const trials = study(plan, (_number, step) => [1 / step])
    const isHalving = kind === 'successiveHalving' || kind === 'hyperband' || isPopulation
    const whole = trials.filter(({ state }) => state === 'complete').map(({ number }) => number)
    if (!isHalving && kind !== 'patience') expect(whole).toHaveLength(TRIALS)
    if (kind === 'successiveHalving') expect(whole).toEqual(whole.toSorted((a, b) => a - b))
  })

  it('bears values that are not known, not finite or not there', () => {
    const gaps: ValuesAt = (number, step) => {
      if (number % 5 === 0) return [Number.NaN]
      if (number % 5 === 1 && step < 6) return [Number.NaN]
      return number % 5 === 2 && step % 3 === 0 ? [Infinity] : drawn(8)(number, step)
    }
    const trials = study(plan, gaps, { parallel: 2 })
    expect(trials.every(({ state }) => state === 'complete' || state === 'pruned')).toBe(true)
    const gappy = curveOf(drawn(8), 3, 12).filter(({ step }) => step % 4 === 1)
    const trial = pastTrial(30, {}, { state: 'running', plannedSteps: STEPS, curve: gappy })
    const empty = pastTrial(31, {}, { state: 'running', plannedSteps: STEPS })
    const all = [...trials.slice(0, 20), trial, empty]
    const pruner = createPruner(taskWith(), plan)
    expect(() => pruner.judge(trial, all)).not.toThrow()
    expect(pruner.judge(empty, all)).toEqual({ kind: 'continue' })
  })

  it('leaves trials of one epoch alone', () => {
    const trials = study(plan, drawn(9), { plannedSteps: 1 })
    expect(trials.every(({ state }) => state === 'complete')).toBe(true)
  })

  it('judges by several objectives: who is beaten in none of them goes on', () => {
    const valuesAt: ValuesAt = (number, step) => {
      const [shape, shake] = [createRandom(number), createRandom(number, step)]
      const [left, right] = number === 9 ? [0.05, 0.05] : [0.2 + shape.next(), 0.2 + shape.next()]
      return [left + 1 / step + shake.next() / 100, right * (1 + 1 / step)]
    }
    const trials = study(plan, valuesAt, { parallel: 2 })
    expect(trials.every(({ state }) => state === 'complete' || state === 'pruned')).toBe(true)
    if (kind !== 'patience' && !isPopulation) expect(trials[8]).toMatchObject({ state: 'complete' })
    if (isComparing && !isPopulation) expect(trials.some(({ state }) => state === 'pruned')).toBe(true)
  })

  it('gives results of other studies no say', () => {
    const pruner = createPruner(taskWith(), plan)
    const others = Array.from({ length: 20 }, (_, index) =>
      pastTrial(
        -index,
        {},
        { values: [-5], plannedSteps: STEPS, curve: curveOf(() => [-5], 1, STEPS), runs: [-5, -5] },
      ),
    )
    const deaf: Pruner = {
      ...pruner,
      judge: (trial, trials) => pruner.judge(trial, [...others, ...trials]),
      next: (trials, isEnding) => pruner.next([...others, ...trials], isEnding),
    }
    expect(study(plan, drawn(11), { pruner: deaf })).toEqual(study(plan, drawn(11)))
  })
})

describe.each(CASES.filter(({ kind }) => kind === 'successiveHalving' || kind === 'hyperband'))(
  'rungs of $name',
  ({ plan }) => {
    const factor = plan.pruner && 'factor' in plan.pruner ? plan.pruner.factor : 2

    it('are left upwards by the best share of those that came, and by no others', () => {
      for (const seed of [1, 2, 3, 4]) {
        const pruner = createPruner(taskWith(), plan)
        const onContinue = (continuation: Continuation, trials: readonly PastTrial[]) => {
          const going = trials.find(
            ({ number }) => continuation.kind === 'promote' && number === continuation.number,
          )
          const step = going?.curve.at(-1)?.step ?? 0
          const came = trials.filter(
            (trial) =>
              (trial.curve.at(-1)?.step ?? 0) >= step &&
              firstRung(pruner, trial) === firstRung(pruner, going),
          )
          const better = came.filter((trial) => bestAt(trial, step) < bestAt(going, step)).length
          expect(going?.state).toBe('paused')
          expect(better).toBeLessThan(Math.max(1, Math.floor(came.length / factor)))
        }
        study(plan, drawn(seed), { pruner, onContinue, parallel: 3 })
      }
    })

    it('take far fewer epochs than training everything', () => {
      const epochs = study(plan, drawn(3)).reduce((sum, { curve }) => sum + curve.length, 0)
      expect(epochs).toBeLessThan(0.6 * TRIALS * STEPS)
    })
  },
)

/** Trials are compared within their bracket, which begins at a rung of its own. */
function firstRung(pruner: Pruner, trial: PastTrial | undefined): number | null {
  return trial === undefined ? null : pruner.nextHalt({ ...trial, curve: [] })
}

function bestAt(trial: PastTrial | undefined, step: number): number {
  const values = (trial?.curve ?? [])
    .filter((point) => point.step <= step)
    .map((point) => point.values[0] ?? 0)
  return Math.min(...values)
}

function curveOf(valuesAt: ValuesAt, number: number, steps: number): PastTrial['curve'] {
  return Array.from({ length: steps }, (_, index) => ({
    step: index + 1,
    values: valuesAt(number, index + 1),
  }))
}
