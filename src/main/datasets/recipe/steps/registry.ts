/** @file The rules of all kinds of steps, and how a step finds its columns. */
import type { RecipeStep, StepColumns, StepKind, StepOf } from '../../../../shared/domain/recipe'
import type { FrameColumn } from '../frame/columns'
import type { Frame } from '../frame/frame'
import { COLUMN_RULES } from './columns'
import { ENCODE_RULE } from './encode'
import { IMPUTE_RULE } from './impute'
import { NUMBER_RULES } from './numbers'
import { PAST_STEP_RULES } from './past'
import { PICTURE_STEP_RULES } from './pictures'
import { REDUCE_RULE } from './reduce'
import { NOTHING_FITTED, type FitContext, type FittedStep, type StepRule, type StepRules } from './rule'
import { SELECT_RULE } from './select'
import { TEXT_STEP_RULES } from './texts'

/** What acts on rows does so before the split, or on the tensors of the training rows. */
const ON_ROWS: StepRule<RecipeStep> = { takes: () => false, fit: () => NOTHING_FITTED }

const RULES: StepRules<StepKind> = {
  filter: ON_ROWS,
  deduplicate: ON_ROWS,
  balance: ON_ROWS,
  impute: IMPUTE_RULE,
  encode: ENCODE_RULE,
  select: SELECT_RULE,
  reduce: REDUCE_RULE,
  ...NUMBER_RULES,
  ...COLUMN_RULES,
  ...PAST_STEP_RULES,
  ...TEXT_STEP_RULES,
  ...PICTURE_STEP_RULES,
}

function ruleOf<Kind extends StepKind>(step: StepOf<Kind>): StepRule<StepOf<Kind>> {
  const kind: Kind = step.kind
  return RULES[kind]
}

const SETS: { readonly [Name in Extract<StepColumns, string>]: (column: FrameColumn) => boolean } = {
  numbers: (column) => column.kind === 'figures',
  categories: (column) => column.kind === 'texts' && column.use === 'category',
  dates: (column) => column.kind === 'figures' && column.isDate,
  texts: (column) => column.kind === 'texts' && column.use === 'text',
  pictures: (column) => column.kind === 'pictures' || (column.kind === 'texts' && column.use === 'picture'),
}

/** @returns the columns that a step works on, in the order of the frame; none where it is switched off. */
export function resolveColumns(step: RecipeStep, frame: Frame): string[] {
  if (step.isOff) return []
  const { columns } = step
  const named = typeof columns === 'string' ? null : new Set(columns)
  return frame.names.filter((name) => {
    const column = frame.get(name)
    const isMeant = typeof columns === 'string' ? SETS[columns](column) : named?.has(name)
    return isMeant === true && ruleOf(step).takes(column, step)
  })
}

/** @param context its `columns` are those of `resolveColumns`. */
export function fitStep(step: RecipeStep, context: FitContext): FittedStep {
  return context.columns.length === 0 ? NOTHING_FITTED : ruleOf(step).fit(step, context)
}
