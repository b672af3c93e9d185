/** @file A file with a search space, read. */
import { readFileSync } from 'node:fs'
import { parseSpaceFile } from '../../../shared/domain/search/spaceFile'
import type { SearchSpace } from '../../../shared/domain/searchSpace'
import { AppError } from '../../../shared/errors/appError'
import { spaceOfFile } from '../../search'

/** @throws {file/unreadable | space/file-invalid} */
export function readSpace(path: string): SearchSpace {
  return spaceOfFile(parseSpaceFile(readText(path), path))
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new AppError('file/unreadable', { name: path }, { cause })
  }
}
