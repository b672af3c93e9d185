/** @file What the command line's exit codes mean. */
import type { ErrorCode } from '../../../shared/errors/codes'

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
  3    the data cannot be used as asked
  4    no trial was completed
  5    the data folder cannot be opened (another Fettle is using it, perhaps)
  6    there is no such study or trial
  130  interrupted (Ctrl+C)
  143  ended by the system (SIGTERM)
`

const BY_AREA: Readonly<Record<string, ExitCode>> = {
  dataset: EXIT_CODES.badData,
  file: EXIT_CODES.badData,
  foreign: EXIT_CODES.badData,
  predict: EXIT_CODES.badData,
  model: EXIT_CODES.badData,
  space: EXIT_CODES.badData,
  store: EXIT_CODES.noStore,
  trial: EXIT_CODES.nothingTrained,
}

const BY_CODE: Partial<Record<ErrorCode, ExitCode>> = {
  'app/not-found': EXIT_CODES.notFound,
  'app/cancelled': EXIT_CODES.interrupted,
  'study/nothing-trained': EXIT_CODES.nothingTrained,
}

export function exitCodeOf(code: ErrorCode): ExitCode {
  return BY_CODE[code] ?? BY_AREA[code.split('/')[0] ?? ''] ?? EXIT_CODES.unexpected
}
