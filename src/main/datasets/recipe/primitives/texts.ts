/** @file Primitives from texts to tokens and figures. */
import { createTermColumns, encodeSequences } from '../../text'
import { lazyTokens, once } from '../frame/columns'
import { wholeOrNone, type PrimitiveRules } from './rule'

export const TEXT_RULES: PrimitiveRules<'tokens' | 'tfidf'> = {
  tokens: {
    apply: ({ column, fitted }, frame) => {
      const source = frame.texts(column)
      frame.set(
        column,
        lazyTokens(() => encodeSequences(source, fitted), fitted.settings.length),
      )
    },
    ...wholeOrNone(({ column }) => ({ reads: [column], writes: [column] })),
  },
  tfidf: {
    apply: ({ column, fitted, names }, frame) => {
      const source = frame.texts(column)
      const columns = once(() => createTermColumns(source, fitted))
      frame.remove(column)
      names.forEach((name, place) => {
        frame.setLazily(name, () => columns()(place))
      })
    },
    ...wholeOrNone(({ column, names }) => ({ reads: [column], writes: names })),
  },
}
