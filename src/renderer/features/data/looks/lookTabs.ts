import type { DatasetPlan } from '@shared/domain/dataset'
import type { FileId } from '@shared/domain/ids'

/** Closer looks at data; each is offered where there is something to be seen. */
export const LOOKS = ['profile', 'pictures', 'texts', 'series'] as const
export type Look = (typeof LOOKS)[number]

/** What is looked at: a source that was handed over, and what is decided about it. */
export interface LookSource {
  readonly fileId: FileId
  readonly plan: DatasetPlan
}

/** @returns the looks that a plan calls for. A date column alone may be the time of a series: that is where it is switched on. */
export function looksOf({ columns, series }: Pick<DatasetPlan, 'columns' | 'series'>): Look[] {
  const hasInput = (type: string) => columns.some((column) => column.type === type && column.role === 'input')
  const has: Record<Look, boolean> = {
    profile: true,
    pictures: hasInput('image'),
    texts: hasInput('text'),
    series: series !== null || columns.some(({ type }) => type === 'date'),
  }
  return LOOKS.filter((look) => has[look])
}

export function isLook(tab: string): tab is Look {
  return (LOOKS as readonly string[]).includes(tab)
}

/** Steps that choose rows; what others do to cells changes nothing that is looked at as it was read. */
const ROW_STEPS: ReadonlySet<string> = new Set(['filter', 'deduplicate', 'impute'])

/** @returns the source with the steps alone that choose rows: plans that differ in others ask the same question. */
export function rowsAlone({ fileId, plan }: LookSource): LookSource {
  return { fileId, plan: { ...plan, recipe: plan.recipe.filter(({ kind }) => ROW_STEPS.has(kind)) } }
}
