/** @file Where the command line writes: results to standard output, everything else to standard error. */

export interface Terminal {
  /** A result; a line break is added. */
  print(text: string): void
  /** A result as it is. */
  write(bytes: Buffer | string): void
  /** A remark for the person who looks on. */
  note(text: string): void
  /** Where things stand: replaces the last status on a terminal; elsewhere only now and then, a line each. */
  status(text: string): void
  /** Takes the status away. */
  clearStatus(): void
}

/** Not on a terminal, a status is written at most this often. */
const SPARSE_MS = 10_000

export function createTerminal(): Terminal {
  const { stdout, stderr } = process
  let hasStatus = false
  let lastMs = Number.NEGATIVE_INFINITY
  // A reader that had enough (`| head`) closes the pipe; that is no error of ours.
  stdout.on('error', () => undefined)
  const clearStatus = (): void => {
    if (hasStatus) stderr.write('\r\u001b[2K')
    hasStatus = false
  }
  return {
    print: (text) => void stdout.write(`${text}\n`),
    write: (bytes) => void stdout.write(bytes),
    note(text) {
      clearStatus()
      stderr.write(`${text}\n`)
    },
    status(text) {
      if (stderr.isTTY) {
        hasStatus = true
        stderr.write(`\r\u001b[2K${text.slice(0, (stderr.columns || 80) - 1)}`)
      } else if (performance.now() - lastMs >= SPARSE_MS) {
        lastMs = performance.now()
        stderr.write(`${text}\n`)
      }
    },
    clearStatus,
  }
}
