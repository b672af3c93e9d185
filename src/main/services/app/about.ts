import type { InvokeOutput } from '../../../shared/contract/invokes'
import type { ServiceContext } from '../context'

export type About = InvokeOutput<'app:about'>

/** What this Fettle is and what it trains with. */
export function describeApp({ version, host, folders, cores }: ServiceContext): About {
  return { version, host, dataFolder: folders.root, cores, engine: 'onnx', device: 'cpu' }
}
