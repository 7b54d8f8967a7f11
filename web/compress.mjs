// Writes NAME.br and NAME.gz next to each file of dist that becomes smaller by it. The service embeds these and sends them as they are.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const textTypes = new Set(['.html', '.js', '.css', '.svg', '.json', '.webmanifest', '.txt'])
const dist = new URL('dist', import.meta.url).pathname

function brotli(bytes) {
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  })
}

const total = { plain: 0, br: 0, gz: 0 }
for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !textTypes.has(extname(entry.name))) continue
  const file = join(entry.parentPath ?? entry.path, entry.name)
  const bytes = readFileSync(file)
  const br = brotli(bytes)
  const gz = gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION })
  if (Math.max(br.length, gz.length) >= bytes.length) continue
  writeFileSync(`${file}.br`, br)
  writeFileSync(`${file}.gz`, gz)
  total.plain += bytes.length
  total.br += br.length
  total.gz += gz.length
}
console.log(`compressed ${total.plain} bytes: ${total.br} as brotli, ${total.gz} as gzip`)
