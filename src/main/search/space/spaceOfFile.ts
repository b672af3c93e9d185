/** @file From a search space as people write it to the tree of parameters that is searched. */
import type { FileParameter, SpaceFile } from '../../../shared/domain/search/spaceFile'
import type { Domain, Parameter, SearchSpace } from '../../../shared/domain/searchSpace'
import { AppError } from '../../../shared/errors/appError'
import { countValues, interpolate, nearestValue, valueAt } from './domains'

/**
 * A parameter without a default has the middle of its range, the middle one of ordered choices, the first of others.
 * @throws {space/file-invalid} with the parameter and what is wrong with it
 */
export function spaceOfFile({ parameters, constraints }: SpaceFile): SearchSpace {
  const names = new Set<string>()
  for (const { name } of parameters) {
    if (names.has(name)) throw invalid(name, 'has a name that another parameter has, too')
    names.add(name)
  }
  const made = parameters.map(toParameter)
  return { parameters: parentsFirst(made), ...(constraints ? { constraints } : {}) }
}

function toParameter(written: FileParameter): Parameter {
  const domain = toDomain(written)
  return { name: written.name, domain, default: defaultOf(written, domain), condition: written.when }
}

function toDomain(written: FileParameter): Domain {
  if (written.type === 'float' || written.type === 'integer') return toRange(written)
  const { choices, name } = written
  if (new Set(choices).size < choices.length) throw invalid(name, 'has the same choice twice')
  return { kind: 'choice', values: choices, ...(written.type === 'ordinal' ? { isOrdered: true } : {}) }
}

function toRange(written: Extract<FileParameter, { type: 'float' | 'integer' }>): Domain {
  const { name, low, high, log } = written
  const step = written.step ?? null
  if (low > high) throw invalid(name, 'has a "low" above its "high"')
  if (log && low <= 0) throw invalid(name, 'is logarithmic, so its "low" must be above 0')
  if (step !== null && step <= 0) throw invalid(name, 'has a "step" that is not above 0')
  const scale = log ? 'log' : 'linear'
  if (written.type === 'float') {
    if (log && step !== null) throw invalid(name, 'has a "step", which a logarithmic float cannot have')
    return { kind: 'float', low, high, scale, ...(step === null ? {} : { step }) }
  }
  const whole = { low, high, step: step ?? 1 }
  if (!Object.values(whole).every(Number.isInteger)) throw invalid(name, 'is an integer: so are its bounds')
  return { kind: 'integer', ...whole, scale }
}

function defaultOf(written: FileParameter, domain: Domain): Parameter['default'] {
  if (written.default !== undefined) {
    const nearest = nearestValue(domain, written.default)
    if (nearest !== written.default) throw invalid(written.name, 'has a "default" that is none of its values')
    return nearest
  }
  if (domain.kind === 'choice') {
    return valueAt(domain, domain.isOrdered === true ? ((countValues(domain) ?? 1) - 1) >> 1 : 0)
  }
  return nearestValue(domain, interpolate(domain, 0.5))
}

/** @throws {space/file-invalid} where a condition leads nowhere, or round in a circle */
function parentsFirst(parameters: readonly Parameter[]): Parameter[] {
  const ordered: Parameter[] = []
  const waiting = new Set(parameters)
  const names = new Set(parameters.map(({ name }) => name))
  for (const { name, condition } of parameters) {
    if (condition && !names.has(condition.parameter))
      throw invalid(name, `depends on "${condition.parameter}", which is no parameter`)
  }
  const placed = new Set<string>()
  while (waiting.size > 0) {
    const next = [...waiting].find(({ condition }) => !condition || placed.has(condition.parameter))
    if (next === undefined) throw invalid([...waiting][0]?.name ?? '', 'depends on itself')
    waiting.delete(next)
    placed.add(next.name)
    ordered.push(next)
  }
  return ordered
}

function invalid(parameter: string, problem: string): AppError {
  return new AppError('space/file-invalid', { parameter, problem })
}
