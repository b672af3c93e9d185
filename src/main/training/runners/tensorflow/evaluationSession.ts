import type { TensorFlowProgram } from '../../../compiler'
import { invariant } from '../../../../shared/errors/appError'
import type { Program, Tensors } from '../shared/tensors'
import { toFeed, toHost } from './hostTensors'
import type { TensorFlowSession } from './library'

/** Evaluates with the weights that are on the device; what is fed besides rows is passed over. */
export function evaluationSession(
  session: TensorFlowSession,
  { evaluate }: Pick<TensorFlowProgram, 'evaluate'>,
): Program {
  const names = Object.keys(evaluate.feeds)
  const outputs = Object.keys(evaluate.fetches)
  const call = session.prepare({
    feeds: Object.values(evaluate.feeds),
    fetches: Object.values(evaluate.fetches),
    targets: [],
  })
  return {
    run(rows: Tensors) {
      const results = call.runShaped(
        names.map((name) => {
          const tensor = rows[name]
          invariant(tensor, `an evaluation is fed ${name}`)
          return toFeed(tensor)
        }),
      )
      const named = outputs.flatMap((name, index) => {
        const result = results[index]
        return result ? [[name, toHost(result)] as const] : []
      })
      return Promise.resolve(Object.fromEntries(named))
    },
  }
}
