/** @file Guesses which column is to be predicted, and how. */
import type { ColumnProfile, ColumnType } from '../../../shared/domain/column'
import type { Task } from '../../../shared/domain/task'

/** Names that people give to what they predict. */
const TARGET_NAME =
  /^(target|label|labels|class|classes|y|outcome|output|response|survived|species|diagnosis|digit|quality|churn|income|variety|cultivar|sentiment|price|saleprice|sale_price|medv|score)$/i
const NEVER: ReadonlySet<ColumnType> = new Set(['identifier', 'text', 'date'])

/** @returns the position of the column: the last with a telling name, else the last that can be predicted at all. */
export function chooseTarget(profiles: readonly ColumnProfile[]): number {
  const known = profiles
    .map((profile, index) => ({ profile, index }))
    .filter(({ profile }) => profile.distinct > 0)
  const named = known.filter(
    ({ profile }) => TARGET_NAME.test(profile.name) && profile.suggestedType !== 'text',
  )
  const sensible = known.filter(({ profile }) => !NEVER.has(profile.suggestedType))
  const found = named[named.length - 1] ?? sensible[sensible.length - 1] ?? known[known.length - 1]
  return found?.index ?? profiles.length - 1
}

/** Figures with many values are estimated; few whole numbers, and words, are told apart. */
export function chooseTask(profile: ColumnProfile, rowCount: number): Task {
  const { distinct, values } = profile
  if (profile.suggestedType === 'date') return 'regression'
  const isFigure = values?.kind === 'number'
  const fewest = Math.min(20, Math.max(3, rowCount / 10))
  if (isFigure && !(distinct <= 2 || (distinct <= fewest && isWhole(values)))) return 'regression'
  return distinct <= 2 ? 'binary' : 'multiclass'
}

/** Few whole numbers leave no room between their bounds for many others. */
function isWhole(values: { low: number; high: number; median: number }): boolean {
  return Number.isInteger(values.low) && Number.isInteger(values.high) && Number.isInteger(values.median * 2)
}
