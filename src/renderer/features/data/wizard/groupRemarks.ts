import type { ImportRemark } from '@shared/domain/importPreview'

type RemarkKind = ImportRemark['kind']

/** Remarks of one kind, of which only some are shown. */
export interface RemarkGroup {
  readonly kind: RemarkKind
  readonly shown: readonly ImportRemark[]
  /** How many are kept back. */
  readonly moreCount: number
}

/** So many of a kind stand there before the others wait to be asked for. */
const AT_FIRST = 3
/** Nobody reads more than this, even when asked for. */
const AT_MOST = 300

/**
 * Remarks by kind, the kinds in the order in which they came, and within a kind those that weigh most first: sixty
 * columns that each lack some values do not bury the one thing that matters. One more than `AT_FIRST` is shown, too.
 */
export function groupRemarks(
  remarks: readonly ImportRemark[],
  unfolded: ReadonlySet<RemarkKind>,
): readonly RemarkGroup[] {
  return [...new Set(remarks.map(({ kind }) => kind))].map((kind) => {
    const all = remarks.filter((remark) => remark.kind === kind)
    const limit = unfolded.has(kind) ? AT_MOST : AT_FIRST
    const isShort = all.length <= limit + 1
    const heaviestFirst = isShort ? all : all.toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0))
    const shown = isShort ? all : heaviestFirst.slice(0, limit)
    return { kind, shown, moreCount: all.length - shown.length }
  })
}
