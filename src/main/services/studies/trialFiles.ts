import { join } from 'node:path'
import type { TrialId } from '../../../shared/domain/ids'
import type { DataFolders } from '../context'

/** Where the weights of a trial lie once it is complete. */
export function weightsFile({ weights }: Pick<DataFolders, 'weights'>, trialId: TrialId): string {
  return join(weights, `${trialId}.weights`)
}

/** Where the pictures of a trial lie that makes some. */
export function picturesFile({ weights }: Pick<DataFolders, 'weights'>, trialId: TrialId): string {
  return join(weights, `${trialId}.pictures`)
}
