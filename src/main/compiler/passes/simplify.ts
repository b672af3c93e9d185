/** @file The passes, in their order. */
import type { Graph } from '../graph/graph'
import { foldNumbers } from './foldNumbers'
import { foldReshapes } from './foldReshapes'
import { fuseBias } from './fuseBias'
import { removeDead } from './removeDead'
import { shareCommon } from './shareCommon'
import { undoTransposes } from './undoTransposes'

/** The same outputs with less work. Folding first lets equal expressions be seen; what they leave unread goes last. */
export function simplify(graph: Graph): Graph {
  return removeDead(fuseBias(shareCommon(foldReshapes(undoTransposes(foldNumbers(graph))))))
}
