/** @file A diagnosis as lines for a terminal. */
import {
  LAYER_FIGURES,
  type StudyDiagnosis,
  type TrialDiagnosis,
} from '../../../shared/domain/diagnosis/finding'
import {
  type DiagnosisWords,
  figure,
  fill,
  tellEvidence,
  tellFinding,
  tellRemedy,
} from '../../../shared/words/diagnosis'
import { layOutTable } from './table'

/** Numbers of trials in a line. */
const MOST_NAMED = 12

export function trialText(diagnosis: TrialDiagnosis, words: DiagnosisWords): string {
  const { number, silence, findings, epochs } = diagnosis
  const { terms } = words
  if (silence === 'program') return terms.program
  const head = fill(findings.length === 0 ? terms.nothing : terms.trial, { number, epochs })
  const parts = findings.map((finding) => findingText(finding, words))
  return [head, ...parts, layersText(diagnosis, words)].filter((part) => part !== '').join('\n')
}

function findingText(finding: TrialDiagnosis['findings'][number], words: DiagnosisWords): string {
  const { terms } = words
  const remedies = finding.remedies.map((remedy, index) => {
    const change = tellRemedy(words, remedy).join(', ')
    return `    ${index === 0 ? terms.try : terms.or}: ${change}`
  })
  return [
    `${finding.level === 'problem' ? '!' : '·'} ${tellFinding(words, finding)}  [${finding.rule}]`,
    ...finding.evidence.map((evidence) => `    ${terms.seenIn}: ${tellEvidence(words, evidence)}`),
    ...remedies,
    `    ${terms.source}: ${finding.source}`,
  ].join('\n')
}

/** The last epoch of a trial that recorded its layers. */
function layersText({ layers }: TrialDiagnosis, { terms, figures }: DiagnosisWords): string {
  const last = layers.at(-1)
  if (last === undefined) return ''
  const head = [terms.layer, ...LAYER_FIGURES.map((name) => figures[name])]
  const rows = last.layers.map((layer) => [
    layer.layer,
    ...LAYER_FIGURES.map((name) => (layer[name] === null ? '' : figure(layer[name]))),
  ])
  return `\n${layOutTable([head, ...rows])}`
}

export function studyText({ trials, findings }: StudyDiagnosis, { rules, terms }: DiagnosisWords): string {
  if (findings.length === 0) return fill(terms.nothingInStudy, { trials })
  return findings
    .map(({ rule, trials: affected, share, domain }) => {
      const named = affected.slice(0, MOST_NAMED).join(', ') + (affected.length > MOST_NAMED ? ' …' : '')
      const told = fill(terms.share, { count: affected.length, trials, share: Math.round(100 * share) })
      const range =
        domain === null ? '' : `\n    ${terms.try}: ${domain.path} ${ends(domain.from)} → ${ends(domain.to)}`
      return `${rules[rule].name} [${rule}]: ${told}: ${named}${range}`
    })
    .join('\n')
}

function ends(domain: NonNullable<StudyDiagnosis['findings'][number]['domain']>['from']): string {
  return domain.kind === 'choice'
    ? domain.values.map(String).join(', ')
    : `${figure(domain.low)}–${figure(domain.high)}`
}
