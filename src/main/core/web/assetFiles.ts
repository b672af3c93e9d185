/** @file Reads the files of the built renderer for the browser host. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findMediaType, toAssetSegments } from '../../../shared/contract/webPolicy'

export interface Asset {
  readonly body: Buffer
  readonly mediaType: string
  /** Built files carry a hash in their name and never change; the page itself must be asked for again. */
  readonly cacheControl: string
}

/** @returns the file that a URL's raw path names, or null when there is none below the folder. */
export async function readAsset(folder: string, pathname: string): Promise<Asset | null> {
  const segments = toAssetSegments(pathname)
  if (!segments) return null
  try {
    return {
      body: await readFile(join(folder, ...segments)),
      mediaType: findMediaType(segments.at(-1) ?? ''),
      cacheControl: segments[0] === 'assets' ? 'private, max-age=31536000, immutable' : 'no-cache',
    }
  } catch {
    return null
  }
}
