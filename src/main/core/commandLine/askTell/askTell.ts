/** @file `fettle ask-tell`: a sampler for other programs, over standard input and output. */
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import * as v from 'valibot'
import { newSampler } from '../../../../shared/domain/search/newSampler'
import { SpaceFile } from '../../../../shared/domain/search/spaceFile'
import type { SearchSpace } from '../../../../shared/domain/searchSpace'
import { AppError } from '../../../../shared/errors/appError'
import { createSampler, type Pruner, spaceOfFile } from '../../../search'
import { EXIT_CODES } from '../exitCodes'
import { isProblem } from '../options'
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
  const task = { space, objectives: directions.length, trials, parallel: 1 }
  const size = { seed, trials: trials ?? USUAL_TRIALS, epochs: steps }
  return new Conversation({
    ...{ space, directions, steps, pruner: NEVER },
    sampler: createSampler(task, newSampler(sampler, size)),
    isFeasible: () => true,
  })
}

/** What strategies that plan ahead take for the budget where none is named. */
const USUAL_TRIALS = 100

/** @throws {file/unreadable | space/file-invalid} */
function readSpace(path: string): SearchSpace {
  const read = v.safeParse(SpaceFile, readJson(path))
  if (read.success) return spaceOfFile(read.output)
  const [issue] = read.issues
  const place = v.getDotPath(issue) ?? path
  throw new AppError('space/file-invalid', { parameter: place, problem: `cannot be read: ${issue.message}` })
}

function readJson(path: string): unknown {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw new AppError('file/unreadable', { name: path }, { cause })
  }
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('space/file-invalid', { parameter: path, problem: 'is no JSON' }, { cause })
  }
}
