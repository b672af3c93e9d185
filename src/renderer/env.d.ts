/// <reference types="vite/client" />

import type { FettleBridge } from '@shared/contract/bridge'

declare global {
  interface Window {
    /** Put there by the preload script; absent in the browser host. */
    readonly fettle?: FettleBridge
  }
}
