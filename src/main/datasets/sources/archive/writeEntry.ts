/** @file Writes one entry of an archive to where it belongs. */
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { UnpackGuard } from './unpackGuard'

/** @throws {archive/bomb} {archive/too-large}, and whatever reading or writing ends with. */
export async function writeEntry(
  openContent: () => Readable | Promise<Readable>,
  { folder, name, guard }: { folder: string; name: string; guard: UnpackGuard },
): Promise<void> {
  const path = join(folder, name)
  await mkdir(dirname(path), { recursive: true })
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        guard.expand(chunk.length)
        done(null, chunk)
      } catch (thrown) {
        done(thrown as Error)
      }
    },
  })
  // Opened last: what a stream ends with before anybody listens would end the process.
  await pipeline(await openContent(), counted, createWriteStream(path, { flags: 'wx' }))
}
