import { invariant } from '../../../../../shared/errors/appError'
import { type CallSite, type CallSpec, PreparedCall } from './preparedCall'
import { sessionConfig, type SessionOptions } from './sessionConfig'
import { checkStatus } from './status'
import type { Address, Symbols } from './symbols'

/**
 * A graph and what lives in it. Runs are synchronous, one after the other: the library would let two run at once, but they
 * would share the status and the variables.
 */
export class TensorFlowSession {
  private readonly site: CallSite

  constructor(symbols: Symbols, graphDef: Uint8Array, options: SessionOptions) {
    const status = symbols.address('TF_NewStatus')
    const graph = symbols.address('TF_NewGraph')
    try {
      importGraph(symbols, { graph, graphDef, status })
      const session = startSession(symbols, { graph, status, config: sessionConfig(options) })
      this.site = { symbols, graph, session, status, state: 'idle' }
    } catch (thrown) {
      symbols.call('TF_DeleteGraph', graph)
      symbols.call('TF_DeleteStatus', status)
      throw thrown
    }
  }

  prepare(spec: CallSpec): PreparedCall {
    this.checkOpen()
    return new PreparedCall(this.site, spec)
  }

  /** Kinds of devices that its nodes can run on, as the library names them: `CPU`, `GPU`. */
  deviceTypes(): string[] {
    this.checkOpen()
    const { symbols, session, status } = this.site
    const list = symbols.address('TF_SessionListDevices', session, status)
    checkStatus(symbols, status)
    const count = symbols.number('TF_DeviceListCount', list)
    const types = Array.from({ length: count }, (_, index) =>
      symbols.text('TF_DeviceListType', list, index, status),
    )
    symbols.call('TF_DeleteDeviceList', list)
    return types
  }

  /** Frees the graph and all its variables; prepared calls refuse to run afterwards. */
  release(): void {
    const { symbols, graph, session, status, state } = this.site
    if (state === 'closed') return
    invariant(state === 'idle', 'a session is closed between its runs')
    this.site.state = 'closed'
    symbols.call('TF_CloseSession', session, status)
    symbols.call('TF_DeleteSession', session, status)
    symbols.call('TF_DeleteGraph', graph)
    symbols.call('TF_DeleteStatus', status)
  }

  private checkOpen(): void {
    invariant(this.site.state !== 'closed', 'the session is open')
  }
}

interface Importing {
  readonly graph: Address
  readonly graphDef: Uint8Array
  readonly status: Address
}

function importGraph(symbols: Symbols, { graph, graphDef, status }: Importing): void {
  const buffer = symbols.address('TF_NewBufferFromString', graphDef, graphDef.byteLength)
  const options = symbols.address('TF_NewImportGraphDefOptions')
  symbols.call('TF_GraphImportGraphDef', graph, buffer, options, status)
  symbols.call('TF_DeleteImportGraphDefOptions', options)
  symbols.call('TF_DeleteBuffer', buffer)
  checkStatus(symbols, status)
}

interface Starting {
  readonly graph: Address
  readonly status: Address
  readonly config: Uint8Array
}

function startSession(symbols: Symbols, { graph, status, config }: Starting): Address {
  const options = symbols.address('TF_NewSessionOptions')
  try {
    symbols.call('TF_SetConfig', options, config, config.byteLength, status)
    checkStatus(symbols, status)
    const session = symbols.address('TF_NewSession', graph, options, status)
    checkStatus(symbols, status)
    return session
  } finally {
    symbols.call('TF_DeleteSessionOptions', options)
  }
}
