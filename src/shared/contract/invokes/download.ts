/** @file A file for the user to keep. */
import * as v from 'valibot'

/** The renderer offers it as a download. */
export const Download = v.strictObject({ fileName: v.string(), mediaType: v.string(), base64: v.string() })
