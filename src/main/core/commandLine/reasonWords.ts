/** @file Why a study ended or a trial was given up, in one plain English line. */
import { isPruneCode, type PruneCode } from '../../../shared/domain/search/pruneReason'
import { isStopCode, type StopCode } from '../../../shared/domain/search/stopReason'
import type { Reason } from '../../../shared/domain/study'
import { AppError } from '../../../shared/errors/appError'
import { isErrorCode } from '../../../shared/errors/codes'
import { describeError } from './errorWords'

/** `{name}` is filled from the details of the reason. */
const WORDS: Readonly<Record<StopCode | PruneCode, string>> = {
  'stop/target': 'Trial {trial} reached the target {target} with {value}.',
  'stop/plateau': 'No trial was better than trial {trial} ({value}) in the last {trials}.',
  'stop/exhausted': 'Nothing is left to try after {trials} trials.',
  'stop/budget': 'All {trials} trials were made.',
  'stop/time': 'The time of {seconds} s was up.',
  'prune/by-hand': 'given up by hand',
  'prune/median': 'worse than the median at epoch {step} ({value}, {bound})',
  'prune/percentile': 'not among the best {percent} % at epoch {step} ({value}, {bound})',
  'prune/front': 'on front {front} at epoch {step}, behind the {bound} that go on',
  'prune/rung': 'place {place} of {trials} at epoch {step}, of which one in {factor} goes on',
  'prune/bracket':
    'place {place} of {trials} of bracket {bracket} at epoch {step}, of which one in {factor} goes on',
  'prune/unscored': 'no value at epoch {step}',
  'prune/patience': 'no better than {value} for {steps} epochs',
  'prune/below': '{value} at epoch {step} is below {bound}',
  'prune/above': '{value} at epoch {step} is above {bound}',
  'prune/wilcoxon': 'worse than trial {best} on the same {runs} runs (p = {p})',
  'prune/extrapolation': 'would reach {value}, and beat {bound} with a chance of {chance}',
  'prune/generation': 'waits for the others of its population after epoch {step}',
  'prune/replaced': 'replaced by trial {by} at epoch {step}',
}

export function describeWhy({ code, details }: Reason): string {
  if (isErrorCode(code)) return describeError(new AppError(code, details))
  if (!isStopCode(code) && !isPruneCode(code)) return code
  return WORDS[code].replaceAll(/\{(\w+)\}/g, (_gap, name: string) => format(details[name]))
}

/** Four significant digits tell enough. */
function format(detail: string | number | undefined): string {
  if (typeof detail !== 'number') return detail ?? '…'
  return String(Number.isInteger(detail) ? detail : Number(detail.toPrecision(4)))
}
