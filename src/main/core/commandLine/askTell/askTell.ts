/** @file `fettle ask-tell`: a sampler for other programs, over standard input and output. */
import { createInterface } from 'node:readline'
import { newSampler } from '../../../../shared/domain/search/newSampler'
import { compileConstraints, createSampler, type Pruner } from '../../../search'
import { EXIT_CODES } from '../exitCodes'
import { isProblem } from '../options'
import { readSpace } from '../readSpace'
import type { Command } from '../types'
import { ASK_TELL_HELP, type AskTellOptions, readAskTellOptions } from './askTellOptions'
import { Conversation } from './conversation'

const NEVER: Pruner = { nextHalt: () => null, judge: () => ({ kind: 'continue' }), next: () => null }

export const askTell: Command = {
  summary: 'propose settings to another program, line by line',
  help: ASK_TELL_HELP,
  async run(args, { terminal, interruption }) {
    const options = readAskTellOptions(args)
    if (isProblem(options)) return options
    const conversation = createConversation(options)
    const lines = createInterface({ input: process.stdin, crlfDelay: Infinity })
    interruption.addEventListener('abort', () => lines.close())
    for await (const line of lines) {
      if (line.trim() === '') continue
      for (const answer of conversation.answer(line)) terminal.print(JSON.stringify(answer))
    }
    return EXIT_CODES.ok
  },
}

function createConversation(options: AskTellOptions): Conversation {
  const { directions, sampler, seed, steps, trials } = options
  const space = readSpace(options.space)
  const constraints = compileConstraints(space)
  const task = { space, objectives: directions.length, trials, parallel: 1 }
  const size = { seed, trials: trials ?? USUAL_TRIALS, epochs: steps }
  return new Conversation({
    ...{ space, directions, steps, pruner: NEVER },
    sampler: createSampler(task, newSampler(sampler, size)),
    isFeasible: (assignment) => constraints.every((constraint) => constraint.holds(assignment)),
  })
}

/** What strategies that plan ahead take for the budget where none is named. */
const USUAL_TRIALS = 100
