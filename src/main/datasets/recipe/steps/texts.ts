/** @file Steps that make tokens or figures of texts. */
import { countTokens, UNKNOWN_TOKEN } from '../../../../shared/domain/fittedText'
import type { StepFact } from '../../../../shared/domain/recipePreview'
import { TfidfSettings, TokenSettings } from '../../../../shared/domain/textSettings'
import { encodeSequences, fitTfidf, fitTokens, type CountedTexts } from '../../text'
import type { FrameColumn, TextColumn } from '../frame/columns'
import type { StepRules } from './rule'
import * as v from 'valibot'

const takes = (column: FrameColumn) => column.kind === 'texts' && column.use !== 'picture'

export const TEXT_STEP_RULES: StepRules<'tokens' | 'tfidf'> = {
  tokens: {
    takes,
    fit: (step, { frame, columns }) => {
      const settings = v.parse(v.object(TokenSettings.entries), step)
      const fitted = columns.map((name) => fitTokens(countRows(frame.texts(name)), settings))
      return {
        primitives: fitted.map((one, at) => ({ kind: 'tokens', column: columns[at] ?? '', fitted: one })),
        facts: () =>
          fitted.map((one, at) =>
            vocabulary(countTokens(one), unknownShare(encodeSequences(frame.texts(columns[at] ?? ''), one))),
          ),
      }
    },
  },
  tfidf: {
    takes,
    fit: (step, { frame, columns, nameColumn }) => {
      const settings = v.parse(v.object(TfidfSettings.entries), step)
      const fitted = columns.map((name) => fitTfidf(countRows(frame.texts(name)), settings))
      return {
        primitives: fitted.map((one, at) => {
          const column = columns[at] ?? ''
          const names = one.vocabulary.map((term) => nameColumn(`${column}:${term}`))
          return { kind: 'tfidf', column, fitted: one, names }
        }),
        facts: () => fitted.map((one) => vocabulary(one.vocabulary.length, 0)),
      }
    },
  },
}

function countRows({ codes, texts }: TextColumn): CountedTexts {
  const counts = new Int32Array(texts.length)
  for (const code of codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1
  return { texts, counts }
}

function vocabulary(size: number, share: number): StepFact {
  return { kind: 'vocabulary', size, unknownShare: share }
}

function unknownShare(tokens: Int32Array): number {
  let [known, unknown] = [0, 0]
  for (const token of tokens) {
    if (token === UNKNOWN_TOKEN) unknown++
    else if (token > UNKNOWN_TOKEN) known++
  }
  return unknown / Math.max(1, known + unknown)
}
