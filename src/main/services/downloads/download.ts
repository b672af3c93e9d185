import type { InvokeOutput } from '../../../shared/contract/invokes'

/** A file for the user to keep. */
export type Download = InvokeOutput<'export:onnx'>

const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i

/** Offers bytes under a name that every operating system takes: `<stem><suffix>`. */
export function toDownload(bytes: Uint8Array | string, name: FileName): Download {
  const stem = name.stem

    .replaceAll(/[\u0000-\u001f<>:"/\\|?*]+/g, '-')
    .replaceAll(/^[.\s-]+|[.\s-]+$/g, '')
    .slice(0, 80)
  const usable = stem === '' || RESERVED.test(stem) ? `fettle ${stem}`.trim() : stem
  return {
    fileName: `${usable}${name.suffix}`,
    mediaType: name.mediaType,
    base64: Buffer.from(bytes as Uint8Array).toString('base64'),
  }
}

export interface FileName {
  readonly stem: string
  /** With its dot, and whatever tells the file from its siblings. */
  readonly suffix: string
  readonly mediaType: string
}
