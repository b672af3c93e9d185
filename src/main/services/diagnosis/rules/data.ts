import { curveOf } from '../curves'
import { change, settings } from '../remedies'
import type { Draft, Rule, TrialCase } from '../types'

/** Fewer validation rows may be right by chance. */
const LEAST_ROWS = 100
/** A share of right answers, or of explained variance, that real data seldom allows. */
const PERFECT = 0.998
/** Already after so many epochs. */
const AT_ONCE = 2
/** Share of the rows held out that stand among the training rows, too. */
const COPIES = 0.1
const LEAST_COPIES = 20
/** A class of fewer validation rows may be missed by chance. */
const LEAST_OF_CLASS = 10
const LEAST_EPOCHS = 5

export const dataRules = {
  leakSuspected: {
    source: 'Kaufman, Rosset and Perlich 2012, Leakage in data mining; Kapoor and Narayanan 2023',
    level: 'problem',
    find: findLeak,
  },
  copiesAcrossParts: {
    source: 'Barz and Denzler 2020, Do we train on test data?; Kapoor and Narayanan 2023 (duplicates, L1.4)',
    level: 'problem',
    find: findCopies,
  },
  classesIgnored: {
    source: 'He and Garcia 2009, Learning from imbalanced data; Buda, Maki and Mazurowski 2018',
    level: 'problem',
    explainedBy: [
      'diverged',
      'learnsNothing',
      'learningRateTooHigh',
      'learningRateTooLow',
      'vanishingGradients',
    ],
    find: findIgnoredClasses,
  },
} as const satisfies Record<string, Rule>

/** Right about everything from the first, on rows that are enough to tell; a column that knows the answer makes it sure. */
function findLeak(subject: TrialCase): Draft | null {
  const { goal, steps, rows, data } = subject
  if (goal !== 'regression' && goal !== 'binary' && goal !== 'multiclass') return null
  const metric = goal === 'regression' ? 'r2' : 'accuracy'
  const curve = curveOf(steps, 'validation', metric)
  const reached = highest(curve.filter(({ step }) => step <= AT_ONCE))
  const isExplained = data.leaks.length > 0 && highest(curve) >= 0.98 && rows.validation >= 20
  if (!isExplained && !(reached >= PERFECT && isTelling(subject))) return null
  return {
    level: isExplained ? 'problem' : 'advice',
    figures: {
      value: isExplained ? highest(curve) : reached,
      rows: rows.validation,
      column: data.leaks[0]?.column ?? '',
    },
    evidence: [
      { kind: 'curve', part: 'validation', metric, from: 1, to: Math.min(AT_ONCE, steps.length) },
      ...data.leaks.map(({ column, bond }) => ({ kind: 'column' as const, column, bond })),
    ],
    remedies: [{ kind: 'data' }],
  }
}

function highest(curve: ReturnType<typeof curveOf>): number {
  return Math.max(0, ...curve.map(({ value }) => value))
}

/** Many rows, and none so common that it is right to name it always. */
function isTelling({ rows, commonest }: TrialCase): boolean {
  return rows.validation >= LEAST_ROWS && (commonest ?? 0) < 0.9
}

function findCopies({ data }: TrialCase): Draft | null {
  const { acrossParts, heldOutRows } = data
  if (acrossParts === null || acrossParts < LEAST_COPIES || acrossParts < COPIES * heldOutRows) return null
  return {
    figures: { rows: acrossParts, share: Math.round((100 * acrossParts) / heldOutRows) },
    evidence: [],
    remedies: [{ kind: 'data' }],
  }
}

/** Not one row of a class is found, though others are. */
function findIgnoredClasses(subject: TrialCase): Draft | null {
  const { classes, steps } = subject
  if (classes === null || classes.length < 2 || steps.length < LEAST_EPOCHS) return null
  const ignored = classes.filter(({ recall, rows }) => rows >= LEAST_OF_CLASS && recall === 0)
  const found = classes.filter(({ recall }) => recall > 0)
  if (ignored.length === 0 || found.length === 0) return null
  return {
    figures: {
      count: ignored.length,
      label: ignored
        .map(({ label }) => label)
        .slice(0, 3)
        .join(', '),
      rows: ignored.reduce((sum, { rows }) => sum + rows, 0),
    },
    evidence: ignored.map((one) => ({ kind: 'class' as const, ...one })),
    remedies: settings(change(subject, 'training.classWeights', 'balanced')),
  }
}
