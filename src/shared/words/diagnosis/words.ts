/** @file What is said of findings, in every language the same. */
import type { LayerFigureName, RuleId } from '../../domain/diagnosis/finding'

export interface RuleWords {
  /** A few words, for lists. */
  readonly name: string
  /** What was found; `{name}` is a figure of the finding. */
  readonly text: string
  /** Why it matters, and what usually helps. */
  readonly why: string
}

/** `{name}` is filled in. */
export interface DiagnosisWords {
  readonly rules: Readonly<Record<RuleId, RuleWords>>
  readonly figures: Readonly<Record<LayerFigureName, string>>
  readonly evidence: {
    /** part, metric, from, to */
    readonly curve: string
    /** layer, figure, value, from, to */
    readonly layer: string
    /** label, share, rows */
    readonly class: string
    /** column, bond */
    readonly column: string
    /** number */
    readonly trial: string
  }
  /** Of the command line. */
  readonly terms: {
    readonly seenIn: string
    readonly try: string
    readonly or: string
    readonly source: string
    /** number, epochs */
    readonly trial: string
    /** number, epochs */
    readonly nothing: string
    readonly program: string
    /** trials */
    readonly nothingInStudy: string
    /** count, trials, share */
    readonly share: string
    readonly layer: string
  }
  readonly parts: { readonly train: string; readonly validation: string }
  readonly remedies: {
    /** path, from, to */
    readonly setting: string
    /** kind, before */
    readonly insertLayer: string
    readonly data: string
  }
}
