import { describe, expect, it } from 'vitest'
import { DEFAULT_TOKENS } from '../../../shared/domain/textSettings'
import type { Cut } from './cut'
import { cutText, cutTexts } from './cutTexts'

const CUT: Cut = { ...DEFAULT_TOKENS, language: 'en' }
const cut = (text: string, settings: Partial<Cut> = {}) => cutText(text, { ...CUT, ...settings })

describe('cutTexts', () => {
  it('gives lower-cased words without marks by default', () => {
    expect(cut('The cat -- "don’t" tell -- IT 3 times!')).toEqual([
      'the',
      'cat',
      "don't",
      'tell',
      'it',
      '3',
      'times',
    ])
  })

  it('keeps letters as they are where asked', () => {
    expect(cut('The CAT', { lowerCase: false })).toEqual(['The', 'CAT'])
  })

  it('has one spelling for letters that look the same', () => {
    expect(cut('caf\u00e9')).toEqual(cut('cafe\u0301'))
  })

  it('takes marks off letters of Europe, not off those of Japan', () => {
    expect(cut('Crème Ångström Ёлка ガラス', { stripAccents: true })).toEqual([
      'creme',
      'angstrom',
      'елка',
      'ガラス',
    ])
  })

  it('knows the i of Turkish', () => {
    expect(cut('ISPARTA çay', { language: 'tr' })).toEqual(['ısparta', 'çay'])
  })

  it('keeps marks, symbols and emoji as units, but no blanks', () => {
    expect(cut('Oh…  no! 👍🏽\u0007\n', { punctuation: 'keep' })).toEqual(['oh', '…', 'no', '!', '👍🏽'])
    expect(cut('a -- __ b', { punctuation: 'keep' })).toEqual(['a', '-', '-', '__', 'b'])
    expect(cut('a -- __ b')).toEqual(['a', 'b'])
  })

  it('drops words of digits alone', () => {
    expect(cut('1,000 of 42 x2 第３回', { digits: 'drop', language: 'ja' })).toEqual(['of', 'x2', '第', '回'])
  })

  it('leaves out function words of the language, or those that are named', () => {
    expect(cut('This is not the end', { stopWords: 'language' })).toEqual(['not', 'end'])
    expect(cut('这是我们的电影', { stopWords: 'language', language: 'zh-CN' })).toEqual(['电影'])
    expect(cut('This is not the End', { stopWords: 'own', ownStopWords: ['END', 'is'] })).toEqual([
      'this',
      'not',
      'the',
    ])
    expect(cut('This is', { stopWords: 'language', language: 'xx' })).toEqual(['this', 'is'])
  })

  it('finds stop words whose accents are taken off', () => {
    expect(cut('même là chat', { stopWords: 'language', language: 'fr', stripAccents: true })).toEqual([
      'chat',
    ])
  })

  it('gives characters as a reader counts them, blanks in a row as one', () => {
    const characters = { unit: 'characters', punctuation: 'keep' } as const
    expect(cut('  a \r\n\t e\u0301👨‍👩‍👧!', characters)).toEqual(['a', ' ', 'é', '👨‍👩‍👧', '!'])
    expect(cut("don't 42", { unit: 'characters', digits: 'drop' })).toEqual(['d', 'o', 'n', 't'])
  })

  it('keeps texts apart, empty ones too', () => {
    const { units, codes, starts } = cutTexts(['b a', '', 'a'], CUT)
    expect(units).toEqual(['b', 'a'])
    expect([...codes]).toEqual([0, 1, 1])
    expect([...starts]).toEqual([0, 2, 2, 3])
  })

  it('cuts anew where settings changed', () => {
    const texts = ['A b']
    expect(cutTexts(texts, CUT)).toBe(cutTexts(texts, { ...CUT, unit: 'bytePairs' }))
    expect(cutTexts(texts, { ...CUT, lowerCase: false }).units).toEqual(['A', 'b'])
  })
})
