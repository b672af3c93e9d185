import { invariant } from '../../../../../shared/errors/appError'
import { checkStatus } from './status'
import type { Address, Symbols } from './symbols'
import { type FeedTensor, makeTensor, takeTensor } from './tensor'

/** Names of outputs as graphs have them: `node`, or `node:1` for a further one. */
export interface CallSpec {
  readonly feeds: readonly string[]
  readonly fetches: readonly string[]
  /** Nodes that run although nobody reads them. */
  readonly targets: readonly string[]
}

export interface CallSite {
  readonly symbols: Symbols
  readonly graph: Address
  readonly session: Address
  readonly status: Address
  /** `closed`: all of the above is freed, and must not be touched again. */
  state: 'idle' | 'running' | 'closed'
}

/** A pointer and a number, with the padding of C. */
const OUTPUT_BYTES = 16

/** One way of running a session, what does not change between runs looked up once. */
export class PreparedCall {
  private readonly inputs: BigUint64Array
  private readonly outputs: BigUint64Array
  private readonly targets: BigUint64Array
  private readonly values: BigUint64Array
  private readonly results: BigUint64Array

  constructor(
    private readonly site: CallSite,
    spec: CallSpec,
  ) {
    this.inputs = this.outputsOf(spec.feeds)
    this.outputs = this.outputsOf(spec.fetches)
    this.targets = BigUint64Array.from(spec.targets, (name) => this.operation(name))
    this.values = new BigUint64Array(spec.feeds.length)
    this.results = new BigUint64Array(spec.fetches.length)
  }

  /** The numbers of what `runShaped` gives. */
  run(feeds: readonly FeedTensor[]): FeedTensor['values'][] {
    return this.runShaped(feeds).map(({ values }) => values)
  }

  /**
   * @param feeds as many as the call has, in its order
   * @returns copies of what was fetched, row-major, in its order
   * @throws {training/out-of-memory} {training/failed}; {bug/invariant} where the session is closed or runs already
   */
  runShaped(feeds: readonly FeedTensor[]): FeedTensor[] {
    const { site } = this
    invariant(site.state !== 'closed', 'a call is run while its session is open')
    invariant(site.state === 'idle', 'a session runs one call after the other')
    invariant(feeds.length === this.values.length, 'a call is fed what it asked for')
    site.state = 'running'
    try {
      return this.runAlone(feeds)
    } finally {
      site.state = 'idle'
    }
  }

  private runAlone(feeds: readonly FeedTensor[]): FeedTensor[] {
    const { symbols, session, status } = this.site
    this.results.fill(0n)
    // A variable may keep what it was fed: every run makes its tensors anew.
    feeds.forEach((feed, index) => (this.values[index] = makeTensor(symbols, feed)))
    try {
      symbols.call(
        'TF_SessionRun',
        ...([session, null] as const),
        ...([this.inputs, this.values, this.values.length] as const),
        ...([this.outputs, this.results, this.results.length] as const),
        ...([this.targets, this.targets.length] as const),
        ...([null, status] as const),
      )
    } finally {
      for (const value of this.values) symbols.call('TF_DeleteTensor', value)
    }
    checkStatus(symbols, status)
    return Array.from(this.results, (tensor) => takeTensor(symbols, tensor))
  }

  private outputsOf(names: readonly string[]): BigUint64Array {
    const packed = new DataView(new ArrayBuffer(names.length * OUTPUT_BYTES))
    names.forEach((name, index) => {
      const [node = '', output = '0'] = name.split(':')
      packed.setBigUint64(index * OUTPUT_BYTES, this.operation(node), true)
      packed.setInt32(index * OUTPUT_BYTES + 8, Number(output), true)
    })
    return new BigUint64Array(packed.buffer)
  }

  private operation(name: string): Address {
    const { symbols, graph } = this.site
    const found = symbols.address('TF_GraphOperationByName', graph, name)
    invariant(found !== 0n, `the graph has no node ${name}`)
    return found
  }
}
