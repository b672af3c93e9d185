/** @file Answers what is asked of a study's trials; forests are grown once for all questions. */
import type { AnalysisAnswer, NoAnswer } from '../../../shared/domain/analysis/answer'
import type { ImportanceAnswer } from '../../../shared/domain/analysis/importance'
import type { AnalysisKind, AnalysisRequest } from '../../../shared/domain/analysis/request'
import { completeTrials } from '../history'
import { countValues } from '../space/domains'
import { crossValidate } from './crossValidate'
import { dependOnOne, dependOnTwo, partOf, rankByTwo, type ToUnits } from './dependence'
import { describeEffects } from './describeEffects'
import { distribute } from './edf'
import { growStudyForest, type StudyForest } from './forestOf'
import { fanova, type ImportanceEstimate } from './importance/fanova'
import { pedAnova } from './importance/pedAnova'
import { createSpaceMeasure } from './importance/spaceMeasure'
import { describeFront } from './paretoOf'
import type { AnalysisTask, Sliced } from './types'
import { usableTrials, type UsableTrials } from './usableTrials'

export interface Analyser {
  analyse(request: AnalysisRequest): Sliced<AnalysisAnswer>
}

/** Complete trials below which an answer would be an anecdote. */
const LEAST_TRIALS: Readonly<Record<AnalysisKind, number>> = {
  importance: 10,
  dependence: 10,
  contour: 10,
  rank: 2,
  edf: 1,
  pareto: 1,
  surrogate: 20,
  effects: 4,
}

/** @param task a study as it stands; what it has more of later needs another analyser. */
export function createAnalyser(task: AnalysisTask): Analyser {
  const forests = new Map<string, StudyForest>()
  function* forestFor(objective: number, parameters: readonly string[]): Sliced<StudyForest> {
    const names = parameters.filter((name) => !existsAlways(task, name))
    const key = JSON.stringify([objective, names])
    const grown = forests.get(key) ?? (yield* growStudyForest(task, objective, names))
    forests.set(key, grown)
    return grown
  }
  return {
    *analyse(request) {
      const refusal = refuse(task, request)
      if (refusal) return refusal
      const toUnits = unitsOf(task, 'objective' in request ? request.objective : 0)
      switch (request.kind) {
        case 'importance':
          return yield* rankParameters(task, request, forestFor)
        case 'dependence':
          return yield* dependOnOne(
            yield* forestFor(request.objective, [request.parameter]),
            request.parameter,
            toUnits,
          )
        case 'contour':
          return yield* dependOnTwo(
            yield* forestFor(request.objective, request.parameters),
            request.parameters,
            toUnits,
          )
        case 'rank':
          return rankByTwo(
            usableTrials(task, request.objective, request.parameters),
            request.parameters,
            toUnits,
          )
        case 'edf':
          return distribute(task, request.objective, toUnits)
        case 'pareto':
          return yield* describeFront(task)
        case 'surrogate':
          return yield* crossValidate(task, request.objective, toUnits)
        case 'effects':
          return describeEffects(task, request.objective, toUnits) ?? none('constant')
      }
    },
  }
}

type ForestFor = (objective: number, parameters: readonly string[]) => Sliced<StudyForest>
type ImportanceRequest = Extract<AnalysisRequest, { kind: 'importance' }>

function* rankParameters(
  task: AnalysisTask,
  { method, objective }: ImportanceRequest,
  forestFor: ForestFor,
): Sliced<ImportanceAnswer | NoAnswer> {
  const trials = usableTrials(task, objective)
  const searched = searchedParameters(task)
  const estimates =
    method === 'fanova'
      ? yield* shareVariance(task, yield* forestFor(objective, []))
      : yield* pedAnova({ parameters: searched, ...trials })
  if (estimates === null) return none('constant', trials.total, LEAST_TRIALS.importance)
  const names = method === 'fanova' ? varyingNames(task) : searched.map(({ name }) => name)
  const parameters = names
    .map((name, index) => describe(name, estimates[index], trials))
    .filter(({ name }) => searched.some((parameter) => parameter.name === name))
    .sort((a, b) => b.importance - a.importance)
  const explained = parameters.reduce((sum, { importance }) => sum + importance, 0)
  return {
    kind: 'importance',
    method,
    trials: partOf(trials),
    parameters,
    interactions: method === 'fanova' ? Math.max(0, 1 - explained) : null,
  }
}

function* shareVariance(task: AnalysisTask, { forest }: StudyForest): Sliced<ImportanceEstimate[] | null> {
  return yield* fanova(forest, createSpaceMeasure(task.space))
}

function describe(name: string, estimate: ImportanceEstimate | undefined, { assignments }: UsableTrials) {
  const present = assignments.filter((assignment) => assignment[name] !== undefined).length
  const { importance = 0, low = 0, high = 0 } = estimate ?? {}
  return { name, importance, low, high, presence: present / assignments.length }
}

/** Names of the axes of the space, one a feature of the forest. */
function varyingNames({ space }: AnalysisTask): string[] {
  return space.parameters.filter(({ follows }) => follows === undefined).map(({ name }) => name)
}

/** What has a single value, and what follows another one, has no importance of its own. */
function searchedParameters({ space }: AnalysisTask) {
  return space.parameters.filter(({ follows, domain }) => follows === undefined && countValues(domain) !== 1)
}

function existsAlways({ trials }: AnalysisTask, name: string): boolean {
  return completeTrials(trials).every(({ assignment }) => assignment[name] !== undefined)
}

function unitsOf({ directions }: AnalysisTask, objective: number): ToUnits {
  return directions[objective] === 'maximize' ? (value) => -value : (value) => value
}

function none(reason: NoAnswer['reason'], found = 0, needed = 0): NoAnswer {
  return { kind: 'none', reason, found, needed }
}

function refuse(task: AnalysisTask, request: AnalysisRequest): NoAnswer | null {
  const asked = namesOf(request)
  const objective = 'objective' in request ? request.objective : 0
  const known = asked.every((name) => searchedParameters(task).some((parameter) => parameter.name === name))
  const needed = LEAST_TRIALS[request.kind]
  const found = completeTrials(task.trials).filter(
    ({ values, assignment }) =>
      values[objective] !== undefined && asked.every((name) => assignment[name] !== undefined),
  ).length
  if (request.kind === 'pareto' && task.directions.length < 2) return none('oneObjective', found, needed)
  if (request.kind === 'effects' && !task.isOrthogonal) return none('notOrthogonal', found, needed)
  if (!known || new Set(asked).size < asked.length) return none('noParameter', found, needed)
  return found < needed ? none('tooFewTrials', found, needed) : null
}

function namesOf(request: AnalysisRequest): readonly string[] {
  if (request.kind === 'dependence') return [request.parameter]
  return request.kind === 'contour' || request.kind === 'rank' ? request.parameters : []
}
