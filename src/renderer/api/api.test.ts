import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { Result } from '@shared/contract/envelope'
import { MAX_CHUNK_BYTES } from '@shared/contract/invokes/app'
import { FileId } from '@shared/domain/ids'
import { createFakeConnection } from '../testing/fakeApi'
import { createApi } from './createApi'
import { createElectronTransport } from './electronTransport'
import { toBase64, uploadFile } from './uploadFile'

const fileId = v.parse(FileId, 'file0001')

function apiAnswering(result: Result) {
  return createApi({
    request: () => Promise.resolve(result),
    on: () => () => undefined,
    onConnection: () => () => undefined,
  })
}

describe('createApi', () => {
  it('reads every output by its schema', async () => {
    await expect(apiAnswering({ ok: true, value: [] }).invoke('project:list', null)).resolves.toEqual([])
    await expect(
      apiAnswering({ ok: true, value: [{ id: 1 }] }).invoke('project:list', null),
    ).rejects.toMatchObject({
      code: 'contract/bad-request',
      details: { channel: 'project:list' },
    })
  })

  it('throws the error of the core with its details', async () => {
    const error = { code: 'store/locked', details: { path: '/data' } }
    await expect(apiAnswering({ ok: false, error }).invoke('project:list', null)).rejects.toMatchObject(error)
  })
})

describe('createElectronTransport', () => {
  it('hands plain values over the bridge', async () => {
    let seen: unknown
    const transport = createElectronTransport({
      invoke: (_channel, input) => {
        seen = input
        return Promise.resolve({ ok: true, value: null })
      },
      on: () => () => undefined,
    })
    await transport.request('preferences:set', new Proxy({ theme: 'dark' }, {}))
    expect(seen).toEqual({ theme: 'dark' })
  })
})

describe('uploadFile', () => {
  it('sends chunks that fit the contract, in order, and tells how far it is', async () => {
    const connection = createFakeConnection({
      'file:begin': () => ({ fileId }),
      'file:append': () => ({ receivedBytes: 0 }),
      'file:end': () => null,
    })
    const shares: number[] = []
    const file = new File([new Uint8Array(MAX_CHUNK_BYTES + 3)], 'a.csv')
    await expect(
      uploadFile(connection.api, file, { onProgress: (share) => shares.push(share) }),
    ).resolves.toBe(fileId)
    expect(connection.calls.map(({ channel }) => channel)).toEqual([
      'file:begin',
      'file:append',
      'file:append',
      'file:end',
    ])
    expect(connection.calls[2]?.input).toEqual({ fileId, base64: 'AAAA' })
    expect(shares.at(-1)).toBe(1)
  })

  it('discards what has arrived when it is stopped', async () => {
    const connection = createFakeConnection({ 'file:begin': () => ({ fileId }), 'file:discard': () => null })
    const file = new File(['a,b'], 'a.csv')
    await expect(uploadFile(connection.api, file, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'app/cancelled',
    })
    expect(connection.calls.at(-1)?.channel).toBe('file:discard')
  })

  it('encodes bytes of every value', () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256)
    expect(Uint8Array.from(atob(toBase64(bytes)), (character) => character.codePointAt(0) ?? 0)).toEqual(
      bytes,
    )
  })
})
