import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../shared/util/random'
import { splitWords } from './splitWords'

/** Letters, digits and all marks that may stand inside a word, and some that may not. */
const CHARACTERS = Array.from(`aZbq09_'.:,;-!@#/\\&$%"()[]{}|^~\`+*=<>? \t\r\n`)

function segmentWords(text: string, language: string): string[] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' })
  return Array.from(segmenter.segment(text)).flatMap(({ segment, isWordLike }) =>
    isWordLike ? [segment] : [],
  )
}

describe('splitWords', () => {
  it.each(['en', 'zh', 'ja', 'de', 'fr', 'th', 'sv', 'fi', 'he'])(
    'cuts ASCII as Intl.Segmenter does in %s',
    (language) => {
      const random = createRandom(7)
      for (let round = 0; round < 3000; round++) {
        const text = Array.from({ length: 14 }, () => CHARACTERS[random.integer(CHARACTERS.length)]).join('')
        // A line of underscores is a word to ICU; here it is a mark, and left out later on.
        const words = splitWords(text, { language, withMarks: false })
        const letters = (list: string[]) => list.filter((word) => !/^_+$/.test(word))
        expect({ text, words: letters(words) }).toEqual({
          text,
          words: letters(segmentWords(text, language)),
        })
      }
    },
  )

  it('gives every mark of ASCII where it is asked for marks', () => {
    const words = splitWords('Wait -- what?! (3.14) [a_b]', { language: 'en', withMarks: true })
    expect(words).toEqual(['Wait', '-', '-', 'what', '?', '!', '(', '3.14', ')', '[', 'a_b', ']'])
  })

  it.each([
    ['zh', '我们喜欢这部电影', ['我们', '喜欢', '这', '部', '电影']],
    ['ja', '私は猫が好きです', ['私', 'は', '猫', 'が', '好き', 'です']],
    ['th', 'ฉันรักแมว', ['ฉัน', 'รัก', 'แมว']],
    ['fr', 'Déjà vu, n’est-ce pas', ['Déjà', 'vu', 'n’est', 'ce', 'pas']],
  ])('finds the words of %s', (language, text, words) => {
    expect(splitWords(text, { language, withMarks: false })).toEqual(words)
  })
})
