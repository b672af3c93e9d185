/** @file A sampler in a thread of its own, which keeps the history and is told of changes alone. */
import { assignmentKey, createSampler, type PastTrial, type Question, type Sampler } from '../../../search'
import type { FromSampler, SamplerAnswer, SamplerParts, SentQuestion } from './messages'

/** @returns what a sampler says, and why. */
export function answer(sampler: Sampler, question: Question): SamplerAnswer {
  const assignment = sampler.propose(question)
  return { assignment, note: sampler.explain?.(question) ?? null }
}

/** @returns what answers one question after the other. */
export function createAnswerer({ task, spec }: SamplerParts): (sent: SentQuestion) => FromSampler {
  const sampler = createSampler(task, spec)
  const trials = new Map<number, PastTrial>()
  let history: readonly PastTrial[] = []
  const follow = ({ changed, removed }: SentQuestion): void => {
    for (const number of removed) trials.delete(number)
    for (const trial of changed) trials.set(trial.number, trial)
    if (changed.length + removed.length > 0)
      history = [...trials.values()].sort((left, right) => left.number - right.number)
  }
  return (sent) => {
    try {
      follow(sent)
      const { number, isSkipping } = sent
      return {
        kind: 'answer',
        ...answer(sampler, { number, history, isAllowed: untried(history, isSkipping) }),
      }
    } catch (thrown) {
      return {
        kind: 'failed',
        message: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
      }
    }
  }
}

/** Results of other studies can be tried here. */
export function untried(history: readonly PastTrial[], isSkipping: boolean): Question['isAllowed'] {
  let tried: ReadonlySet<string> | null = null
  return (assignment) => {
    if (!isSkipping) return true
    const own = (): string[] =>
      history.filter(({ number }) => number > 0).map((trial) => assignmentKey(trial.assignment))
    tried ??= new Set(own())
    return !tried.has(assignmentKey(assignment))
  }
}
