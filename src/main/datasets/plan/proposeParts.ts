/** @file Notices a column that says which part of the data a row belongs to. */
import type { ColumnProfile } from '../../../shared/domain/column'
import { DEFAULT_SPLITS, type ColumnSplit } from '../../../shared/domain/split'
import { partOfFolder } from '../import/formats/findPart'

const NAME = /^(?:data)?[\s_.-]*(?:part|split|set|subset|partition|usage|phase)$/i

/** @returns a split by the first column with a telling name whose words all mean a part, training and test among them. */
export function proposeParts(profiles: readonly ColumnProfile[]): ColumnSplit | null {
  for (const profile of profiles) {
    const words = wordsOf(profile)
    const meaning = (part: string) => words.filter((word) => partOfFolder(word) === part)
    const [train, validation, test] = [meaning('train'), meaning('validation'), meaning('test')]
    const isWhole = train.length + validation.length + test.length === words.length
    if (isWhole && train.length > 0 && test.length > 0)
      return { ...DEFAULT_SPLITS.column, column: profile.name, validation, test }
  }
  return null
}

/** All words of a column that may tell parts; none where it is another, or has too many of them. */
function wordsOf({ name, distinct, values }: ColumnProfile): string[] {
  if (!NAME.test(name) || values?.kind !== 'values' || values.top.length < distinct) return []
  return values.top.map(({ value }) => value)
}
