import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createLogger } from './logger'

function setUp(maxBytes?: number) {
  const folder = mkdtempSync(join(tmpdir(), 'fettle-log-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const stderr: string[] = []
  const logger = createLogger({
    folder,
    now: () => 0,
    stderr: (line) => void stderr.push(line),
    ...(maxBytes === undefined ? {} : { maxBytes }),
  })
  const lines = (name = 'fettle.log') =>
    readFileSync(join(folder, name), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
  return { logger, lines, stderr }
}

describe('createLogger', () => {
  it('writes a JSON line an event', () => {
    const { logger, lines } = setUp()
    logger.log('info', 'worker exited', { pid: 5 })
    expect(lines()).toEqual([
      { time: '1970-01-01T00:00:00.000Z', level: 'info', event: 'worker exited', pid: 5 },
    ])
  })

  it('keeps message, stack and cause of an error', () => {
    const { logger, lines } = setUp()
    logger.log('error', 'request failed', {
      error: new TypeError('outer', { cause: new TypeError('inner') }),
    })
    expect(lines()[0]).toMatchObject({ error: { message: 'outer', cause: { message: 'inner' } } })
    expect(JSON.stringify(lines()[0])).toContain('logger.test.ts')
  })

  it('says warnings and errors on stderr too, and nothing else', () => {
    const { logger, stderr } = setUp()
    logger.log('info', 'quiet')
    logger.log('warn', 'loud')
    expect(stderr.join('')).toContain('loud')
    expect(stderr.join('')).not.toContain('quiet')
  })

  it('turns the file over when it has grown too large', () => {
    const { logger, lines } = setUp(50)
    for (const event of ['first', 'second']) logger.log('info', event)
    expect(lines('fettle.1.log')).toHaveLength(1)
    expect(lines()).toMatchObject([{ event: 'second' }])
  })
})
