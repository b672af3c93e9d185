import type { StudyRules } from '@shared/domain/search/studyRules'
import type { StudyPlan } from '@shared/domain/study'

export type WholeRules = { [Rule in keyof StudyRules]-?: NonNullable<StudyRules[Rule]> }

/** The rules of a study, those that its plan does not speak of as they are without it. */
export function rulesOf({ pruner, stops, duplicates, repeats }: StudyPlan): WholeRules {
  return {
    pruner: pruner ?? { kind: 'none' },
    stops: stops ?? { target: null, plateau: null },
    duplicates: duplicates ?? 'skip',
    repeats: repeats ?? { seeds: 1, finalists: null },
  }
}

/** @returns the rules that differ from those of the plan; null where none does. */
export function changedRules(plan: StudyPlan, wanted: WholeRules): StudyRules | null {
  const before: Readonly<Record<string, unknown>> = rulesOf(plan)
  const changed = Object.entries(wanted).filter(
    ([rule, value]) => JSON.stringify(before[rule]) !== JSON.stringify(value),
  )
  // Each stands under its own name still.
  return changed.length === 0 ? null : (Object.fromEntries(changed) as StudyRules)
}
