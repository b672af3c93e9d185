/** @file Columns that steps make by rules which learn nothing: their names are known before anything is fitted. */
import { DATE_PART_CYCLES } from '../../../../shared/domain/datePart'
import type { RecipeStep } from '../../../../shared/domain/recipe'
import { datePartNames } from '../../recipe/steps/columns'
import { means, type RawKinds } from './rawColumns'

export interface MadeColumn {
  readonly name: string
  /** The column that it was made of. */
  readonly from: string
  /** Whether its figures lie around 0 and are about 1 large. */
  readonly isSmall: boolean
}

/** @param kinds columns that there are when the step's turn comes. */
export function columnsMadeBy(step: RecipeStep, kinds: RawKinds): MadeColumn[] {
  if (step.isOff) return []
  const columns = [...kinds].filter(([name, kind]) => means(step, name, kind))
  const figures = columns.filter(([, kind]) => kind === 'number').map(([name]) => name)
  const dates = columns.filter(([, kind]) => kind === 'date').map(([name]) => name)
  const suffixes = pastSuffixes(step)
  if (suffixes.length > 0)
    return suffixes.flatMap((suffix) =>
      figures.map((from) => ({ name: `${from}.${suffix}`, from, isSmall: false })),
    )
  return step.kind === 'dateParts' ? dates.flatMap((from) => partsOf(step, from)) : []
}

/** `lag1`, `mean7` */
function pastSuffixes(step: RecipeStep): string[] {
  switch (step.kind) {
    case 'lag':
      return step.lags.map((distance) => `lag${distance}`)
    case 'rolling':
      return step.statistics.map((statistic) => `${statistic}${step.window}`)
    case 'difference':
      return [`difference${step.distance}`]
    default:
      return []
  }
}

function partsOf(
  { parts, isCyclic }: Extract<RecipeStep, { kind: 'dateParts' }>,
  from: string,
): MadeColumn[] {
  return parts.flatMap((part) => {
    const isRound = isCyclic && DATE_PART_CYCLES[part] !== null
    const isSmall = isRound || part === 'isWeekend'
    return datePartNames(from, part, isRound).map((name) => ({ name, from, isSmall }))
  })
}
