import { describe, expect, it } from 'vitest'
import { chinese } from '@renderer/i18n/zhCN'
import { english } from '@renderer/i18n/en'
import { AUTO_CODES } from '@shared/domain/search/autoChoice'
import { PRUNE_CODES } from '@shared/domain/search/pruneReason'
import { STOP_CODES } from '@shared/domain/search/stopReason'

describe('reasons', () => {
  it.each([
    ['English', english.reason],
    ['Chinese', chinese.reason],
  ])('of pruning, stopping and choosing have words in %s', (_language, words) => {
    const told = (kind: 'prune' | 'stop' | 'auto') =>
      Object.keys(words[kind]).map((name) => `${kind}/${name}`)
    expect([...PRUNE_CODES].filter((code) => !told('prune').includes(code))).toEqual([])
    expect([...AUTO_CODES].filter((code) => !told('auto').includes(code))).toEqual([])
    expect([...STOP_CODES].filter((code) => !told('stop').includes(code))).toEqual([])
  })
})
