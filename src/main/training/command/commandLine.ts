/** @file How a trial's settings reach a program: in its arguments, its environment, and a file. */
import type { CommandRequest } from '../../../shared/contract/commandRun'
import { fillGaps, variableOf } from '../../../shared/domain/commandGaps'
import type { ParameterValue } from '../../../shared/domain/searchSpace'
import { AppError } from '../../../shared/errors/appError'

/** A program as it is started. */
export interface CommandCall {
  readonly program: string
  readonly args: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

/**
 * @param parametersFile path of a JSON file with all parameters
 * @throws {trial/command-gap} where the line names a parameter that does not exist in this trial
 */
export function callOf(request: CommandRequest, parametersFile: string): CommandCall {
  const { command, assignment, trial, seed } = request
  const words: Readonly<Record<string, string>> = {
    ...Object.fromEntries(Object.entries(assignment).map(([name, value]) => [name, toWord(value)])),
    ...{ trial: String(trial), seed: String(seed), parameters: parametersFile },
  }
  const wordOf = (name: string): string => {
    const word = Object.hasOwn(words, name) ? words[name] : undefined
    if (word === undefined) throw new AppError('trial/command-gap', { name })
    return word
  }
  const [program = '', ...args] = command.line.map((text) => fillGaps(text, wordOf))
  const settings = Object.entries(words).map(([name, word]) => [variableOf(name), word])
  return { program, args, environment: Object.fromEntries(settings) as Record<string, string> }
}

function toWord(value: ParameterValue): string {
  return String(value)
}
