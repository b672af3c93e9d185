/** @file Files that are there whole or not at all: a reader sees the old one or the new one, also after a power cut. */
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'

/** A single write of more than 2 GiB is refused by some systems. */
const LARGEST_WRITE = 2 ** 30

/** Writes a draft beside `file`, makes sure that it lies on the disk, and puts it in place; a failure leaves the old file. */
export async function writeWhole(file: string, pieces: Iterable<Uint8Array>): Promise<void> {
  const folder = dirname(file)
  await mkdir(folder, { recursive: true })
  const draft = `${file}.${process.pid}.tmp`
  try {
    const handle = await open(draft, 'w')
    try {
      for (const piece of pieces) await writeAll(handle, piece)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(draft, file)
    await syncFolder(folder)
  } catch (thrown) {
    await rm(draft, { force: true })
    throw thrown
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, at, Math.min(LARGEST_WRITE, bytes.length - at))
    at += bytesWritten
  }
}

/** The new name lies on the disk only once its folder does. Windows cannot do it and need not. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
