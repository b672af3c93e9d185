import { rmSync } from 'node:fs'
import { KEPT_WEIGHTS, type TrialRow } from '../../../shared/domain/trial'
import type { ServiceContext } from '../context'
import { weightsFile } from './trialFiles'
import type { TrialBoard } from './trialBoard'

/** After a trial became complete: only the best trials keep their weights, and the one that the test report judged. */
export function dropSurplusWeights(
  { store, folders }: Pick<ServiceContext, 'store' | 'folders'>,
  board: TrialBoard,
  complete: TrialRow,
): void {
  // Either the new trial is not good enough, or it pushed out the last of the best.
  const surplus = board.ranking[Math.max(board.rankOf(complete), KEPT_WEIGHTS)]
  if (!surplus || store.reports.get(surplus.studyId)?.trialId === surplus.id) return
  rmSync(weightsFile(folders, surplus.id), { force: true })
}
