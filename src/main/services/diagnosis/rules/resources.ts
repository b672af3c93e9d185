import { scaled, settings } from '../remedies'
import type { Draft, Rule, TrialCase } from '../types'

/** Of the machine's memory. */
const CLOSE = 0.8

const LACKS: readonly string[] = ['training/out-of-memory', 'training/over-memory']

export const resourceRules = {
  outOfMemory: {
    source:
      'Goodfellow, Bengio and Courville 2016, Deep Learning, section 8.1.3 (memory grows with the batch)',
    level: 'problem',
    find: findOutOfMemory,
  },
  memoryClose: {
    source: "The compiler's own estimate of every value of a step, beside the memory of this machine",
    level: 'advice',
    explainedBy: ['outOfMemory'],
    find: findCloseMemory,
  },
} as const satisfies Record<string, Rule>

function findOutOfMemory(subject: TrialCase): Draft | null {
  if (!LACKS.includes(subject.row.reason?.code ?? '')) return null
  return {
    figures: { batch: subject.spec.training.batchSize },
    evidence: [],
    remedies: settings(scaled(subject, 'training.batchSize', 0.5)),
  }
}

function findCloseMemory(subject: TrialCase): Draft | null {
  const { memory } = subject
  if (memory === null || memory.needed < CLOSE * memory.available) return null
  return {
    figures: { needed: memory.needed, available: memory.available },
    evidence: [],
    remedies: settings(scaled(subject, 'training.batchSize', 0.5)),
  }
}
