import type { Study } from '../../../shared/domain/study'
import type { Pruner } from '../../search'

/** @returns what gives up trials of a study; it depends on the plan alone. Null where nothing does. */
export function prunerOf(_study: Study): Pruner | null {
  return null
}
