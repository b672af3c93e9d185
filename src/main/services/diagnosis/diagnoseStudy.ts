import type { Design } from '../../../shared/domain/design'
import { type Finding, type RuleId, RULES, type StudyFinding } from '../../../shared/domain/diagnosis/finding'
import type { TrialRow } from '../../../shared/domain/trial'
import { DIAGNOSIS_RULES } from './rules/registry'

export interface DiagnosedTrial {
  readonly row: TrialRow
  readonly findings: readonly Finding[]
}

const RATE = 'training.learningRate'

/** Rules whose trials lie at one end of the learning rates, and at which. */
const ENDS: Partial<Record<RuleId, 'high' | 'low'>> = {
  diverged: 'high',
  learningRateTooHigh: 'high',
  explodingGradients: 'high',
  deadUnits: 'high',
  learningRateTooLow: 'low',
}

/** @returns what the trials suffer from, the commonest first. */
export function diagnoseStudy(design: Design, trials: readonly DiagnosedTrial[]): StudyFinding[] {
  return RULES.flatMap((rule): StudyFinding[] => {
    const affected = trials.filter(({ findings }) => findings.some((finding) => finding.rule === rule))
    if (affected.length === 0) return []
    const { source } = DIAGNOSIS_RULES[rule]
    const levels = affected.flatMap(({ findings }) => findings.filter((one) => one.rule === rule))
    return [
      {
        rule,
        level: levels.some(({ level }) => level === 'problem') ? 'problem' : 'advice',
        trials: affected.map(({ row }) => row.number).toSorted((left, right) => left - right),
        share: affected.length / trials.length,
        source,
        domain: narrower(design, rule, { affected, others: trials.filter((one) => !affected.includes(one)) }),
      },
    ]
  }).toSorted((left, right) => right.share - left.share)
}

interface Sides {
  readonly affected: readonly DiagnosedTrial[]
  readonly others: readonly DiagnosedTrial[]
}

/** Of this many at least it can be said that they lie at an end. */
const LEAST = 3

/** @returns the learning rates without the end at which it happens, where nearly all trials there have it and no others. */
function narrower(design: Design, rule: RuleId, { affected, others }: Sides): StudyFinding['domain'] {
  const end = ENDS[rule]
  const domain = design.search[RATE]
  if (end === undefined || domain?.kind !== 'float' || affected.length < LEAST || others.length < LEAST)
    return null
  const rates = (trials: readonly DiagnosedTrial[]): number[] =>
    trials.flatMap(({ row }) => (typeof row.assignment[RATE] === 'number' ? [row.assignment[RATE]] : []))
  const edge = end === 'high' ? Math.min(...rates(affected)) : Math.max(...rates(affected))
  const beyond = rates(others).filter((rate) => (end === 'high' ? rate >= edge : rate <= edge))
  const isSeparate = Number.isFinite(edge) && beyond.length <= 0.1 * affected.length
  if (!isSeparate || edge <= domain.low || edge >= domain.high) return null
  const { step: _step, ...range } = domain
  return { path: RATE, from: domain, to: { ...range, [end]: Number(edge.toPrecision(2)) } }
}
