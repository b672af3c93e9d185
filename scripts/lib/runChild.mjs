/** Child processes: run quietly with a line of progress, or in the foreground with everything passed through. */
import { spawn } from 'node:child_process'
import { ROOT } from './paths.mjs'

/** Runs a program whose output is of interest only if it fails. @returns {Promise<{ code: number, output: string }>} */
export function runQuietly(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let output = ''
    const keep = (chunk) => (output = (output + chunk).slice(-20_000))
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (error) => resolve({ code: 127, output: String(error) }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/**
 * Runs a program in the foreground and hands signals on. The terminal gives Ctrl+C to both of us:
 * the child treats two in a row within a moment as one.
 * @returns {Promise<number>} its exit code; 128 + n when signal n ended it
 */
export function runInForeground(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: 'inherit', ...options })
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
    child.on('error', (error) => {
      console.error(String(error))
      resolve(127)
    })
    child.on('exit', (code, signal) => resolve(code ?? 128 + (SIGNAL_NUMBERS[signal] ?? 0)))
  })
}

const SIGNAL_NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGABRT: 6, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 }

/**
 * Shows a line on standard error while something is under way: with the seconds that went by on a terminal, once elsewhere.
 * @returns {Promise<T>} what the work comes to
 * @template T
 */
export async function withProgress(line, work) {
  const start = Date.now()
  const isTerminal = process.stderr.isTTY === true
  const show = () => process.stderr.write(`\r\x1b[2K${line} ${Math.round((Date.now() - start) / 1000)} s`)
  if (!isTerminal) process.stderr.write(`${line}\n`)
  const timer = isTerminal ? setInterval(show, 1000) : undefined
  if (isTerminal) show()
  try {
    return await work()
  } finally {
    clearInterval(timer)
    if (isTerminal) process.stderr.write('\r\x1b[2K')
  }
}
