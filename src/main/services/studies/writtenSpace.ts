import { parseSpaceFile } from '../../../shared/domain/search/spaceFile'
import type { SearchSpace } from '../../../shared/domain/searchSpace'
import { compileConstraints, countCombinations, gridSize, spaceOfFile } from '../../search'

export interface WrittenSpace {
  readonly space: SearchSpace
  readonly combinations: number | null
  readonly gridSize: number | null
}

/**
 * A search space as people write it, read and counted.
 * @param gridPoints values a range in a grid; null: no grid is planned
 * @throws {space/file-invalid | space/constraint-name | space/constraint-syntax | space/constraint-type}
 */
export function readWrittenSpace(json: string, gridPoints: number | null): WrittenSpace {
  const space = spaceOfFile(parseSpaceFile(json, 'space.json'))
  compileConstraints(space)
  return {
    space,
    combinations: countCombinations(space),
    gridSize: gridPoints === null ? null : gridSize(space, gridPoints),
  }
}
