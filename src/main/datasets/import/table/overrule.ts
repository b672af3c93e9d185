/** @file Tells apart what sniffing decided and what the user did. */
import type { ImportReason, ReasonTopic } from '../../../../shared/domain/importReason'
import type { OpenedTable, Reading } from '../formats/types'

/** What a reason is given for, where it is a single setting. */
const SETTINGS: Partial<Record<ReasonTopic, (reading: Reading) => string>> = {
  format: ({ format }) => format,
  encoding: ({ encoding }) => encoding,
  delimiter: ({ delimiter }) => delimiter,
  header: ({ hasHeader }) => (hasHeader ? 'firstRow' : 'none'),
  decimal: ({ decimal }) => decimal,
  sheet: ({ sheet }) => sheet ?? '',
}

/** @param free what sniffing alone finds. @returns its reasons, but for settings that were chosen otherwise. */
export function overrule(free: Pick<OpenedTable, 'reading' | 'reasons'>, chosen: Reading): ImportReason[] {
  const kept = chosen.format === free.reading.format ? free.reasons : free.reasons.filter(isOfSource)
  return kept.map((reason) => {
    const setting = SETTINGS[reason.what]
    if (!setting || reason.why === 'otherSheet' || setting(chosen) === setting(free.reading)) return reason
    return { what: reason.what, why: 'chosen', values: { value: setting(chosen) } }
  })
}

/** Of a format that was overruled, what was found out about its cells says nothing. */
function isOfSource({ what }: ImportReason): boolean {
  return what === 'archive' || what === 'format'
}
