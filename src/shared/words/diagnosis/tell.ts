/** @file A finding, its evidence and its remedies as sentences. */
import type { Evidence, Finding, Remedy } from '../../domain/diagnosis/finding'
import type { WordsLanguage } from '../language'
import { chinese } from './chinese'
import { english } from './english'
import type { DiagnosisWords } from './words'

export const DIAGNOSIS_WORDS: Readonly<Record<WordsLanguage, DiagnosisWords>> = {
  en: english,
  'zh-CN': chinese,
}

/** What else a screen has its own words for. */
export interface Names {
  readonly metric?: (name: string) => string
  readonly path?: (path: string) => string
  readonly value?: (value: number | string | boolean) => string
}

/** @returns what was found, figures with three digits. */
export function tellFinding(
  { rules }: DiagnosisWords,
  { rule, figures }: Pick<Finding, 'rule' | 'figures'>,
): string {
  return fill(rules[rule].text, figures)
}

export function tellEvidence(
  words: DiagnosisWords,
  evidence: Evidence,
  { metric = same }: Names = {},
): string {
  switch (evidence.kind) {
    case 'curve': {
      const { part, from, to } = evidence
      return fill(words.evidence.curve, {
        part: words.parts[part],
        metric: metric(evidence.metric),
        from,
        to,
      })
    }
    case 'layer':
      return fill(words.evidence.layer, { ...evidence, figure: words.figures[evidence.figure] })
    case 'class':
      return fill(words.evidence.class, { ...evidence, share: 100 * evidence.recall })
    case 'column':
      return fill(words.evidence.column, { ...evidence })
    case 'trial':
      return fill(words.evidence.trial, { ...evidence })
  }
}

/** @returns a line for every change. */
export function tellRemedy(
  words: DiagnosisWords,
  remedy: Remedy,
  { path = same, value = short }: Names = {},
): string[] {
  switch (remedy.kind) {
    case 'settings':
      return remedy.changes.map((one) =>
        fill(words.remedies.setting, { path: path(one.path), from: value(one.from), to: value(one.to) }),
      )
    case 'insertLayer':
      return [fill(words.remedies.insertLayer, { kind: remedy.layer.kind, before: remedy.before })]
    case 'data':
      return [words.remedies.data]
  }
}

function short(value: number | string | boolean): string {
  return typeof value === 'number' ? figure(value) : String(value)
}

function same(name: string): string {
  return name
}

/** Puts figures into the gaps of a sentence. */
export function fill(text: string, figures: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (_gap, name: string) => figure(figures[name]))
}

/** Three digits; whole numbers as they are. */
export function figure(value: number | string | undefined): string {
  if (typeof value !== 'number') return value ?? ''
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)))
}
