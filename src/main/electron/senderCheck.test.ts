import { describe, expect, it } from 'vitest'
import { isTrustedSender } from './senderCheck'

const mainFrame = { url: 'app://local/#/projects' }

describe('isTrustedSender', () => {
  it('trusts the main frame of the app', () => {
    expect(isTrustedSender(mainFrame, mainFrame)).toBe(true)
  })

  it('refuses a frame that is gone, and any frame while there is no window', () => {
    expect(isTrustedSender(null, mainFrame)).toBe(false)
    expect(isTrustedSender(mainFrame, null)).toBe(false)
    expect(isTrustedSender(null, null)).toBe(false)
  })

  it('refuses another frame, even one of the same address', () => {
    expect(isTrustedSender({ url: mainFrame.url }, mainFrame)).toBe(false)
  })

  it.each(['https://example.com/', 'app://other/', 'app:local', 'file:///app/local', 'about:blank', ''])(
    'refuses a main frame that shows %s',
    (url) => {
      const frame = { url }
      expect(isTrustedSender(frame, frame)).toBe(false)
    },
  )
})
