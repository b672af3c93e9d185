import { describe, expect, it } from 'vitest'
import { METRICS } from '@shared/domain/metric'
import { english } from './en'
import { chinese } from './zhCN'

const sources = import.meta.glob('../**/*.{vue,ts}', { query: '?raw', import: 'default', eager: true })

type Leaves = Map<string, string>

function leaves(node: object, prefix = '', found: Leaves = new Map()): Leaves {
  for (const [key, value] of Object.entries(node)) {
    if (typeof value === 'string') found.set(prefix + key, value)
    else leaves(value as object, `${prefix}${key}.`, found)
  }
  return found
}

const englishWords = leaves(english)
const chineseWords = leaves(chinese)
const gapsOf = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()

describe('words', () => {
  it('are complete in both languages', () => {
    expect([...chineseWords.keys()].sort()).toEqual([...englishWords.keys()].sort())
  })

  it('have the same gaps in both languages', () => {
    const different = [...englishWords].filter(
      ([key, text]) => gapsOf(text).join() !== gapsOf(chineseWords.get(key) ?? '').join(),
    )
    expect(different.map(([key]) => key)).toEqual([])
  })

  it('exist for every key that a screen names', () => {
    const missing = Object.entries(sources).flatMap(([file, source]) =>
      [...String(source).matchAll(/\bt\(\s*'([\w.]+)'/g)]
        .map(([, key = '']) => key)
        .filter((key) => !englishWords.has(key))
        .map((key) => `${file}: ${key}`),
    )
    expect(missing).toEqual([])
  })

  it('name every metric, alone and in a sentence', () => {
    const keys = METRICS.flatMap((metric) => [`common.metric.${metric}`, `study.metric.${metric}`])
    expect(keys.filter((key) => !englishWords.has(key))).toEqual([])
  })

  it('shout nowhere', () => {
    const loud = [...englishWords, ...chineseWords].filter(([, text]) => /[!！]/.test(text))
    expect(loud).toEqual([])
  })
})
