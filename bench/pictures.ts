/** @file `npm run bench -- pictures`: 10,000 small pictures from files to a tensor, against Pillow; augmentation a picture. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import { augmentRandom, createAugmenter } from '../src/main/datasets/images/augmentation'
import { cachePictures } from '../src/main/datasets/images/cache/cachePictures'
import { filesAsPictures } from '../src/main/datasets/images/pictureSource'
import { profilePictures } from '../src/main/datasets/images/summary/profilePictures'
import { probeSource } from '../src/main/datasets/images/probePictures'
import { loadSharp } from '../src/main/datasets/images/files/sharpLibrary'
import { isUsable } from '../src/main/datasets/images/types'
import { NO_AUGMENTATION } from '../src/shared/domain/augmentation'
import { createRandom } from '../src/shared/util/random'
import { findPeerPython } from './peers/environment'

// What runs this bench closes its door for imports once it is loaded.
await loadSharp()

const SIDE = 64
const CLASSES = 10

interface Figure {
  readonly work: string
  readonly fettle: number
  readonly pillow: number | null
  readonly unit: 's' | 'µs'
}

/** Flags: `--pictures` how many files (10,000), `--json` prints figures as JSON instead of a table. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { json: { type: 'boolean', default: false }, pictures: { type: 'string', default: '10000' } },
  })
  const folder = mkdtempSync(join(tmpdir(), 'fettle-bench-pictures-'))
  try {
    const paths = await makePictures(folder, Number(values.pictures))
    const figures = [...(await measureFiles(folder, paths)), ...AUGMENTED.map(measureAugmentation)]
    process.stdout.write(
      values.json ? `${JSON.stringify(figures, null, 2)}\n` : formatTable(paths.length, figures),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Noise that was enlarged four times: as much for a decoder to do as a photo. @returns paths inside the folder */
async function makePictures(folder: string, count: number): Promise<string[]> {
  const random = createRandom(1)
  for (let name = 0; name < CLASSES; name++) mkdirSync(join(folder, `class${name}`))
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const points = Buffer.from(Array.from({ length: 16 * 16 * 3 }, () => random.integer(256)))
      const picture = sharp(points, { raw: { width: 16, height: 16, channels: 3 } }).resize(SIDE, SIDE)
      const path = `class${index % CLASSES}/${index}.jpg`
      writeFileSync(join(folder, path), await picture.jpeg({ quality: 90 }).toBuffer())
      return path
    }),
  )
}

async function measureFiles(folder: string, paths: readonly string[]): Promise<Figure[]> {
  const source = filesAsPictures(folder, paths)
  const cacheFolder = join(folder, 'cache')
  const geometry = { height: SIDE, width: SIDE, channels: 3, fit: 'crop', background: 255 } as const
  const probe = await seconds(async () => {
    const unusable = (await probeSource(source)).filter((picture) => !isUsable(picture))
    if (unusable.length > 0) process.stderr.write(`${unusable.length} pictures were not probed\n`)
  })
  const open = (sourceHash: string, side: number) =>
    seconds(async () => {
      const pictures = await cachePictures({
        ...{ cacheFolder, sourceHash, source },
        geometry: { ...geometry, height: side, width: side },
      })
      if (pictures.problems.length > 0) process.stderr.write(`${pictures.problems.length} were not decoded\n`)
      await pictures.close()
    })
  const same = await open('bench', SIDE)
  const smaller = await open('bench', SIDE / 2)
  const again = await open('bench', SIDE)
  const profile = await seconds(() =>
    profilePictures(
      source,
      paths.map((path) => path.split('/')[0] ?? null),
    ),
  )
  const [pillow, pillowSmaller] = [runPillow(folder, SIDE), runPillow(folder, SIDE / 2)]
  const row = (work: string, fettle: number, other: number | undefined): Figure => {
    return { work, fettle, pillow: other ?? null, unit: 's' }
  }
  return [
    row('probed: size, colours, format, hash', probe, pillow?.probe),
    row(`decoded to ${SIDE} × ${SIDE}`, same, pillow?.decodeThreads),
    row(`decoded to ${SIDE / 2} × ${SIDE / 2}`, smaller, pillowSmaller?.decodeThreads),
    row('opened again', again, undefined),
    row('profiled: duplicates, mean colour, look-alikes', profile, undefined),
  ]
}

type PillowFigures = Readonly<Record<'probe' | 'decode' | 'decodeThreads', number>>

function runPillow(folder: string, side: number): PillowFigures | null {
  const python = findPeerPython()
  if (python === null) return null
  const script = resolve(import.meta.dirname, 'peers/pictures.py')
  return JSON.parse(execFileSync(python, [script, folder, `${side}`], { encoding: 'utf8' })) as PillowFigures
}

const AUGMENTED = [
  { height: 32, channels: 3 },
  { height: 150, channels: 3 },
] as const

function measureAugmentation({ height, channels }: (typeof AUGMENTED)[number]): Figure {
  const shape = { height, width: height, channels }
  const source = Uint8Array.from({ length: height * height * channels }, (_, index) => (index * 37) % 256)
  const out = new Float32Array(source.length)
  const settings = { rotation: 20, shiftX: 0.1, shiftY: 0.1, shear: 10, zoom: 0.2, flipHorizontal: true }
  const { augment } = createAugmenter({ ...NO_AUGMENTATION, ...settings }, shape)
  const rows = Math.ceil(20_000_000 / source.length)
  let best = Infinity
  for (let round = 0; round < 10; round++) {
    const startedAt = performance.now()
    for (let row = 0; row < rows / 10; row++) augment(source, out, augmentRandom(1, round, row))
    best = Math.min(best, (performance.now() - startedAt) / (rows / 10))
  }
  return {
    work: `turned, moved, sheared, zoomed, flipped: ${height} × ${height} × ${channels}`,
    fettle: best * 1000,
    pillow: null,
    unit: 'µs',
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return (performance.now() - startedAt) / 1000
}

function formatTable(count: number, figures: readonly Figure[]): string {
  const head = `${count} pictures of ${SIDE} × ${SIDE} (JPEG), ${availableParallelism()} threads`
  const cell = (value: number | null, unit: string): string =>
    (value === null ? '–' : `${value.toFixed(value < 1 ? 3 : 1)} ${unit}`).padStart(12)
  const lines = figures.map(
    ({ work, fettle, pillow, unit }) => `  ${work.padEnd(60)}${cell(fettle, unit)}${cell(pillow, unit)}`,
  )
  return [`${head.padEnd(62)}${'Fettle'.padStart(12)}${'Pillow'.padStart(12)}`, ...lines, ''].join('\n')
}
