import { createHash } from 'node:crypto'
import type { Assignment } from '../../../shared/domain/searchSpace'
import { TRAINING_ID } from '../../../shared/domain/settingCatalogue'
import { isTraining, type Study, trainingPlanOf } from '../../../shared/domain/study'
import type { Sharing, TrialRow } from '../../../shared/domain/trial'
import { createRandom } from '../../../shared/util/random'
import { applyAssignment, assignmentKey } from '../../search'
import { dependsOnLength } from '../../training'

const EPOCHS = `${TRAINING_ID}.epochs`

type Plan = Pick<Study, 'plan'>
type Trial = Pick<TrialRow, 'number' | 'assignment'>

/**
 * Who trained a trial, and when, does not matter to its seed: it follows from the study's seed and the trial's number. Where
 * epochs are searched it follows from the trial's other settings instead, so that a run to more epochs has the shorter in it; but
 * not where settings are tried repeatedly, each time with a new seed.
 */
export function trialSeed(study: Plan, { number, assignment }: Trial): number {
  const { seed } = study.plan.sampler
  if (!isSeededBySettings(study, assignment)) return createRandom(seed, number, 1).integer(2 ** 31)
  return createRandom(seed, hash(settingsKey(assignment)), 2).integer(2 ** 31)
}

/** @returns a text that is equal for trials that are one run, read at several lengths; null for a trial that is a run by itself. */
export function familyOf(study: Plan, assignment: Assignment): string | null {
  if (!isSeededBySettings(study, assignment)) return null
  const { training } = applyAssignment(trainingPlanOf(study).design, assignment)
  // A run that makes pictures has them epoch by epoch for itself.
  const isAlone = dependsOnLength(training) || training.mode !== 'supervised'
  return isAlone ? null : settingsKey(assignment)
}

/** Cheap enough to be asked of every trial of a study. */
export function isSameButEpochs(left: Assignment, right: Assignment): boolean {
  const names = Object.keys(left)
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => name === EPOCHS || left[name] === right[name])
  )
}

/** @returns what each trial of a piece of work says of the others; null where it is alone. */
export function sharingOf(study: Plan, rows: readonly TrialRow[]): (row: TrialRow) => Sharing | null {
  if (rows.length < 2) return () => null
  const trials = rows.map(({ number }) => number).toSorted((left, right) => left - right)
  const longest = new Map<string, TrialRow>()
  for (const row of rows) {
    const family = familyOf(study, row.assignment)
    if (family === null) continue
    const before = longest.get(family)
    if (before === undefined || before.plannedSteps < row.plannedSteps) longest.set(family, row)
  }
  return (row) => {
    const family = familyOf(study, row.assignment)
    const run = family === null ? undefined : longest.get(family)
    return { trials, readFrom: run === undefined || run.number === row.number ? null : run.number }
  }
}

function isSeededBySettings({ plan }: Plan, assignment: Assignment): boolean {
  const isSeeded = isTraining(plan) && plan.seeds === 'settings' && plan.duplicates !== 'repeat'
  return isSeeded && EPOCHS in assignment
}

function settingsKey(assignment: Assignment): string {
  return assignmentKey(Object.fromEntries(Object.entries(assignment).filter(([name]) => name !== EPOCHS)))
}

function hash(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0)
}
