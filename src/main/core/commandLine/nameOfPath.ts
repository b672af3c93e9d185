/** @file What data are called after their file. */
import { basename } from 'node:path'

/** @returns the name of a file without its endings, of which an archive has two: `digits.tar.gz` is `digits`. */
export function nameOfPath(path: string): string {
  return basename(path).replace(/(?:\.[A-Za-z][A-Za-z0-9]{0,6}){1,2}$/, '') || 'data'
}
