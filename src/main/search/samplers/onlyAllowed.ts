/** @file Holds any strategy to what is allowed: constraints, what was tried, coupled parameters, the end of a space. */
import type { Assignment, SearchSpace } from '../../../shared/domain/searchSpace'
import { createRandom } from '../../../shared/util/random'
import { compileConstraints } from '../constraints/compileConstraint'
import { createAssignmentTree } from '../space/assignmentTree'
import { toCount } from '../space/counting'
import { withFollowers, withoutFollowers } from '../space/followers'
import { allLevels } from '../space/levels'
import type { Question, Sampler, SearchTask } from '../types'
import { createReplacement } from './replacement'
import { createSieve } from './sieve'

/** Of the proposals to come, so many are looked at for one that is allowed. */
const MOST_AHEAD = 100_000
const MOST_AHEAD_WITHOUT_END = 1000
/** A larger space is not counted point by point. */
const MOST_COUNTED = 20_000
/** Keeps the draws of replacements apart from those of strategies. */
const REPLACEMENTS = 0x5eb1ace

interface Strategy {
  readonly create: (task: SearchTask) => Sampler
  readonly seed: number
  /** Whether its points belong together, so that no point from outside may stand in for one. */
  readonly isFixedDesign: boolean
}

type Holds = (assignment: Assignment) => boolean

/**
 * The strategy sees the space without parameters that follow others. Where it proposes what is not allowed, the next of its own
 * proposals takes its place if they are foreseeable; otherwise a neighbour, or what else there is. Null means that nothing is left.
 * It stays foreseeable under constraints, unless one of them asks for figures of the model.
 * @throws {space/constraint-syntax} @throws {space/constraint-name} @throws {space/constraint-type}
 */
export function onlyAllowed(task: SearchTask, { create, seed, isFixedDesign }: Strategy): Sampler {
  const leading = withoutFollowers(task.space)
  const fill = (assignment: Assignment) =>
    leading === task.space ? assignment : withFollowers(task.space, assignment)
  const constraints = compileConstraints(task.space)
  const plain = constraints.filter(({ needsModel }) => !needsModel)
  const isFine: Holds = (assignment) => {
    const whole = fill(assignment)
    return plain.every((constraint) => constraint.holds(whole))
  }
  const strategy = create({ ...task, space: leading })
  const sampler = strategy.isForeseeable && plain.length > 0 ? createSieve(strategy, isFine) : strategy
  const isEndless = task.mayRepeat === true && !sampler.isForeseeable
  const plannedTrials = once(() =>
    smallest(sampler.plannedTrials(), isEndless ? null : countFine(leading, isFine, plain.length === 0)),
  )
  const replacement = createReplacement(leading)
  const strip = createStrip(leading)
  const translate = ({ number, history, isAllowed }: Question): Question => ({
    number,
    history: history.map((trial) => {
      const assignment = strip(trial.assignment)
      return assignment === trial.assignment ? trial : { ...trial, assignment }
    }),
    isAllowed: (assignment) => isFine(assignment) && isAllowed(fill(assignment)),
  })

  const findOther = (question: Question, proposal: Assignment | null): Assignment | null => {
    const { number, isAllowed } = question
    const next = sampler.isForeseeable ? findNext(sampler, question) : null
    const isOver = sampler.isForeseeable && number > (plannedTrials() ?? Infinity)
    if (next !== null || isFixedDesign || isOver) return next
    return replacement.find(proposal, isAllowed, createRandom(seed, number, REPLACEMENTS))
  }
  const explain = sampler.explain?.bind(sampler)
  return {
    isForeseeable: sampler.isForeseeable && plain.length === constraints.length,
    plannedTrials,
    propose: (question) => {
      const own = translate(question)
      const proposal = sampler.propose(own)
      const isGood = proposal !== null && own.isAllowed(proposal)
      const found = isGood ? proposal : findOther(own, proposal)
      return found && fill(found)
    },
    ...(explain ? { explain: (question) => explain(translate(question)) } : {}),
  }
}

/** @returns a function that leaves out of an assignment what is no parameter of the space; remembered by object, for histories are long. */
function createStrip({ parameters }: SearchSpace): (assignment: Assignment) => Assignment {
  const names = new Set(parameters.map(({ name }) => name))
  const known = new WeakMap<Assignment, Assignment>()
  return (assignment) => {
    const found = known.get(assignment)
    if (found !== undefined) return found
    const isWhole = Object.keys(assignment).every((name) => names.has(name))
    const own = isWhole
      ? assignment
      : Object.fromEntries(Object.entries(assignment).filter(([name]) => names.has(name)))
    known.set(assignment, own)
    return own
  }
}

/**
 * Trials that were added by hand, or were refused, displace others: the first one behind `number` that is free is taken, then one that was
 * left out before. So nothing of a finite plan is lost.
 */
function findNext(sampler: Sampler, question: Question): Assignment | null {
  const { number, isAllowed } = question
  const planned = sampler.plannedTrials()
  if (planned !== null && number > planned) return null
  const last = planned === null ? number + MOST_AHEAD_WITHOUT_END : Math.min(planned, number + MOST_AHEAD)
  const at = (place: number) => sampler.propose({ ...question, number: place })
  for (let place = number + 1; place <= last; place++) {
    const assignment = at(place)
    if (assignment !== null && isAllowed(assignment)) return assignment
  }
  if (planned === null) return null
  for (let place = 1; place < Math.min(number, MOST_AHEAD); place++) {
    const assignment = at(place)
    if (assignment !== null && isAllowed(assignment)) return assignment
  }
  return null
}

/** @returns the number of points that fulfil the constraints, or the number of all where they are too many to look at. */
function countFine(space: SearchSpace, isFine: Holds, isAllFine: boolean): number | null {
  const tree = createAssignmentTree(space, ({ domain }) => allLevels(domain))
  if (tree === null) return null
  if (isAllFine || tree.size > MOST_COUNTED) return toCount(tree.size)
  let count = 0
  for (let index = 0n; index < tree.size; index++) if (isFine(tree.at(index))) count++
  return count
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null
  return () => (made ??= { value: make() }).value
}

function smallest(left: number | null, right: number | null): number | null {
  return left === null || right === null ? (left ?? right) : Math.min(left, right)
}
