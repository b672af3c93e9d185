import { writeFileSync } from 'node:fs'
import type { RunRequest } from '../../../../shared/contract/worker'
import { flushMicrotasks, type ScriptedRun } from './scriptedPool'
import type { Bench } from './studyBench'

export interface Play {
  /** Reached after so many epochs. */
  readonly accuracyOf: (request: RunRequest, step: number) => number
  /** Epochs that a worker trains before it tells of them. @default 1 */
  readonly batch?: number
  /** After so many turns the core dies. */
  readonly turns?: number
}

/** A run as a worker has it. */
interface Played {
  step: number
  halt: number | null
  heard: number
  isOver: boolean
}

/** Plays the workers, a turn each after the other, until the study is over; standing still writes a checkpoint, as a real one does. */
export async function playWorkers(bench: Pick<Bench, 'pool' | 'runner'>, play: Play): Promise<void> {
  const played = new Map<ScriptedRun, Played>()
  for (let turn = 0; turn < (play.turns ?? 2000) && bench.runner.runningCount() > 0; turn++) {
    for (const run of bench.pool.runs) {
      const { haltAfter } = run.request
      const state = played.get(run) ?? { step: 0, halt: haltAfter, heard: 0, isOver: false }
      if (!played.has(run)) run.start()
      played.set(run, state)
      await takeTurn(run, state, play)
    }
    await flushMicrotasks()
  }
}

async function takeTurn(run: ScriptedRun, state: Played, { accuracyOf, batch = 1 }: Play): Promise<void> {
  if (state.isOver) return
  hearAnswers(run, state)
  if (state.isOver) return run.stopped()
  const { training, checkpoint } = run.request
  const end = Math.min(state.step + batch, state.halt ?? Infinity, training.epochs)
  state.step = end
  run.steps(Array.from({ length: end }, (_, index) => accuracyOf(run.request, index + 1)))
  hearAnswers(run, state)
  if (state.isOver) return run.stopped()
  if (end === training.epochs) {
    state.isOver = true
    return run.finish(accuracyOf(run.request, end), end)
  }
  if (end !== state.halt) return
  writeFileSync(checkpoint?.file ?? '', String(end))
  state.halt = null
  run.halt(end)
}

function hearAnswers(run: ScriptedRun, state: Played): void {
  for (const asked of run.asked.slice(state.heard)) {
    if (asked === 'stop') state.isOver = true
    const [, next] = /^go on to (.+)$/.exec(asked) ?? []
    if (next !== undefined) state.halt = next === 'null' ? null : Number(next)
  }
  state.heard = run.asked.length
}
