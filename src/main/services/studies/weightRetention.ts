import { rmSync } from 'node:fs'
import { KEPT_WEIGHTS, type TrialRow } from '../../../shared/domain/trial'
import { hasFront, keptTrials, type Objectives } from '../../../shared/domain/trialFront'
import type { ServiceContext } from '../context'
import { weightsFile } from './trialFiles'
import type { TrialBoard } from './trialBoard'

/** A study that goes on, as far as it decides whose weights are kept. */
interface Judging {
  readonly study: { readonly plan: Objectives }
  readonly board: TrialBoard
}

/** After a trial became complete: only the best trials and the front keep their weights, and the one that the test report judged. */
export function dropSurplusWeights(
  { store, folders }: Pick<ServiceContext, 'store' | 'folders'>,
  live: Judging,
  complete: TrialRow,
): void {
  const surplus = hasFront(live.study.plan) ? pushedOut(live, complete) : lastOf(live.board, complete)
  for (const { id, studyId } of surplus)
    if (store.reports.get(studyId)?.trialId !== id) rmSync(weightsFile(folders, id), { force: true })
}

/** Either the new trial is not good enough, or it pushed out the last of the best. */
function lastOf(board: TrialBoard, complete: TrialRow): TrialRow[] {
  const surplus = board.ranking[Math.max(board.rankOf(complete), KEPT_WEIGHTS)]
  return surplus === undefined ? [] : [surplus]
}

/** A new trial of the front may beat many at once. */
function pushedOut({ study: { plan }, board }: Judging, complete: TrialRow): TrialRow[] {
  const before = keptTrials(
    plan,
    board.ranking.filter(({ number }) => number !== complete.number),
  )
  const kept = new Set(keptTrials(plan, board.ranking))
  return [...before, complete].filter((row) => !kept.has(row))
}
