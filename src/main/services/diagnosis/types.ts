import type { Design } from '../../../shared/domain/design'
import type { Finding, FindingLevel, RuleId } from '../../../shared/domain/diagnosis/finding'
import type { LayerStep } from '../../../shared/domain/diagnosis/layerFigures'
import type { StepMetrics } from '../../../shared/domain/metric'
import type { Goal } from '../../../shared/domain/task'
import type { Objective } from '../../../shared/domain/metric'
import type { TrialRow } from '../../../shared/domain/trial'
import type { TrialSpec } from '../../search'

/** How well a class of the validation rows is found. */
export interface ClassRecall {
  readonly label: string
  readonly recall: number
  readonly rows: number
}

export interface DataFacts {
  /** Inputs that go with the target almost alone, and how surely, 0 to 1. */
  readonly leaks: readonly { readonly column: string; readonly bond: number }[]
  /** Rows of validation and test whose inputs stand among the training rows; null where nobody counted. */
  readonly acrossParts: number | null
  readonly heldOutRows: number
}

/** How alike the pictures of an epoch are. */
export interface PictureVariety {
  readonly step: number
  /** Mean distance between two pictures as a share of that between two real ones. */
  readonly share: number
}

/** A trial with all that rules may look at. What is not known is null, and a rule that needs it stays silent. */
export interface TrialCase {
  readonly row: TrialRow
  /** Of the first run, ascending. */
  readonly steps: readonly StepMetrics[]
  readonly layers: readonly LayerStep[]
  readonly design: Design
  readonly spec: TrialSpec
  readonly goal: Goal
  readonly objective: Objective
  readonly rows: { readonly train: number; readonly validation: number }
  /** Loss of guessing the shares of the classes, or the mean; null where the loss is another one. */
  readonly chanceLoss: number | null
  /** Share of the commonest class; null for numbers. */
  readonly commonest: number | null
  readonly classes: readonly ClassRecall[] | null
  readonly data: DataFacts
  /** Bytes that all trials at the same time take, and that the machine has. */
  readonly memory: { readonly needed: number; readonly available: number } | null
  readonly pictures: readonly PictureVariety[]
  /** The other complete trials of the study. */
  readonly siblings: readonly TrialRow[]
}

export type Draft = Pick<Finding, 'figures' | 'evidence' | 'remedies'> & {
  /** @default that of the rule */
  readonly level?: FindingLevel
}

export interface Rule {
  readonly source: string
  readonly level: FindingLevel
  /** Rules that explain this one: where one of them speaks, it need not. */
  readonly explainedBy?: readonly RuleId[]
  /** Whether it only makes sense once the trial is over. @default false */
  readonly isOfTheEnd?: boolean
  readonly find: (subject: TrialCase) => Draft | null
}
