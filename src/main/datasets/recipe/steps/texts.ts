/** @file Steps that make tokens or figures of texts. */
import * as v from 'valibot'
import { countTokens } from '../../../../shared/domain/fittedText'
import type { StepFact } from '../../../../shared/domain/recipePreview'
import { TfidfSettings, TokenSettings } from '../../../../shared/domain/textSettings'
import { countTexts } from '../../import/table/views'
import { fitTfidf, fitTokens, measureUnknown, type CountedTexts } from '../../text'
import type { FrameColumn, TextColumn } from '../frame/columns'
import type { StepRules } from './rule'

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
            vocabulary(countTokens(one), measureUnknown(frame.texts(columns[at] ?? ''), one)),
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

function countRows(column: TextColumn): CountedTexts {
  return { texts: column.texts, counts: countTexts(column) }
}

function vocabulary(size: number, share: number): StepFact {
  return { kind: 'vocabulary', size, unknownShare: share }
}
