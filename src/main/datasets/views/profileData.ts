/** @file The closer look at a source: its table, texts, pictures and series. It sees training and validation rows only. */
import type { DataProfile } from '../../../shared/domain/dataProfile'
import type { PictureSummary } from '../../../shared/domain/pictureSummary'
import type { TextView } from '../import/table/views'
import { profilePictures } from '../images/summary/profilePictures'
import { describeSeries } from '../plan/describeSeries'
import type { LoadedPlan } from '../plan/planCache'
import type { CategoryData, ColumnData } from '../plan/planData'
import { openRows } from '../profile/openColumn'
import { profileTable } from '../profile/profileTable'
import { takeCodes } from '../statistics/column/sampleRows'
import { profileTexts } from '../text'
import { openPictures } from './openPictures'

export async function profileData(loaded: LoadedPlan): Promise<DataProfile> {
  const { table, data, division } = loaded
  const rows = openRows(division)
  return {
    ...profileTable(table, { data, division }),
    texts: data.inputs.filter(isText).map(({ column, view }) => ({
      column: column.name,
      profile: profileTexts(takeView(view, rows), targetView(data.target, rows)),
    })),
    pictures: await summarize(loaded, rows),
    series: describeSeries(data, division),
  }
}

function isText(data: ColumnData): data is CategoryData {
  return data.kind === 'category' && data.column.type === 'text'
}

function takeView({ codes, texts }: TextView, rows: Int32Array): TextView {
  return { codes: takeCodes(codes, rows), texts }
}

/** Words are told by class; figures have none. */
function targetView(target: ColumnData | null, rows: Int32Array): TextView | null {
  return target?.kind === 'category' ? takeView(target.view, rows) : null
}

async function summarize(loaded: LoadedPlan, rows: Int32Array): Promise<PictureSummary | null> {
  const pictures = await openPictures(loaded, rows)
  if (!pictures) return null
  return profilePictures(
    pictures.source,
    Array.from(pictures.rows, (_, place) => pictures.labelOf(place)),
  )
}
