/** @file A population of runners that train by turns: for one member, and wherever one program for all is of no use. */
import { invariant } from '../../../shared/errors/appError'
import type { CreateRunner, Runner } from '../types'
import type { CreatePopulation } from './types'

export function sideBySide(createRunner: CreateRunner): CreatePopulation {
  return async (requests) => {
    let runners: readonly Runner[] = []
    for (const request of requests) runners = [...runners, await createRunner(request)]
    return {
      weightCount: runners[0]?.weightCount ?? 0,
      trainChunk: (chunks) =>
        inTurn(chunks, ({ order, learningRates }, index) => runners[index]?.trainChunk(order, learningRates)),
      evaluate: (part) => inTurn(runners, (runner) => runner.evaluate(part)),
      weights: (member) => present(runners[member]).weights(),
      state: (member) => present(runners[member]).state(),
      keep: async (members) => {
        const kept = members.flatMap((member) => runners[member] ?? [])
        await disposeAll(runners.filter((runner) => !kept.includes(runner)))
        runners = kept
      },
      dispose: () => disposeAll(runners),
    }
  }
}

function present(runner: Runner | undefined): Runner {
  invariant(runner, 'a member has a runner')
  return runner
}

async function inTurn<Item, Answer>(
  items: readonly Item[],
  ask: (item: Item, index: number) => Promise<Answer> | undefined,
): Promise<Answer[]> {
  const answers: Answer[] = []
  for (const [index, item] of items.entries()) {
    const answer = await ask(item, index)
    if (answer !== undefined) answers.push(answer)
  }
  return answers
}

async function disposeAll(runners: readonly Runner[]): Promise<void> {
  for (const runner of runners) await runner.dispose()
}
