import type { Random } from '../../../../shared/util/random'
import type { Maker } from '../types'
import { FILM_GRAMMAR } from './filmGrammar'
import { expand, pick, toCsv } from './grammar'

/** Share of the opinions in a review that speak against its verdict: even a good film has its flaws. */
const OPPOSITE = 0.3
/** Share of the reviews whose label was set by mistake. */
const MISLABELLED = 0.03

/** Reviews of films that never were: a plot, opinions for and against, mixed, and a label of what prevails. */
export const makeFilmReviews: Maker = async ({ random, rows, write, tick }) => {
  const lines: string[][] = [['text', 'label']]
  for (let row = 0; row < rows; row++) {
    const isGood = row % 2 === 0
    const isLabelledGood = random.next() < MISLABELLED ? !isGood : isGood
    lines.push([writeReview(random, isGood), isLabelledGood ? 'pos' : 'neg'])
    if (row % 50 === 0) await tick(row)
  }
  const [header = [], ...reviews] = lines
  await write('film-reviews.csv', toCsv([header, ...random.shuffle(reviews)]))
  await tick(rows)
}

function writeReview(random: Random, isGood: boolean): string {
  const opinions = 3 + random.integer(6)
  const plots = 2 + random.integer(8)
  const opposite = Math.round(opinions * OPPOSITE * random.next())
  const sentences = [
    ...Array.from({ length: opinions }, (_, index) => (index < opposite ? !isGood : isGood)).map((good) =>
      pick(random, FILM_GRAMMAR[good ? 'praise' : 'blame'] ?? []),
    ),
    ...Array.from({ length: plots }, () => pick(random, FILM_GRAMMAR['plot'] ?? [])),
  ]
  return random
    .shuffle(sentences)
    .map((sentence) => capitalise(expand(random, FILM_GRAMMAR, sentence)))
    .join(' ')
}

function capitalise(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}
