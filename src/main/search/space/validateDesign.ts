/** @file What is wrong with the search of a design: every mistake at its setting. */
import { type Design, networksOf } from '../../../shared/domain/design'
import type { Diagnostic } from '../../../shared/domain/modelCheck'
import type { ChoiceDomain, Domain, Parameter, ParameterValue } from '../../../shared/domain/searchSpace'
import { DATA_ID, findSetting, type Setting, TRAINING_ID } from '../../../shared/domain/settingCatalogue'
import { findConstraintError, vocabularyOf } from '../constraints/compileConstraint'
import { findBadCouplings } from './coupling'
import { deriveParameters } from './deriveSpace'

type Issue = Pick<Diagnostic, 'code' | 'details'>
type NumberDomain = Exclude<Domain, ChoiceDomain>

/** The path of what is wrong with a constraint. */
const CONSTRAINTS = 'constraints'

/**
 * Checks every searched setting against the catalogue. The details of `space/invalid-domain` carry a `cause`:
 * `wrongKind`, `lowAboveHigh`, `logNeedsPositive`, `stepOnLog` or `repeatedValue`; those of `space/value-out-of-range`
 * the `value`, and for numbers `low` and `high` of what is allowed; those of a constraint are those of the error it was read
 * with, and its `index`.
 */
export function validateDesign(design: Design): Diagnostic[] {
  const parameters = deriveParameters(design)
  return [
    ...checkLayerIds(design),
    ...checkSearch(design),
    ...findBadCouplings(design, parameters),
    ...checkConstraints(design, parameters),
  ]
}

function checkConstraints({ constraints = [] }: Design, parameters: readonly Parameter[]): Diagnostic[] {
  const vocabulary = vocabularyOf({ parameters })
  return constraints.flatMap((text, index) => {
    const error = findConstraintError(text, vocabulary)
    return error === null
      ? []
      : [{ code: error.code, path: CONSTRAINTS, details: { ...error.details, index } }]
  })
}

function checkLayerIds(design: Design): Diagnostic[] {
  return networksOf(design)
    .flatMap(({ layers }) => layers)
    .flatMap((layer) =>
      layer.kind === 'repeat' ? [layer.id, ...layer.layers.map(({ id }) => id)] : [layer.id],
    )
    .filter((id) => id === TRAINING_ID || id === DATA_ID)
    .map((id) => ({ code: 'model/duplicate-id', path: id, details: { id } }))
}

function checkSearch(design: Design): Diagnostic[] {
  return Object.entries(design.search).flatMap(([path, domain]) => {
    const found = findSetting(design, path)
    if (found === null || found.setting.isFixed)
      return [{ code: 'space/unknown-setting' as const, path, details: { setting: path } }]
    return checkDomain(found.setting, domain).map((issue) => ({ ...issue, path }))
  })
}

function checkDomain(setting: Setting, domain: Domain): Issue[] {
  if (domain.kind === 'choice') return checkChoices(setting, domain)
  return checkRange(domain) ?? checkAllowed(setting, domain)
}

function checkChoices(setting: Setting, { values }: ChoiceDomain): Issue[] {
  const repeated = values.find((value, index) => values.indexOf(value) !== index)
  const outside = values.filter((value) => !allows(setting, value)).map((value) => outOfRange(setting, value))
  return repeated === undefined
    ? outside
    : [invalid('repeatedValue', { value: asText(repeated) }), ...outside]
}

function checkRange(domain: NumberDomain): Issue[] | null {
  const { low, high, scale, step } = domain
  if (low > high) return [invalid('lowAboveHigh', { low, high })]
  if (scale === 'log' && low <= 0) return [invalid('logNeedsPositive', { low })]
  if (domain.kind === 'float' && scale === 'log' && step !== undefined)
    return [invalid('stepOnLog', { step })]
  return null
}

function checkAllowed(setting: Setting, domain: NumberDomain): Issue[] {
  if (setting.kind === 'choice' || (setting.kind === 'integer' && domain.kind === 'float')) {
    return [invalid('wrongKind', { kind: domain.kind })]
  }
  const outside = [domain.low, domain.high].find((end) => !allows(setting, end))
  return outside === undefined ? [] : [outOfRange(setting, outside)]
}

function allows(setting: Setting, value: ParameterValue): boolean {
  if (setting.kind === 'choice') return setting.choices.includes(value)
  if (typeof value !== 'number' || (setting.kind === 'integer' && !Number.isInteger(value))) return false
  return value >= setting.range.low && value <= setting.range.high
}

function invalid(cause: string, details: Diagnostic['details']): Issue {
  return { code: 'space/invalid-domain', details: { cause, ...details } }
}

function outOfRange(setting: Setting, value: ParameterValue): Issue {
  const allowed = setting.kind === 'choice' ? {} : setting.range
  return { code: 'space/value-out-of-range', details: { value: asText(value), ...allowed } }
}

function asText(value: ParameterValue): string | number {
  return typeof value === 'boolean' ? String(value) : value
}
