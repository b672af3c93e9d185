/** @file Reads options of a command; what cannot be understood comes back as a problem, not as an exception. */
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'

/** Why a command line was not understood, in words. */
export interface UsageProblem {
  readonly problem: string
}

export function isProblem<T extends object>(read: T | UsageProblem): read is UsageProblem {
  return 'problem' in read
}

export function readOptions<const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (thrown) {
    return { problem: thrown instanceof Error ? thrown.message : String(thrown) }
  }
}

export interface NumberRange {
  readonly name: string
  readonly low: number
  readonly high: number
  readonly isWhole: boolean
}

/** @returns null where the option is not given. */
export function readNumber(text: string | undefined, range: NumberRange): number | null | UsageProblem {
  if (text === undefined) return null
  const { name, low, high, isWhole } = range
  const value = text.trim() === '' ? Number.NaN : Number(text)
  const fits = value >= low && value <= high && (!isWhole || Number.isInteger(value))
  if (fits) return value
  return {
    problem: `--${name} takes a ${isWhole ? 'whole ' : ''}number from ${low} to ${high}, not "${text}".`,
  }
}

/** @returns null where the option is not given. */
export function readWord<Word extends string>(
  text: string | undefined,
  { name, words }: { readonly name: string; readonly words: readonly Word[] },
): Word | null | UsageProblem {
  if (text === undefined) return null
  const found = words.find((word) => word === text)
  return found ?? { problem: `--${name} takes ${words.join(', ')}, not "${text}".` }
}

/** Fields that were read, or the first problem among them. */
export function collect<Fields extends object>(fields: {
  readonly [Name in keyof Fields]: Fields[Name] | UsageProblem
}): Fields | UsageProblem {
  for (const value of Object.values(fields)) {
    if (typeof value === 'object' && value !== null && 'problem' in value) return value as UsageProblem
  }
  return fields as Fields
}
