/** Tests in a browser skip, and say why, where there is no browser or no build. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBrowser } from './browser'
import { findMissingBuild } from './build'
import { openApp, type AppOptions, type OpenApp } from './openApp'

const found = await findBrowser()
const reason = findMissingBuild() ?? ('reason' in found ? found.reason : null)

/**
 * Tests that share one app, opened before the first; `app()` is it.
 * The last test of each is that nothing went wrong behind the user's back.
 */
export function describeApp(
  name: string,
  tests: (app: () => OpenApp) => void,
  {
    expected,
    ...options
  }: AppOptions & { /** Complaints that belong to the test. */ expected?: RegExp } = {},
): void {
  describe.skipIf(reason !== null)(reason === null ? name : `${name} (skipped: ${reason})`, () => {
    let opened: OpenApp | undefined
    const app = (): OpenApp => {
      if (opened === undefined) throw new TypeError('the app is not open')
      return opened
    }
    beforeAll(async () => {
      opened = await openApp(options)
    })
    afterAll(() => opened?.close())
    tests(app)
    it('makes no error, breaks no policy and asks nobody but its own server', () => {
      const { complaints, foreign } = app().watch
      expect(complaints.filter((text) => expected?.test(text) !== true)).toEqual([])
      expect(foreign).toEqual([])
    })
  })
}
