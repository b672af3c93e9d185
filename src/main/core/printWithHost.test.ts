import { describe, expect, it } from 'vitest'
import type { CoreToHost, HostToCore } from '../../shared/contract/host'
import { createHostPrinter } from './printWithHost'

function setUp() {
  const sent: CoreToHost[] = []
  let tell: (message: HostToCore) => void = () => undefined
  const print = createHostPrinter({
    send: (message) => void sent.push(message),
    onMessage: (listener) => (tell = listener),
  })
  return { print, sent, tell: (message: HostToCore) => tell(message) }
}

describe('printing by the host', () => {
  it('ends when the host says so, each page for itself', async () => {
    const { print, sent, tell } = setUp()
    const [first, second] = [print('a.html', 'a.pdf'), print('b.html', 'b.pdf')]
    expect(sent).toMatchObject([
      { printId: 1, pdfFile: 'a.pdf' },
      { printId: 2, htmlFile: 'b.html' },
    ])
    tell({ kind: 'host:printed', printId: 2, isPrinted: false })
    tell({ kind: 'host:printed', printId: 1, isPrinted: true })
    await expect(first).resolves.toBeUndefined()
    await expect(second).rejects.toMatchObject({ code: 'report/not-printed' })
  })
})
