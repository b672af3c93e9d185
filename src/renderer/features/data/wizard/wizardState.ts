import { assertNever } from '@shared/util/assertNever'
import type { ColumnRole, ColumnType } from '@shared/domain/column'
import type { DatasetPlan } from '@shared/domain/dataset'
import type { DialectChoice } from '@shared/domain/dialect'
import type { ImportPreview } from '@shared/domain/importPreview'
import type { Recipe } from '@shared/domain/recipe'
import type { Series } from '@shared/domain/series'
import type { Split } from '@shared/domain/split'
import type { Task } from '@shared/domain/task'
import {
  commitEdit,
  redoEdit,
  startHistory,
  undoEdit,
  type EditHistory,
} from '@renderer/composables/editHistory'
import { renameColumn, setColumnRole, setColumnType, setSeries, setTask, setTreatment } from './planEdits'
import type { Treatment } from './treatment'

/** One decision about the plan. They are kept, so that reading the file anew does not forget them. */
export type PlanEdit =
  | { readonly kind: 'type'; readonly column: string; readonly type: ColumnType }
  | { readonly kind: 'role'; readonly column: string; readonly role: ColumnRole }
  | { readonly kind: 'treatment'; readonly column: string; readonly change: Partial<Treatment> }
  | { readonly kind: 'task'; readonly task: Task }
  | { readonly kind: 'split'; readonly split: Split }
  | { readonly kind: 'recipe'; readonly recipe: Recipe }
  | { readonly kind: 'series'; readonly series: Series | null }
  | { readonly kind: 'rename'; readonly column: string; readonly name: string }

/** A plan and the decisions that led to it. */
export interface Decided {
  readonly edits: readonly PlanEdit[]
  readonly plan: DatasetPlan
}

export interface WizardState {
  /** What the user fixed about the way the file is written. */
  readonly choice: DialectChoice
  readonly edits: readonly PlanEdit[]
  /** What was decided so far, to be taken back and done again. */
  readonly history: EditHistory<Decided>
  readonly plan: DatasetPlan
  readonly preview: ImportPreview
  /** Counts the plans; an answer about an older one is dropped. */
  readonly revision: number
  /** Whether `preview` speaks of an older plan than `plan`. */
  readonly isStale: boolean
}

export type WizardEvent =
  | { readonly kind: 'proposed'; readonly choice: DialectChoice; readonly preview: ImportPreview }
  /** `key`: edits that follow each other with the same one are taken back together (typing in one field). */
  | { readonly kind: 'edited'; readonly edit: PlanEdit; readonly key?: string | undefined }
  | { readonly kind: 'undone' }
  | { readonly kind: 'redone' }
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
      return state && takeEdit(state, event.edit, event.key ?? null)
    case 'undone':
      return state && takeHistory(state, undoEdit(state.history))
    case 'redone':
      return state && takeHistory(state, redoEdit(state.history))
    case 'reviewed':
      if (!state || event.revision !== state.revision) return state
      return takeReview(state, event.preview)
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
  const history = startHistory<Decided>({ edits, plan })
  return { choice, edits, history, plan, preview, revision, isStale: edits.length > 0 }
}

function takeEdit(state: WizardState, edit: PlanEdit, key: string | null): WizardState {
  const decided = { plan: applyEdit(state.plan, edit, state.preview), edits: [...state.edits, edit] }
  return takeHistory(state, commitEdit(state.history, decided, key))
}

function takeHistory(state: WizardState, history: EditHistory<Decided>): WizardState {
  if (history === state.history) return state
  return { ...state, ...history.present, history, revision: state.revision + 1, isStale: true }
}

/** The core completes a plan; that is no step of its own. */
function takeReview(state: WizardState, preview: ImportPreview): WizardState {
  const { plan } = preview
  const history = { ...state.history, present: { edits: state.edits, plan } }
  return { ...state, preview, plan, history, isStale: false }
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
      return { ...plan, split: edit.split }
    case 'recipe':
      return { ...plan, recipe: edit.recipe }
    case 'series':
      return setSeries(plan, edit.series)
    case 'rename':
      return renameColumn(plan, edit.column, edit.name)
    default:
      return assertNever(edit)
  }
}
