/** @file The one logger: JSON lines into a file that is rotated, and warnings to stderr as well. */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'
export type LogFields = Readonly<Record<string, unknown>>

/** `event` is a short fixed phrase (`worker exited`); what varies goes into `fields`. */
export interface Logger {
  log(level: LogLevel, event: string, fields?: LogFields): void
}

export interface LoggerOptions {
  readonly folder: string
  readonly now: () => number
  /** Size at which `fettle.log` becomes `fettle.1.log` (and that one is dropped). @default 2 MiB */
  readonly maxBytes?: number
  /** Where warnings and errors go beside the file. @default process.stderr */
  readonly stderr?: (line: string) => void
}

export function createLogger(options: LoggerOptions): Logger {
  const { folder, now, maxBytes = 2 * 1024 * 1024, stderr = (line) => process.stderr.write(line) } = options
  const path = join(folder, 'fettle.log')
  let size: number | null = null

  const write = (line: string): void => {
    mkdirSync(folder, { recursive: true })
    size ??= statSync(path, { throwIfNoEntry: false })?.size ?? 0
    if (size > maxBytes) {
      renameSync(path, join(folder, 'fettle.1.log'))
      size = 0
    }
    appendFileSync(path, line)
    size += Buffer.byteLength(line)
  }
  return {
    log(level, event, fields = {}) {
      const time = new Date(now()).toISOString()
      const line = `${JSON.stringify({ time, level, event, ...plain(fields) })}\n`
      if (level === 'warn' || level === 'error') stderr(line)
      try {
        write(line)
      } catch (failure) {
        // A full or write-protected disk must not take the work down with its log.
        stderr(`log file failed: ${String(failure)}\n`)
      }
    },
  }
}

/** A logger that keeps nothing, for tests and one-off commands. */
export const silentLogger: Logger = { log: () => undefined }

/** Errors become message, stack and causes; JSON alone would drop them. */
function plain(fields: LogFields): LogFields {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, describe(value)]))
}

function describe(value: unknown): unknown {
  if (!(value instanceof Error)) return value
  return {
    message: value.message,
    stack: value.stack,
    ...(value.cause === undefined ? {} : { cause: describe(value.cause) }),
  }
}
