import type { ColumnRole } from '@shared/domain/column'
import type { ImportRemark } from '@shared/domain/importPreview'

export type Remedy = 'leaveOut' | 'use' | 'change' | 'showRows' | 'deduplicate'

const REMEDIES: Record<ImportRemark['kind'], readonly Remedy[]> = {
  mostlyMissing: ['leaveOut', 'change'],
  allMissing: [],
  constant: ['leaveOut'],
  nearConstant: ['leaveOut'],
  identifier: ['use'],
  manyCategories: ['change', 'leaveOut'],
  filled: ['change'],
  leaking: ['leaveOut'],
  duplicateRows: ['deduplicate'],
  acrossParts: ['deduplicate'],
  rareClass: [],
  textLeftOut: ['use'],
  droppedRows: [],
  renamedColumns: ['showRows'],
}

/** What can be done about a remark, given what its column is for now. */
export function remedyOf(remark: ImportRemark, role: ColumnRole | undefined): readonly Remedy[] {
  return REMEDIES[remark.kind].filter((remedy) => {
    if (remedy === 'leaveOut' || remedy === 'change') return role === 'input'
    return remedy === 'use' ? role === 'ignored' : true
  })
}

/** "Mostly empty" says more than "will be filled": of a column that has both remarks, the first stays. */
export function withoutRepeats(remarks: readonly ImportRemark[]): readonly ImportRemark[] {
  const empty = new Set(remarks.filter(({ kind }) => kind === 'mostlyMissing').map(({ column }) => column))
  return remarks.filter(({ kind, column }) => kind !== 'filled' || !empty.has(column))
}
