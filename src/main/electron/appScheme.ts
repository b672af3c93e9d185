/** @file The app's own address: `app://local/`, answered from the built renderer's folder and nowhere else. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { protocol } from 'electron'
import { findMediaType, SECURITY_HEADERS, toAssetSegments } from '../../shared/contract/webPolicy'
import { isAppUrl, SCHEME } from './appUrl'

/** Must be called before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

interface FileAnswer {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: Buffer
}

export function serveAppScheme(folder: string): void {
  // Electron before 25 knows the buffer variant only.
  if ('handle' in protocol) {
    protocol.handle(SCHEME, async ({ url }) => {
      const { status, headers, body } = await findFile(folder, url)
      return new Response(new Uint8Array(body), { status, headers })
    })
    return
  }
  registerBuffers(folder)
}

function registerBuffers(folder: string): void {
  protocol.registerBufferProtocol(SCHEME, ({ url }, answer) => {
    void findFile(folder, url).then(({ status, headers, body }) =>
      answer({
        statusCode: status,
        headers,
        data: body,
        mimeType: headers['Content-Type']?.split(';')[0] ?? '',
      }),
    )
  })
}

async function findFile(folder: string, url: string): Promise<FileAnswer> {
  const segments = isAppUrl(url) ? toAssetSegments(new URL(url).pathname) : null
  const headers = (mediaType: string) => ({ ...SECURITY_HEADERS, 'Content-Type': mediaType })
  try {
    if (!segments) return { status: 404, headers: headers('text/plain'), body: Buffer.from('Not found') }
    const body = await readFile(join(folder, ...segments))
    return { status: 200, headers: headers(findMediaType(segments[segments.length - 1] ?? '')), body }
  } catch {
    return { status: 404, headers: headers('text/plain'), body: Buffer.from('Not found') }
  }
}
