/** @file `fettle ask-tell`: a sampler for other programs, over standard input and output. */
import { createInterface } from 'node:readline'
import { newSampler } from '../../../../shared/domain/search/newSampler'
import { compileConstraints, createPruner, createSampler } from '../../../search'
import { EXIT_CODES } from '../exitCodes'
import { isProblem } from '../options'
import { readSpace } from '../readSpace'
import type { Command } from '../types'
import { ASK_TELL_HELP, type AskTellOptions, readAskTellOptions } from './askTellOptions'
import { Conversation } from './conversation'

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
  const { directions, sampler, pruner, seed, steps, trials } = options
  const space = readSpace(options.space)
  const constraints = compileConstraints(space)
  const task = { space, objectives: directions.length, trials, parallel: 1 }
  const spec = newSampler(sampler, { seed, trials: trials ?? USUAL_TRIALS, epochs: steps })
  return new Conversation({
    ...{ space, directions, steps },
    sampler: createSampler(task, spec),
    // Who asks keeps no weights of a trial that would wait for its turn.
    pruner: createPruner({ ...task, directions, canWait: false }, { sampler: spec, pruner }),
    isFeasible: (assignment) => constraints.every((constraint) => constraint.holds(assignment)),
  })
}

/** What strategies that plan ahead take for the budget where none is named. */
const USUAL_TRIALS = 100
