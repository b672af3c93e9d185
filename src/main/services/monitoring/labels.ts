import type { Deployment } from '../../../shared/domain/deployment'
import type { FileId } from '../../../shared/domain/ids'
import { AppError } from '../../../shared/errors/appError'
import type { ServiceContext } from '../context'
import { findTrainedTrial } from '../results/trainedTrial'
import type { MonitoringParts } from './parts'
import { readTable } from './newRows'
import { MOST_ROWS } from './sampleRows'

interface Labelling {
  readonly deployment: Deployment
  readonly fileId: FileId
}

/** @throws {predict/missing-column} {monitoring/labels-do-not-match} */
export async function takeLabels(
  context: ServiceContext,
  parts: MonitoringParts,
  { deployment, fileId }: Labelling,
): Promise<{ matched: number; total: number }> {
  const { store } = context
  const { version } = await findTrainedTrial(context, parts.prepared, deployment.trialId)
  const { header, rows } = await readTable(context, version, parts.files.source(fileId))
  const place = header.indexOf(version.target)
  if (place < 0) throw new AppError('predict/missing-column', { column: version.target })
  const named = header.indexOf('row')
  const kept = store.deployments.rows(deployment.id, { offset: 0, limit: MOST_ROWS }).reverse()
  if (named < 0 && kept.length !== rows.length) {
    throw new AppError('monitoring/labels-do-not-match', { rows: rows.length, kept: kept.length })
  }
  const labels = new Map(
    rows.flatMap((cells, index) => {
      const label = cells[place]?.trim() ?? ''
      const key = named < 0 ? kept[index]?.key : Number(cells[named])
      return label === '' || key === undefined || !Number.isInteger(key) ? [] : [[key, label] as const]
    }),
  )
  return { matched: store.deployments.label(deployment.id, labels), total: labels.size }
}
