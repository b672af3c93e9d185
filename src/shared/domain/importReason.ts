/** @file Why a source was read as it was: what sniffing was led by, as keys that the renderer words. */
import * as v from 'valibot'

/** Every reason there is, by what it is given for; named beside it, what fills the gaps of its wording. */
export const IMPORT_REASONS = {
  /** content: format. mostFiles: format, count, total. */
  format: ['content', 'mostFiles', 'chosen'],
  /** All: encoding. */
  encoding: ['byteOrderMark', 'plainLetters', 'validUtf8', 'zeroBytes', 'likelyCharacters', 'chosen'],
  /** evenRows: delimiter, columns, share (0 to 1). */
  delimiter: ['evenRows', 'chosen'],
  /** figuresOnTop, repeatedBelow: example. */
  header: ['wordsOverFigures', 'unlikeBelow', 'figuresOnTop', 'repeatedBelow', 'unnamed', 'keys', 'chosen'],
  /** figures: decimal, count, example. */
  decimal: ['figures', 'noneTells', 'chosen'],
  /** tokens: tokens. */
  missing: ['tokens', 'noTokens', 'chosen'],
  /** oneTable, classFolders, pairs: count. labelFile: file, count. parts: names. */
  files: ['oneTable', 'classFolders', 'labelFile', 'noLabels', 'pairs', 'parts'],
  /** unpacked: name, count. gunzipped: name. */
  archive: ['unpacked', 'gunzipped'],
  /** firstSheet: sheet, count. otherSheet: sheet, one that may be chosen instead. */
  sheet: ['firstSheet', 'otherSheet', 'chosen'],
} as const
export type ReasonTopic = keyof typeof IMPORT_REASONS

const TOPICS = Object.keys(IMPORT_REASONS) as ReasonTopic[]

export const ImportReason = v.strictObject({
  what: v.picklist(TOPICS),
  why: v.picklist(Object.values(IMPORT_REASONS).flat()),
  values: v.record(v.string(), v.union([v.string(), v.number()])),
})
export type ImportReason = v.InferOutput<typeof ImportReason>
