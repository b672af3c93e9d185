import type { FittedTfidf } from '../../../../shared/domain/fittedText'
import type { TfidfSettings } from '../../../../shared/domain/textSettings'
import { cutTexts } from '../cutTexts'
import { decideLanguage, type CountedTexts } from '../vocabulary'
import { countTerms, type CountedTerms } from './countTerms'

/** What stands between the units of a term. */
export const separatorOf = (unit: TfidfSettings['unit']): string => (unit === 'words' ? ' ' : '')

/**
 * Learns the terms and how rare they are, by the rules of scikit-learn's `TfidfVectorizer`: first those that are too rare or
 * too common fall out, then the commonest are kept. Terms come in the order of their texts.
 */
export function fitTfidf(column: CountedTexts, settings: TfidfSettings): FittedTfidf {
  const language = decideLanguage(column, settings.language)
  const rows = column.texts.reduce((sum, _, index) => sum + (column.counts[index] ?? 0), 0)
  const counted = countTerms(cutTexts(column.texts, { ...settings, language }), {
    rows: column.counts,
    ngrams: settings.ngrams,
    separator: separatorOf(settings.unit),
  })
  const terms = chooseTerms(counted, { settings, rows })
  return {
    settings,
    language,
    vocabulary: terms.map(({ name }) => name),
    idf: terms.map(({ term }) => inverseFrequency(counted.rows[term] ?? 0, { settings, rows })),
  }
}

interface Training {
  readonly settings: TfidfSettings
  /** Rows with a text. */
  readonly rows: number
}

/** idf(t) = ln(n / df(t)) + 1, smoothed ln((1 + n) / (1 + df(t))) + 1 (scikit-learn, Tf–idf term weighting). */
function inverseFrequency(frequency: number, { settings, rows }: Training): number {
  if (settings.weighting !== 'tfidf') return 1
  const more = settings.smooth ? 1 : 0
  return Math.log((rows + more) / (frequency + more)) + 1
}

function chooseTerms(
  { rows, totals, nameOf }: CountedTerms,
  training: Training,
): { readonly term: number; readonly name: string }[] {
  const { minimumCount, maximumShare, maximumFeatures } = training.settings
  const most = maximumShare * training.rows
  const allowed = rows.flatMap((count, term) => (count >= minimumCount && count <= most ? [term] : []))
  const total = (term: number) => totals[term] ?? 0
  allowed.sort((one, other) => total(other) - total(one))
  const least = total(allowed[maximumFeatures - 1] ?? -1)
  return allowed
    .filter((term) => total(term) >= least)
    .map((term) => ({ term, name: nameOf(term) }))
    .sort((one, other) => total(other.term) - total(one.term) || compare(one.name, other.name))
    .slice(0, maximumFeatures)
    .sort((one, other) => compare(one.name, other.name))
}

const compare = (one: string, other: string): number => (one < other ? -1 : 1)
