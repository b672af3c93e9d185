/** @file Constraints of a space as functions of assignments. */
import type { Assignment, Domain, Parameter, SearchSpace } from '../../../shared/domain/searchSpace'
import { type ErrorDetails, toAppError } from '../../../shared/errors/appError'
import { checkTypes, typeOfValue, type Vocabulary } from './checkTypes'
import { evaluate, namesIn } from './evaluate'
import type { ValueType } from './expression'
import { parseConstraint } from './parseConstraint'

/** What a model costs, as far as its assignment tells: number of weights, and megabytes that its training takes. */
export const MODEL_VARIABLES = ['model.weights', 'model.megabytes'] as const
export type ModelVariable = (typeof MODEL_VARIABLES)[number]

/** @returns what a model's variable comes to; null where it is not known. */
export type ModelFigures = (variable: ModelVariable, assignment: Assignment) => number | null

export interface Constraint {
  readonly text: string
  /** What it speaks of. */
  readonly names: readonly string[]
  /** Whether it depends on the model that an assignment makes, and not on the assignment alone. */
  readonly needsModel: boolean
  /**
   * Holds where one of its parameters does not exist in the assignment, and where a figure of the model is not known.
   * Figures of the model are asked for only if they are needed.
   */
  holds(assignment: Assignment, figures?: ModelFigures): boolean
}

/**
 * @param vocabulary of the space, see `vocabularyOf`
 * @throws {space/constraint-syntax} @throws {space/constraint-name} @throws {space/constraint-type}
 */
export function compileConstraint(text: string, vocabulary: Vocabulary): Constraint {
  const expression = parseConstraint(text)
  checkTypes(text, expression, vocabulary)
  const used = namesIn(expression)
  const figuresUsed = MODEL_VARIABLES.filter((name) => used.includes(name))
  const parameters = used.filter((name) => !figuresUsed.some((figure) => figure === name))
  return {
    text,
    names: used,
    needsModel: figuresUsed.length > 0,
    holds: (assignment, figures = () => null) => {
      if (parameters.some((name) => assignment[name] === undefined)) return true
      const values = new Map(figuresUsed.map((name) => [name as string, figures(name, assignment)]))
      if ([...values.values()].includes(null)) return true
      return evaluate(expression, (name) => values.get(name) ?? assignment[name] ?? Number.NaN) === true
    },
  }
}

/** @returns the names that constraints of a space may use. */
export function vocabularyOf({ parameters }: { readonly parameters: readonly Parameter[] }): Vocabulary {
  const pairs = parameters.map(({ name, domain }): [string, ValueType] => [name, typeOfDomain(domain)])
  const figures = MODEL_VARIABLES.map((name): [string, ValueType] => [name, 'number'])
  return new Map([...pairs, ...figures])
}

function typeOfDomain(domain: Domain): ValueType {
  if (domain.kind !== 'choice') return 'number'
  const [first = 'any', ...others] = new Set(domain.values.map(typeOfValue))
  return others.length === 0 ? first : 'any'
}

/** The ways in which a constraint may be wrong. */
const ERRORS = ['space/constraint-syntax', 'space/constraint-name', 'space/constraint-type'] as const
export interface ConstraintError {
  readonly code: (typeof ERRORS)[number]
  readonly details: ErrorDetails
}

/** @returns what is wrong with a constraint, or null. */
export function findConstraintError(text: string, vocabulary: Vocabulary): ConstraintError | null {
  try {
    compileConstraint(text, vocabulary)
    return null
  } catch (thrown) {
    const { code, details } = toAppError(thrown)
    const known = ERRORS.find((each) => each === code)
    if (known === undefined) throw thrown
    return { code: known, details }
  }
}

/**
 * @returns the constraints of a space, read once
 * @throws {space/constraint-syntax} @throws {space/constraint-name} @throws {space/constraint-type}
 */
export function compileConstraints(space: SearchSpace): Constraint[] {
  const vocabulary = vocabularyOf(space)
  return (space.constraints ?? []).map((text) => compileConstraint(text, vocabulary))
}
