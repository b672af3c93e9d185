/** @file What Python writes where others have JSON: numbers that are none, and objects as they print themselves. */

/** JSON as `json.dumps` writes it, where `NaN` and `Infinity` may stand: null in their place. */
export function withoutOddNumbers(json: string): string {
  return json.replaceAll(/"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, (token) =>
    token.startsWith('"') ? token : 'null',
  )
}

const WORDS: Readonly<Record<string, string>> = { True: 'true', False: 'false', None: 'null' }

/**
 * A dictionary, list or number as `repr` of Python prints it.
 * @returns undefined where it is something else
 */
export function readPythonValue(text: string): unknown {
  const json = text.replaceAll(
    /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\b(?:True|False|None)\b|-?\b(?:nan|inf)\b|[()]/g,
    (token) => {
      if (token === '(') return '['
      if (token === ')') return ']'
      if (/^['"]/.test(token)) return JSON.stringify(unquote(token))
      return WORDS[token] ?? 'null'
    },
  )
  try {
    return JSON.parse(json.replaceAll(/,\s*\]/g, ']'))
  } catch {
    return undefined
  }
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' }

function unquote(token: string): string {
  return token.slice(1, -1).replaceAll(/\\(.)/g, (_all, letter: string) => ESCAPES[letter] ?? letter)
}
