/** @file Ctrl+C and SIGTERM as one signal that work can listen to. */
import { EXIT_CODES, type ExitCode } from './exitCodes'

/** A launcher and the terminal may both pass on the same Ctrl+C. */
const SAME_PRESS_MS = 300

/** The first signal asks work to stop properly; the second ends the program at once. */
export function catchInterruption(): AbortSignal {
  const controller = new AbortController()
  let firstMs: number | null = null
  const onSignal = (code: ExitCode): void => {
    if (firstMs !== null && performance.now() - firstMs > SAME_PRESS_MS) process.exit(code)
    firstMs ??= performance.now()
    controller.abort(code)
  }
  process.on('SIGINT', () => onSignal(EXIT_CODES.interrupted))
  process.on('SIGTERM', () => onSignal(EXIT_CODES.terminated))
  process.on('SIGHUP', () => onSignal(EXIT_CODES.terminated))
  return controller.signal
}
