import type { ParameterRow } from './parameterRow'

const WORDS = new Set(
  `False None True and as assert async await break class continue def del elif else except finally for from global if import
  in is lambda nonlocal not or pass raise return try while with yield`.split(/\s+/),
)

/** @returns a program in Python that takes these parameters from its file, and reports as it is asked to. */
export function pythonExample(
  rows: readonly Pick<ParameterRow, 'name' | 'parent'>[],
  metric: string,
  steps: number,
): string {
  const named = rows.filter(({ name }) => name.trim() !== '')
  const taken = named.map(({ name, parent }) => {
    const key = JSON.stringify(name)
    return `${toName(name)} = ${parent === '' ? `p[${key}]` : `p.get(${key})`}`
  })
  const values = named.map(({ name }) => toName(name))
  const own = toName(metric)
  const report = `print(json.dumps({${steps > 1 ? '"step": step, ' : ''}${JSON.stringify(metric)}: ${own}}), flush=True)`
  const loop =
    steps > 1
      ? [
          `for step in range(1, ${String(steps + 1)}):`,
          `    ${own} = train_one_step(${values.join(', ')})`,
          `    ${report}`,
        ]
      : [`${own} = train(${values.join(', ')})`, report]
  const file = 'with open(os.environ["FETTLE_PARAMETERS"]) as file:'
  return [...['import json', 'import os', ''], file, '    p = json.load(file)', ...taken, '', ...loop].join(
    '\n',
  )
}

/** The nearest name that Python takes: `learning_rate` for `learning-rate`. */
function toName(text: string): string {
  const plain = text.replaceAll(/[^\p{L}\p{N}_]/gu, '_')
  return /^\p{N}/u.test(plain) || WORDS.has(plain) || plain === 'p' || plain === '' ? `_${plain}` : plain
}
