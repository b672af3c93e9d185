import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import type { RunRequest } from '../../../shared/contract/worker'
import type { PreparedMeta } from '../../../shared/domain/preparedMeta'
import { canonicalJson } from '../../../shared/util/canonicalJson'
import { dependsOnLength } from '../schedule/learningRates'

/**
 * A run is told by all that decides its figures: model, training, seed, and the data, whose folder is named by its content.
 * The number of epochs is left out where it only says when to stop, so that a finished run can be continued to more.
 */
export function identifyRun(request: RunRequest, { counts }: Pick<PreparedMeta, 'counts'>): string {
  const { model, training, task, output, objective, seed, dataFolder } = request
  const epochs = dependsOnLength(training) ? training.epochs : 0
  const data = { name: basename(dataFolder), counts }
  const told = { model, training: { ...training, epochs }, task, output, objective, seed, data }
  return createHash('sha256').update(canonicalJson(told)).digest('hex')
}
