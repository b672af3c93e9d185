import { describe, expect, it } from 'vitest'
import { guessLanguage } from './guessLanguage'

describe('guessLanguage', () => {
  it.each([
    ['en', 'I did not like it at all, but the end was good.'],
    ['de', 'Der Film war nicht so gut, wie ich gedacht hatte, aber das Ende ist schön.'],
    ['fr', 'Le film n’était pas aussi bon que je le pensais, mais la fin est belle.'],
    ['es', 'La película no era tan buena como yo pensaba, pero el final es muy bonito.'],
    ['it', 'Il film non era così bello come pensavo, ma la fine è molto bella.'],
    ['pt', 'O filme não era tão bom como eu pensava, mas o fim é muito bonito.'],
    ['nl', 'De film was niet zo goed als ik had gedacht, maar het einde is heel mooi.'],
    ['ru', 'Фильм был не так хорош, как я думал.'],
    ['zh', '这部电影没有我想的那么好。OK'],
    ['ja', '映画は思ったほど良くなかった。'],
    ['ko', '영화는 생각만큼 좋지 않았다.'],
    ['th', 'หนังไม่ดีอย่างที่คิด'],
    ['ar', 'لم يكن الفيلم جيدا كما ظننت'],
  ])('takes texts for %s', (language, text) => {
    expect(guessLanguage([text]).language).toBe(language)
  })

  it('does not guess from names and numbers', () => {
    expect(guessLanguage(['Xylander 33', 'Quux-Korp 17'])).toMatchObject({ language: null })
    expect(guessLanguage([])).toEqual({ language: null, scripts: [] })
  })

  it('tells the shares of scripts', () => {
    expect(guessLanguage(['ab電', 'a']).scripts).toEqual([
      { script: 'Latin', share: 0.75 },
      { script: 'Han', share: 0.25 },
    ])
  })
})
