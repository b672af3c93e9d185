/** @file A framework's functions, of which a script gets those that it calls. */
import type { FunctionName } from './dialect'

export interface LibraryFunction<Name extends string> {
  readonly text: string
  /** Others that it calls. */
  readonly needs?: readonly Name[]
}

export type Library<Helper extends string> = Readonly<
  Record<FunctionName | Helper, LibraryFunction<FunctionName | Helper>>
>

/** Functions of one kind, which a library is put together from; it asks for those that none of them has. */
export type FunctionFamily<Helper extends string> = Partial<Library<Helper>>

/** @returns the texts of these functions and of all that they call, what is called first. */
export function pickFunctions<Helper extends string>(
  library: Library<Helper>,
  called: Iterable<FunctionName | Helper>,
): string[] {
  const picked = new Map<string, string>()
  const add = (name: FunctionName | Helper): void => {
    if (picked.has(name)) return
    const { needs = [], text } = library[name]
    for (const need of needs) add(need)
    picked.set(name, text.trim())
  }
  for (const name of called) add(name)
  return [...picked.values()]
}
