/** @file Passwords as a .netrc keeps them, which pip reads, too. */
import { join } from 'node:path'

/** Host → `user:password`; that of the empty host is for all others. */
export type Passwords = ReadonlyMap<string, string>

export interface NetrcSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
  /** The text of a file, null where there is none. */
  readonly readText: (path: string) => Promise<string | null>
}

/** The first file that is there, as pip looks for them. */
export async function readNetrc({ env, home, readText }: NetrcSurroundings): Promise<Passwords> {
  const named = env['NETRC'] ?? ''
  const files = named === '' ? ['.netrc', '_netrc'].map((name) => join(home, name)) : [named]
  for (const file of files) {
    const text = await readText(file)
    if (text !== null) return parseNetrc(text)
  }
  return new Map()
}

/** What cannot be understood is passed over; of two entries for a host the later one counts, as Python has it. */
export function parseNetrc(text: string): Passwords {
  const words = wordsOf(text)[Symbol.iterator]()
  const next = (): string => words.next().value ?? ''
  const entries = new Map<string, { user: string; password: string }>()
  let entry = { user: '', password: '' }
  for (const word of words) {
    if (word === 'machine' || word === 'default') {
      entry = { user: '', password: '' }
      const host = word === 'machine' ? next().toLowerCase() : ''
      if (host !== '' || word === 'default') entries.set(host, entry)
    } else if (word === 'login' || word === 'user') entry.user = next()
    else if (word === 'password') entry.password = next()
    else if (word === 'account') next()
  }
  return new Map([...entries].map(([host, { user, password }]) => [host, `${user}:${password}`]))
}

/** A macro goes on to the next empty line; words with spaces are quoted. A sign of a comment within a line may begin a password. */
function wordsOf(text: string): string[] {
  const plain = text
    .replaceAll('\r', '')
    .replaceAll(/^[ \t]*(?:macdef\b[^\n]*\n(?:[^\n]*\S[^\n]*\n?)*|#[^\n]*$)/gm, '\n')
  const words = plain.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)
  return [...words].map(([, quoted, bare = '']) => (quoted ?? bare).replaceAll(/\\(.)/g, '$1'))
}
