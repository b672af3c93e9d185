import { expect } from 'vitest'
import {
  assignmentKey,
  createSampler,
  deriveSpace,
  isActive,
  nearestValue,
  type PastTrial,
  type Question,
  type Sampler,
} from '../../src/main/search'
import type { Design } from '../../src/shared/domain/design'
import type { SamplerSpec } from '../../src/shared/domain/search/samplerSpec'
import type { Assignment, Parameter, SearchSpace } from '../../src/shared/domain/searchSpace'
import { createRandom } from '../../src/shared/util/random'
import { choice, float, integer, stackDesign, stepped } from '../support/designs'
import { pastTrial, questionOf, taskOf } from '../support/search'

/** Every kind of parameter, with conditions. */
export const WIDE_DESIGN: Design = stackDesign({
  'stack.times': integer(0, 3),
  'hidden.units': integer(16, 256, 'log'),
  'hidden.activation': choice('relu', 'tanh', 'gelu'),
  'drop.rate': stepped(0, 0.5, 0.1),
  'training.optimizer': choice('adam', 'sgd'),
  'training.momentum': float(0.5, 0.99),
  'training.batchSize': { kind: 'choice', values: [16, 32, 64, 128], isOrdered: true },
  'training.learningRate': float(1e-4, 1e-1, 'log'),
})
export const WIDE: SearchSpace = deriveSpace(WIDE_DESIGN)

/** 24 points, 4 of them with one parameter less. */
export const SMALL: SearchSpace = deriveSpace(
  stackDesign({
    'stack.times': integer(0, 2),
    'hidden.units': integer(8, 64, 'linear', 14),
    'out.useBias': choice(true, false),
  }),
)

/** A result that every parameter of an assignment has a part in, the smaller the better. */
export function lossOf(assignment: Assignment): number {
  const rate = Math.log10(Number(assignment['training.learningRate'] ?? 1e-2)) + 2.5
  const units = Math.log2(Number(assignment['hidden.units'] ?? 8)) - 6
  const drop = Number(assignment['drop.rate'] ?? 0.3) - 0.2
  const momentum = Number(assignment['training.momentum'] ?? 0.7) - 0.9
  const kinds =
    (assignment['hidden.activation'] === 'gelu' ? 0 : 0.5) + Number(assignment['stack.times'] ?? 0) / 4
  return rate ** 2 + 0.2 * units ** 2 + drop ** 2 + momentum ** 2 + kinds
}

/** A trial with the end that its number and settings give it: one in five fails, one in six is pruned. */
export function toTrial(number: number, assignment: Assignment, objectives = 1): PastTrial {
  const draw = createRandom(number, 77).next()
  const loss = lossOf(assignment)
  const values = Array.from({ length: objectives }, (_, index) =>
    index % 2 === 0 ? loss : -loss + 0.1 * index * draw,
  )
  if (draw < 0.2) return pastTrial(number, assignment, { state: 'failed', plannedSteps: 4 })
  const isPruned = draw < 0.35
  const steps = isPruned ? [1, 2] : [1, 2, 3, 4]
  const curve = steps.map((step) => ({ step, values: values.map((value) => value + 1 / step) }))
  const state = isPruned ? 'pruned' : 'complete'
  return pastTrial(number, assignment, { state, values, curve, plannedSteps: 4, runs: values.slice(0, 1) })
}

/** Proposes up to `most` trials, each knowing all before it. */
export function propose(sampler: Sampler, most: number): Assignment[] {
  return search(() => sampler, most)
}

/** The same by samplers that are made from the store's history alone, as after a restart before every trial. */
export function proposeAnew(space: SearchSpace, spec: SamplerSpec, most: number): Assignment[] {
  return search(() => createSampler(taskOf(space), spec), most)
}

function search(samplerOf: () => Sampler, most: number): Assignment[] {
  const history: PastTrial[] = []
  const tried = new Set<string>()
  const isAllowed = (assignment: Assignment) => !tried.has(assignmentKey(assignment))
  for (let number = 1; number <= most; number++) {
    const assignment = samplerOf().propose({ number, history, isAllowed })
    if (assignment === null) break
    history.push(toTrial(number, assignment))
    tried.add(assignmentKey(assignment))
  }
  return history.map(({ assignment }) => assignment)
}

/** Asks for trials that all go on at the same time. @returns what was proposed until there was no more. */
export function proposeAtOnce(sampler: Sampler, finished: readonly PastTrial[], count: number): Assignment[] {
  const history = [...finished]
  for (let index = 0; index < count; index++) {
    const number = Math.max(0, ...history.map((trial) => trial.number)) + 1
    const assignment = sampler.propose(questionOf(number, history))
    if (assignment === null) break
    history.push(pastTrial(number, assignment, { state: 'running', plannedSteps: 4 }))
  }
  return history.slice(finished.length).map(({ assignment }) => assignment)
}

/** A question where besides what was tried everything is refused that `isFine` does not hold for. */
export function narrowQuestion(
  number: number,
  history: readonly PastTrial[],
  isFine: (assignment: Assignment) => boolean,
): Question {
  const question = questionOf(number, history)
  return { ...question, isAllowed: (assignment) => isFine(assignment) && question.isAllowed(assignment) }
}

export const keys = (assignments: readonly Assignment[]): string[] => assignments.map(assignmentKey)

function isInDomain({ domain }: Parameter, assignment: Assignment, name: string): boolean {
  const value = assignment[name]
  if (value === undefined) return false
  const nearest = nearestValue(domain, value)
  return domain.kind === 'choice' ? nearest === value : Math.abs(Number(nearest) - Number(value)) <= 1e-9
}

export function expectValid(space: SearchSpace, assignment: Assignment): void {
  const active = space.parameters.filter((parameter) => isActive(parameter, assignment))
  expect(Object.keys(assignment)).toEqual(active.map(({ name }) => name))
  for (const parameter of active) expect(isInDomain(parameter, assignment, parameter.name)).toBe(true)
}

export function expectAllNew(space: SearchSpace, assignments: readonly Assignment[]): void {
  for (const assignment of assignments) expectValid(space, assignment)
  expect(new Set(keys(assignments)).size).toBe(assignments.length)
}
