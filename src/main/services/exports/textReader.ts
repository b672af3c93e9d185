import type { FittedRecipe } from '../../../shared/domain/fittedRecipe'
import { firstToken } from '../../../shared/domain/fittedText'
import type { RawInput } from '../../compiler'
import { leftOutWords } from '../../datasets'

export type TextInput = Extract<RawInput, { kind: 'tokens' | 'terms' }>

/** How the small predictors cut a text and number its units: all that they have to know, in the words of their own. */
export function describeTextReader(
  input: TextInput,
  { primitives }: Pick<FittedRecipe, 'primitives'>,
): object {
  const { settings, language, vocabulary } = input.fitted
  const fill = primitives.find((one) => one.kind === 'fillText' && one.column === input.column)
  const { unit, lowerCase, stripAccents, punctuation, digits } = settings
  return {
    ...{ unit, language, lowerCase, stripAccents, vocabulary },
    keepsMarks: punctuation === 'keep',
    keepsDigits: digits === 'keep',
    leftOut: leftOutWords({ ...settings, language }),
    fill: fill?.kind === 'fillText' ? fill.value : '',
    ...(input.kind === 'terms' ? { ngrams: input.fitted.settings.ngrams } : describeNumbers(input)),
  }
}

function describeNumbers({ fitted }: Extract<TextInput, { kind: 'tokens' }>): object {
  const { length, padding, truncation } = fitted.settings
  return { merges: fitted.merges, firstNumber: firstToken(fitted.settings), length, padding, truncation }
}
