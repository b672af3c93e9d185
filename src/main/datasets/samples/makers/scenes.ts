import type { Random } from '../../../../shared/util/random'
import { drawSvg } from '../../images/drawSvg'
import { loadSharp } from '../../images/files/sharpLibrary'
import type { Maker } from '../types'
import { pick } from './grammar'

const SIDE = 150
const QUALITY = 82

/** Pictures of 150 × 150 points, in colour: a house, a boat or a tree, anywhere, of any colour, in any weather. */
export const makeScenes: Maker = async ({ random, rows, write, tick }) => {
  const sharp = await loadSharp()
  const kinds = Object.keys(THINGS)
  for (let row = 0; row < rows; row++) {
    const kind = kinds[row % kinds.length] ?? 'house'
    const jpeg = await sharp(await drawSvg(drawScene(random, kind)))
      .resize(SIDE, SIDE)
      .jpeg({ quality: QUALITY })
      .toBuffer()
    await write(`scenes/${kind}/${String(row).padStart(5, '0')}.jpg`, jpeg)
    if (row % 5 === 0) await tick(row)
  }
  await tick(rows)
}

type Draw = (pen: Pen) => string

/** What drawings are made with. */
interface Pen {
  between(low: number, high: number): number
  colour(): string
  chance(share: number): boolean
}

/** Each stands on the origin and is about 60 points high. */
const THINGS: Readonly<Record<string, Draw>> = {
  house: ({ between, colour, chance }) => {
    const [width, height, roof] = [between(38, 62), between(26, 40), between(14, 28)]
    const half = width / 2
    const windows = [-0.25, 0.25].map(
      (at) =>
        `<rect x="${at * width - 5}" y="${-height * 0.75}" width="10" height="10" fill="${chance(0.5) ? '#fff3b0' : '#35414d'}"/>`,
    )
    return `<rect x="${-half}" y="${-height}" width="${width}" height="${height}" fill="${colour()}"/>
      <polygon points="${-half - 5},${-height} ${half + 5},${-height} ${between(-6, 6)},${-height - roof}" fill="${colour()}"/>
      <rect x="-5" y="-16" width="10" height="16" fill="#4a3325"/>${windows.join('')}`
  },
  boat: ({ between, colour, chance }) => {
    const [length, depth, mast] = [between(46, 72), between(10, 18), between(34, 54)]
    const half = length / 2
    const sail = chance(0.5)
      ? `<polygon points="2,${-depth - mast} 2,${-depth - 4} ${between(18, 30)},${-depth - 4}" fill="${colour()}"/>`
      : `<polygon points="-2,${-depth - mast} -2,${-depth - 4} ${-between(18, 30)},${-depth - 4}" fill="${colour()}"/>`
    return `<polygon points="${-half},${-depth} ${half},${-depth} ${half * 0.7},0 ${-half * 0.7},0" fill="${colour()}"/>
      <rect x="-1.5" y="${-depth - mast}" width="3" height="${mast}" fill="#5b4636"/>${sail}`
  },
  tree: ({ between, colour, chance }) => {
    const [trunk, crown] = [between(14, 26), between(16, 26)]
    const green = chance(0.75) ? `hsl(${between(70, 150)} 45% ${between(22, 42)}%)` : colour()
    const top = chance(0.5)
      ? `<circle cy="${-trunk - crown * 0.8}" r="${crown}" fill="${green}"/><circle cx="${-crown * 0.6}" cy="${-trunk - crown * 0.5}" r="${crown * 0.7}" fill="${green}"/>`
      : `<polygon points="${-crown},${-trunk} ${crown},${-trunk} 0,${-trunk - crown * 2.2}" fill="${green}"/>`
    return `<rect x="-4" y="${-trunk}" width="8" height="${trunk}" fill="#6b4a2f"/>${top}`
  },
}

function drawScene(random: Random, kind: string): string {
  const pen = createPen(random)
  const { between, colour, chance } = pen
  const horizon = between(70, 115)
  const light = between(35, 85)
  const ground = chance(0.4)
    ? `hsl(205 45% ${between(30, 55)}%)`
    : `hsl(${between(40, 130)} 35% ${between(25, 55)}%)`
  const hills = Array.from(
    { length: random.integer(4) },
    () =>
      `<ellipse cx="${between(0, SIDE)}" cy="${horizon}" rx="${between(20, 60)}" ry="${between(8, 30)}" fill="hsl(${between(90, 260)} 20% ${between(30, 60)}%)"/>`,
  )
  const clutter = Array.from(
    { length: 3 + random.integer(8) },
    () =>
      `<rect x="${between(0, SIDE)}" y="${between(horizon, SIDE)}" width="${between(2, 14)}" height="${between(1, 5)}" fill="${colour()}" opacity="0.6"/>`,
  )
  const place = `translate(${between(38, 112)} ${between(100, 138)}) rotate(${between(-9, 9)}) scale(${between(0.75, 1.35)})`
  const draw = THINGS[kind]
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}">
    <rect width="${SIDE}" height="${SIDE}" fill="hsl(${between(190, 250)} 45% ${light}%)"/>${hills.join('')}
    <rect y="${horizon}" width="${SIDE}" height="${SIDE}" fill="${ground}"/>${clutter.join('')}
    <g transform="${place}">${draw?.(pen) ?? ''}</g>
    <rect width="${SIDE}" height="${SIDE}" fill="${pick(random, ['#000', '#fff', '#c80'])}" opacity="${between(0, 0.25)}"/></svg>`
}

function createPen(random: Random): Pen {
  const between = (low: number, high: number): number =>
    Math.round((low + (high - low) * random.next()) * 10) / 10
  return {
    between,
    chance: (share) => random.next() < share,
    colour: () => `hsl(${between(0, 360)} ${between(20, 80)}% ${between(25, 75)}%)`,
  }
}
