import type { Column, ColumnProfile, ColumnRole, ColumnType } from '@shared/domain/column'
import type { DatasetPlan } from '@shared/domain/dataset'
import type { Series } from '@shared/domain/series'
import { DEFAULT_SPLITS, withStratification, type Split } from '@shared/domain/split'
import type { Task } from '@shared/domain/task'
import { treatmentOf, withTreatment, type Treatment } from './treatment'

/** Types that say nothing: such a column can only be left out. */
const UNREADABLE: readonly ColumnType[] = ['identifier']
/** Types that no target may have. */
const NO_TARGET: readonly ColumnType[] = ['text', 'identifier', 'image']
/** A number with more different values than this is a quantity, not the name of a class. */
const MOST_NUMBERED_CLASSES = 20

export function targetOf(plan: DatasetPlan): Column | undefined {
  return plan.columns.find((column) => column.role === 'target')
}

/** Changes what a column holds; an identifier cannot stay an input. */
export function setColumnType(plan: DatasetPlan, name: string, type: ColumnType): DatasetPlan {
  return editColumn(plan, name, (column) => ({
    ...column,
    type,
    role: column.role === 'input' && UNREADABLE.includes(type) ? 'ignored' : column.role,
  }))
}

/** Changes what a column is for; a second target makes an input of the first. */
export function setColumnRole(
  plan: DatasetPlan,
  name: string,
  role: ColumnRole,
  profile?: ColumnProfile,
): DatasetPlan {
  if (role === 'target') return setTarget(plan, name, profile)
  return editColumn(plan, name, (column) => ({
    ...column,
    role,
    type: role === 'ignored' ? column.type : readable(column.type),
  }))
}

function readable(type: ColumnType): ColumnType {
  return UNREADABLE.includes(type) ? 'category' : type
}

function setTarget(plan: DatasetPlan, name: string, profile: ColumnProfile | undefined): DatasetPlan {
  const before = targetOf(plan)
  const released =
    before && before.name !== name
      ? editColumn(plan, before.name, (column) => ({
          ...column,
          role: UNREADABLE.includes(column.type) ? 'ignored' : 'input',
        }))
      : plan
  const chosen = editColumn(released, name, (column) => ({
    ...column,
    role: 'target',
    type: NO_TARGET.includes(column.type) ? 'category' : column.type,
  }))
  return setTask(chosen, guessTask(chosen, name, profile))
}

function guessTask(plan: DatasetPlan, name: string, profile: ColumnProfile | undefined): Task {
  const type = plan.columns.find((column) => column.name === name)?.type
  const distinct = profile?.distinct ?? 0
  if (type === 'number' && distinct > MOST_NUMBERED_CLASSES) return 'regression'
  return distinct === 2 || type === 'boolean' ? 'binary' : 'multiclass'
}

/** Changes what is predicted; the target's type and the stratified split follow. */
export function setTask(plan: DatasetPlan, task: Task): DatasetPlan {
  const columns = plan.columns.map((column) => {
    if (column.role !== 'target') return column
    if (task === 'regression') return { ...column, type: 'number' as const }
    return column.type === 'number' || column.type === 'date'
      ? { ...column, type: 'category' as const }
      : column
  })
  return { ...plan, columns, task, split: withStratification(plan.split, task !== 'regression') }
}

export function setTreatment(plan: DatasetPlan, name: string, change: Partial<Treatment>): DatasetPlan {
  return {
    ...plan,
    recipe: withTreatment(plan.recipe, name, { ...treatmentOf(plan.recipe, name), ...change }),
  }
}

/** The core fits the recipe to changed types and roles when it reviews the plan. */
function editColumn(plan: DatasetPlan, name: string, edit: (column: Column) => Column): DatasetPlan {
  return { ...plan, columns: plan.columns.map((column) => (column.name === name ? edit(column) : column)) }
}

/** Rows of a series are divided by time only. */
export function setSeries(plan: DatasetPlan, series: Series | null): DatasetPlan {
  const isOrdered = plan.split.kind === 'timeOrdered' || plan.split.kind === 'column'
  if (series === null || isOrdered) return { ...plan, series }
  return { ...plan, series, split: { ...DEFAULT_SPLITS.timeOrdered, column: series.time } }
}

/** Gives a column another name, everywhere in the plan; a name that is taken or empty changes nothing. */
export function renameColumn(plan: DatasetPlan, name: string, wanted: string): DatasetPlan {
  const next = wanted.trim().slice(0, 200)
  if (next === '' || plan.columns.some((column) => column.name === next)) return plan
  const rename = (other: string): string => (other === name ? next : other)
  const orNull = (other: string | null): string | null => other && rename(other)
  const { series } = plan
  return {
    ...plan,
    columns: plan.columns.map((column) => ({ ...column, name: rename(column.name) })),
    recipe: plan.recipe.map((step) =>
      typeof step.columns === 'string' ? step : { ...step, columns: step.columns.map(rename) },
    ),
    split: renameInSplit(plan.split, { rename, orNull }),
    series: series && { ...series, time: orNull(series.time), group: orNull(series.group) },
  }
}

interface Renaming {
  readonly rename: (name: string) => string
  readonly orNull: (name: string | null) => string | null
}

function renameInSplit(split: Split, { rename, orNull }: Renaming): Split {
  if (split.kind === 'column') return { ...split, column: rename(split.column) }
  if (split.kind === 'leaveOneGroupOut') return { ...split, group: rename(split.group) }
  if (split.kind === 'timeOrdered') return { ...split, column: orNull(split.column) }
  return { ...split, group: orNull(split.group) }
}
