import { assertNever } from '@shared/util/assertNever'
import type { ColumnRole, ColumnType } from '@shared/domain/column'
import type { DatasetPlan } from '@shared/domain/dataset'
import type { DialectChoice } from '@shared/domain/dialect'
import type { ImportPreview } from '@shared/domain/importPreview'
import type { Task } from '@shared/domain/task'
import {
  setColumnRole,
  setColumnType,
  setSplit,
  setTask,
  setTreatment,
  type HoldoutChange,
} from './planEdits'
import type { Treatment } from './treatment'

/** One decision about the plan. They are kept, so that reading the file anew does not forget them. */
export type PlanEdit =
  | { readonly kind: 'type'; readonly column: string; readonly type: ColumnType }
  | { readonly kind: 'role'; readonly column: string; readonly role: ColumnRole }
  | { readonly kind: 'treatment'; readonly column: string; readonly change: Partial<Treatment> }
  | { readonly kind: 'task'; readonly task: Task }
  | { readonly kind: 'split'; readonly change: HoldoutChange }

export interface WizardState {
  /** What the user fixed about the way the file is written. */
  readonly choice: DialectChoice
  readonly edits: readonly PlanEdit[]
  readonly plan: DatasetPlan
  readonly preview: ImportPreview
  /** Counts the plans; an answer about an older one is dropped. */
  readonly revision: number
  /** Whether `preview` speaks of an older plan than `plan`. */
  readonly isStale: boolean
}

export type WizardEvent =
  | { readonly kind: 'proposed'; readonly choice: DialectChoice; readonly preview: ImportPreview }
  | { readonly kind: 'edited'; readonly edit: PlanEdit }
  | { readonly kind: 'reviewed'; readonly revision: number; readonly preview: ImportPreview }

/** Whether the plan was looked at and nothing stands in its way. */
export function canBeUsed(state: WizardState | undefined): boolean {
  return state !== undefined && !state.isStale && state.preview.problem === null
}

/** The wizard as a function: every event gives the next state, nothing else happens. */
export function reduceWizard(state: WizardState | undefined, event: WizardEvent): WizardState | undefined {
  switch (event.kind) {
    case 'proposed':
      return takeProposal(state, event.choice, event.preview)
    case 'edited':
      return state && takeEdit(state, event.edit)
    case 'reviewed':
      if (!state || event.revision !== state.revision) return state
      return { ...state, preview: event.preview, plan: event.preview.plan, isStale: false }
    default:
      return assertNever(event)
  }
}

/** A new reading keeps the decisions about columns that still are there. */
function takeProposal(
  state: WizardState | undefined,
  choice: DialectChoice,
  preview: ImportPreview,
): WizardState {
  const names = new Set(preview.plan.columns.map((column) => column.name))
  const edits = (state?.edits ?? []).filter((edit) => !('column' in edit) || names.has(edit.column))
  const plan = edits.reduce((known, edit) => applyEdit(known, edit, preview), preview.plan)
  const revision = (state?.revision ?? 0) + 1
  return { choice, edits, plan, preview, revision, isStale: edits.length > 0 }
}

function takeEdit(state: WizardState, edit: PlanEdit): WizardState {
  const plan = applyEdit(state.plan, edit, state.preview)
  return { ...state, plan, edits: [...state.edits, edit], revision: state.revision + 1, isStale: true }
}

function applyEdit(plan: DatasetPlan, edit: PlanEdit, preview: ImportPreview): DatasetPlan {
  switch (edit.kind) {
    case 'type':
      return setColumnType(plan, edit.column, edit.type)
    case 'role':
      return setColumnRole(
        plan,
        edit.column,
        edit.role,
        preview.profiles.find(({ name }) => name === edit.column),
      )
    case 'treatment':
      return setTreatment(plan, edit.column, edit.change)
    case 'task':
      return setTask(plan, edit.task)
    case 'split':
      return setSplit(plan, edit.change)
    default:
      return assertNever(edit)
  }
}
