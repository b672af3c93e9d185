/** @file Runs a study to its end and prints what it came to. */
import type { StudyId } from '../../../shared/domain/ids'
import type { StudySummary } from '../../../shared/domain/study'
import type { TrialRow } from '../../../shared/domain/trial'
import type { Core } from '../types'
import type { Call } from './coreClient'
import { type ExitCode, exitCodeOfStudy } from './exitCodes'
import { describeReason, formatLeaderboard, frontNumbers, toReport } from './leaderboard'
import type { CommandContext } from './types'
import { watchStudy } from './watchStudy'

export interface FinishOptions {
  readonly core: Core
  readonly call: Call
  readonly studyId: StudyId
  /** One JSON object instead of a table. */
  readonly isJson: boolean
  readonly context: CommandContext
}

/** @returns the exit code: of the interruption, or whether the study came to its end with a trial that was completed. */
export async function finishStudy({
  core,
  call,
  studyId,
  isJson,
  context,
}: FinishOptions): Promise<ExitCode> {
  const { terminal, interruption } = context
  const study = await watchStudy({ core, call, studyId, terminal, interruption })
  const trials = await call('trial:list', { studyId: study.id })
  terminal.print(isJson ? JSON.stringify(toReport(study, trials)) : formatLeaderboard(study, trials))
  for (const line of describeElsewhere(trials)) terminal.note(line)
  const front = frontNumbers(study, trials).length
  if (front > 0)
    terminal.note(`★ ${front} of the trials are on the front: no other beats them in everything.`)
  terminal.note(describeEnd(study))
  if (interruption.aborted) return interruption.reason as ExitCode
  return exitCodeOfStudy(study)
}

/** Why trials were not trained by the engine that was chosen, each reason once. */
function describeElsewhere(trials: readonly TrialRow[]): string[] {
  const reasons = trials.flatMap(({ placement }) => placement?.instead ?? [])
  return [...new Set(reasons.map((reason) => `Trained by ONNX Runtime. ${describeReason({ reason })}`))]
}

function describeEnd(study: StudySummary): string {
  const seconds = Math.round(study.elapsedMs / 100) / 10
  const reason = study.reason ? ` ${describeReason(study)}` : ''
  return `Study "${study.name}" (${study.id}): ${study.state} after ${seconds} s.${reason}`
}
