import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openStore } from '../../src/main/store'
import { makeSteps, makeStudy } from '../support/storeContents'

const PROGRAM = join(import.meta.dirname, 'writeTrials.ts')
const HOOKS = join(import.meta.dirname, '../support/typeScriptHooks.mjs')
const ROUNDS = 5
const { id: studyId } = makeStudy('one', 'one')

function startWriter(folder: string): ChildProcess {
  const flags = ['--experimental-transform-types', '--disable-warning=ExperimentalWarning', '--import', HOOKS]
  const writer = fork(PROGRAM, [folder], { execArgv: flags })
  onTestFinished(() => {
    writer.kill('SIGKILL')
  })
  return writer
}

/** Kills the writer in the midst of its work. @returns the last trial it said was stored. */
async function killAfter(writer: ChildProcess, trials: number): Promise<number> {
  let last = 0
  let seen = 0
  const exited = once(writer, 'exit')
  writer.on('message', (number) => {
    last = Number(number)
    if (++seen === trials) writer.kill('SIGKILL')
  })
  await exited
  return last
}

describe('a store whose process is killed', () => {
  it(
    'keeps every trial that was acknowledged, whole, and lets the next process in at once',
    { timeout: 60_000 },
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'fettle-kill-'))
      onTestFinished(() => {
        rmSync(folder, { recursive: true })
      })
      for (let round = 1; round <= ROUNDS; round++) {
        const acknowledged = await killAfter(startWriter(folder), 7 * round)
        expect(acknowledged).toBeGreaterThan(0)
        const store = openStore({ folder, now: () => 0, lockTimeoutMs: 0 })
        const stored = store.trials.list(studyId)
        const complete = stored.filter(({ number }) => number <= acknowledged)
        expect(complete.map(({ number, state, value }) => [number, state, value])).toEqual(
          Array.from({ length: acknowledged }, (_, index) => [index + 1, 'complete', index + 1]),
        )
        for (const { id, spark } of complete) {
          expect(store.trials.steps(id)).toEqual(makeSteps(1, 10))
          expect(spark).toHaveLength(10)
        }
        store.close()
        const database = new Database(join(folder, 'fettle.db'))
        expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
        expect(database.pragma('foreign_key_check')).toEqual([])
        database.close()
      }
    },
  )

  it('is locked against a second process while it lives', { timeout: 60_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fettle-lock-'))
    onTestFinished(() => {
      rmSync(folder, { recursive: true })
    })
    const writer = startWriter(folder)
    await once(writer, 'message')
    expect(() => openStore({ folder, now: () => 0, lockTimeoutMs: 0 })).toThrow('store/locked')
    const exited = once(writer, 'exit')
    writer.kill('SIGKILL')
    await exited
    openStore({ folder, now: () => 0, lockTimeoutMs: 0 }).close()
  })
})
