/** @file Values of the numbers that a network read, as people know them: pictures, steps, features, words. */
import type { AttributedInput } from '../../../shared/domain/explain'
import type { FittedRecipe } from '../../../shared/domain/fittedRecipe'
import { firstToken, UNKNOWN_TOKEN } from '../../../shared/domain/fittedText'
import type { PreparedMeta } from '../../../shared/domain/preparedMeta'
import type { NetworkRows } from './answers'
import type { Parts } from './attributions'

export function describeParts({ fitted }: PreparedMeta, rows: NetworkRows, parts: Parts): AttributedInput[] {
  return fitted.inputs.flatMap(({ spec, source }): AttributedInput[] => {
    const values = parts.get(spec.name)
    if (!values || values.length === 0) return []
    const [first = 1, second = 1, channels = 1] = spec.shape
    const common = { name: spec.name, names: source.kind === 'figures' ? [...source.features] : [] }
    switch (spec.kind) {
      case 'image':
        return [
          { ...common, kind: 'picture', shape: [first, second], values: overChannels(values, channels) },
        ]
      case 'sequence':
        return [{ ...common, kind: 'steps', shape: [first, second], values: [...values] }]
      case 'table':
        return [{ ...common, kind: 'figures', shape: [first], values: [...values] }]
      case 'tokens':
        return [
          tokenParts(
            { fitted, name: spec.name, column: source.kind === 'figures' ? '' : source.column },
            rows,
            values,
          ),
        ]
    }
  })
}

/** The channels of a place say together what the place did. */
function overChannels(values: Float64Array, channels: number): number[] {
  const sums = new Array<number>(values.length / channels).fill(0)
  values.forEach((value, at) => {
    const place = Math.floor(at / channels)
    sums[place] = (sums[place] ?? 0) + value
  })
  return sums
}

interface Tokens {
  readonly fitted: FittedRecipe
  readonly name: string
  readonly column: string
}

/** Padding is left out: it is no word. */
function tokenParts(
  { fitted, name, column }: Tokens,
  rows: NetworkRows,
  values: Float64Array,
): AttributedInput {
  const read = fitted.primitives.find((one) => one.kind === 'tokens' && one.column === column)
  const known = read?.kind === 'tokens' ? read.fitted : null
  const first = known ? firstToken(known.settings) : 1
  const wordOf = (token: number): string =>
    token === UNKNOWN_TOKEN && first > UNKNOWN_TOKEN
      ? '…'
      : (known?.vocabulary[token - first] ?? String(token))
  const kept = Array.from(rows.get(name) ?? [], (token, at) => ({ token, at })).filter(
    ({ token }) => token !== 0,
  )
  return {
    name: column,
    kind: 'words',
    shape: [kept.length],
    names: kept.map(({ token }) => wordOf(token)),
    values: kept.map(({ at }) => values[at] ?? 0),
  }
}
