import { type Finding, RULES } from '../../../shared/domain/diagnosis/finding'
import { DIAGNOSIS_RULES } from './rules/registry'
import type { Rule, TrialCase } from './types'

/** Trials of which nothing more comes. */
const OVER = ['complete', 'failed', 'pruned']

/**
 * Asks every rule, in their order. A rule that another finding explains stays silent: one cause with one remedy is worth more than
 * a list of its signs.
 */
export function diagnoseTrial(subject: TrialCase): Finding[] {
  const isOver = OVER.includes(subject.row.state)
  const found = RULES.flatMap((rule): Finding[] => {
    const { source, level, isOfTheEnd = false, find } = DIAGNOSIS_RULES[rule] as Rule
    const draft = isOfTheEnd && !isOver ? null : find(subject)
    return draft === null ? [] : [{ level, ...draft, rule, source }]
  })
  const known = new Set(found.map(({ rule }) => rule))
  return found.filter(
    ({ rule }) => !(DIAGNOSIS_RULES[rule].explainedBy ?? []).some((cause) => known.has(cause)),
  )
}
