/** @file What the command line's exit codes mean. */
import type { StudySummary } from '../../../shared/domain/study'
import { ERROR_CODES, type ErrorCode, isErrorCode } from '../../../shared/errors/codes'

export const EXIT_CODES = {
  ok: 0,
  unexpected: 1,
  usage: 2,
  badData: 3,
  nothingTrained: 4,
  noStore: 5,
  notFound: 6,
  interrupted: 130,
  terminated: 143,
} as const
export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES]

export const EXIT_CODE_HELP = `Exit codes:
  0    done
  1    an unexpected error
  2    the command was not understood
  3    it cannot be done as asked: with this data, file, model, engine …
  4    no trial was completed
  5    the data folder cannot be opened (another Fettle is using it, perhaps)
  6    there is no such study or trial
  130  interrupted (Ctrl+C)
  143  ended by the system (SIGTERM)
`

const BY_AREA: Readonly<Record<string, ExitCode>> = {
  store: EXIT_CODES.noStore,
  trial: EXIT_CODES.nothingTrained,
  // A process that died or hung surprises whoever asked.
  training: EXIT_CODES.unexpected,
}

const BY_CODE: Partial<Record<ErrorCode, ExitCode>> = {
  'app/not-found': EXIT_CODES.notFound,
  'app/core-restarted': EXIT_CODES.unexpected,
  'app/cancelled': EXIT_CODES.interrupted,
  'study/nothing-trained': EXIT_CODES.nothingTrained,
}

/** Whatever a user can do something about is none of Fettle's own mistakes. */
export function exitCodeOf(code: ErrorCode): ExitCode {
  const known = BY_CODE[code] ?? BY_AREA[code.split('/')[0] ?? '']
  return known ?? (ERROR_CODES[code].kind === 'bug' ? EXIT_CODES.unexpected : EXIT_CODES.badData)
}

/** Of a study that nobody asked to end: whether it came to its own end, and to anything. */
export function exitCodeOfStudy({
  state,
  counts,
  reason,
}: Pick<StudySummary, 'state' | 'counts' | 'reason'>): ExitCode {
  if (counts.complete === 0) return EXIT_CODES.nothingTrained
  if (state !== 'failed' && state !== 'interrupted') return EXIT_CODES.ok
  // On a full disk not even the reason could be kept.
  return reason !== null && isErrorCode(reason.code) ? exitCodeOf(reason.code) : EXIT_CODES.unexpected
}
