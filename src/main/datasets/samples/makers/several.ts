import type { Random } from '../../../../shared/util/random'
import { loadSharp } from '../../images/files/sharpLibrary'
import type { Maker } from '../types'
import { expand, type Grammar, pick, toCsv } from './grammar'

const LISTING: Grammar = {
  start: ['a {size} flat in a {house}', '{size} rooms in a {house}', 'this {size} home is in a {house}'],
  size: ['bright', 'quiet', 'small', 'spacious', 'practical', 'well kept'],
  house: [
    'house of the fifties',
    'brick house',
    'new building',
    'house by the park',
    'former school',
    'row of houses',
  ],
  dear: [
    'with a view over the harbour',
    'with a roof terrace',
    'fully renovated last year',
    'with oak floors throughout',
    'with a garden of its own',
    'with a fireplace in the living room',
  ],
  cheap: [
    'in need of renovation',
    'next to the motorway',
    'with a shared bathroom',
    'with coal heating',
    'without a lift on the fifth floor',
    'above a night club',
  ],
  plain: [
    'the bus stops around the corner',
    'there is a cellar and a place for bicycles',
    'shops and schools are near',
    'the kitchen comes with the flat',
    'free from the first of the month',
    'pets are welcome',
    'the heating was serviced in spring',
    'the owner lives in the house',
  ],
  negated: ['not {cheap}', 'no longer {cheap}'],
}

/** Flats: figures say one half of what the rent is, the words of the advertisement the other. */
export const makeListings: Maker = async ({ random, rows, write, tick }) => {
  const lines: (string | number)[][] = [['area', 'rooms', 'floor', 'description', 'rent']]
  for (let row = 0; row < rows; row++) lines.push(describeFlat(random))
  await write('listings.csv', toCsv(lines))
  await tick(rows)
}

function describeFlat(random: Random): (string | number)[] {
  const area = 28 + random.integer(92)
  const rooms = Math.max(1, Math.round(area / 27 + 0.6 * random.normal()))
  const floor = random.integer(7)
  const words = random.integer(3) - 1
  const say = (name: string): string => expand(random, LISTING, pick(random, LISTING[name] ?? []))
  const telling =
    words > 0
      ? [say('dear'), ...(random.next() < 0.3 ? [say('negated')] : [])]
      : words < 0
        ? [say('cheap')]
        : []
  const plain = Array.from({ length: 1 + random.integer(3) }, () => say('plain'))
  const description = `${[say('start'), ...telling].join(', ')}. ${plain.join('. ')}.`
  const worth = 7.5 * area + 45 * rooms + 8 * floor + 320 * words + 45 * random.normal()
  return [area, rooms, floor, description, worth > 700 ? 'dear' : 'cheap']
}

const SIDE = 32

/** Parcels: a picture shows dents, the table how they travelled; both together say whether what is inside broke. */
export const makeParcels: Maker = async ({ random, rows, write, tick }) => {
  const sharp = await loadSharp()
  const lines: (string | number)[][] = [['file', 'weight', 'distance', 'padding', 'broken']]
  for (let row = 0; row < rows; row++) {
    const name = `parcel-${String(row).padStart(5, '0')}.png`
    const dents = random.integer(4)
    const weight = Math.round(10 * (0.4 + 9 * random.next())) / 10
    const distance = 20 + random.integer(900)
    const padding = 1 + random.integer(5)
    const risk = 1.5 * dents + 0.28 * weight + 0.0022 * distance - 0.85 * padding - 1.2
    const raw = { width: SIDE, height: SIDE, channels: 3 as const }
    await write(`parcels/${name}`, await sharp(drawParcel(random, dents), { raw }).png().toBuffer())
    lines.push([name, weight, distance, padding, risk + 0.4 * random.normal() > 0 ? 'yes' : 'no'])
    if (row % 20 === 0) await tick(row)
  }
  await write('parcels/parcels.csv', toCsv(lines))
  await tick(rows)
}

function drawParcel(random: Random, dents: number): Uint8Array {
  const brown = 0.75 + 0.5 * random.next()
  const pixels = new Uint8Array(SIDE * SIDE * 3)
  const paint = (x: number, y: number, shade: number): void => {
    const at = (y * SIDE + x) * 3
    for (const [channel, base] of [150, 112, 72].entries()) {
      pixels[at + channel] = Math.max(0, Math.min(255, base * brown * shade + 6 * random.normal()))
    }
  }
  const tape = 4 + random.integer(SIDE - 8)
  for (let y = 0; y < SIDE; y++) for (let x = 0; x < SIDE; x++) paint(x, y, Math.abs(x - tape) < 2 ? 1.35 : 1)
  for (let dent = 0; dent < dents; dent++) {
    const [middleX, middleY, radius] = [
      5 + random.integer(22),
      5 + random.integer(22),
      2.5 + 1.5 * random.next(),
    ]
    for (let y = 0; y < SIDE; y++) {
      for (let x = 0; x < SIDE; x++) {
        const distance = Math.hypot(x - middleX, y - middleY)
        if (distance < radius) paint(x, y, x < middleX ? 0.45 : 0.75)
      }
    }
  }
  return pixels
}
