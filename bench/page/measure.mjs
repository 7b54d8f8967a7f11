import { chromium } from 'playwright-core'

const base = process.argv[2]
const options = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: [...options, '--enable-precise-memory-info'] })
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
page.on('pageerror', error => console.log('error in the page:', error.message))

const post = records => fetch(`${base}/logs`, {
  method: 'POST',
  headers: { 'content-type': 'application/x-ndjson' },
  body: records.map(record => JSON.stringify(record)).join('\n'),
})

async function open(path) {
  await page.goto(base + path)
  await page.locator('.line').first().waitFor()
  await page.waitForTimeout(1_500)
  await page.evaluate(() => {
    window.tasks = []
    new PerformanceObserver(list => window.tasks.push(...list.getEntries().map(entry => entry.duration))).observe({ entryTypes: ['longtask'] })
    window.frames = []
    let last = performance.now()
    const frame = time => {
      window.frames.push(time - last)
      last = time
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
}

async function report(name) {
  const seen = await page.evaluate(() => {
    const frames = [...window.frames].sort((a, b) => a - b)
    return { tasks: window.tasks.length, worst: Math.max(0, ...window.tasks), p50: frames[frames.length >> 1], p99: frames[Math.floor(frames.length * 0.99)], heap: performance.memory.usedJSHeapSize / 1e6 }
  })
  console.log(`${name.padEnd(44)} tasks over 50 ms: ${seen.tasks}, worst ${seen.worst.toFixed(0)} ms; frame p50 ${seen.p50.toFixed(1)}, p99 ${seen.p99.toFixed(1)} ms; heap ${seen.heap.toFixed(0)} MB`)
}

async function live(rate, seconds) {
  const begun = Date.now()
  for (let sent = 0; Date.now() - begun < seconds * 1_000;) {
    const records = []
    for (const due = ((Date.now() - begun) / 1_000) * rate; sent < due; sent++)
      records.push({ service: 'bench', level: sent % 50 ? 'INFO' : 'ERROR', message: `number ${sent} of a lively house`, metadata: { duration_ms: sent % 90, path: '/api/x' } })
    if (records.length > 0) await post(records)
    await new Promise(resolve => setTimeout(resolve, 20))
  }
}

const transferred = await (async () => {
  let bytes = 0
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  session.on('Network.loadingFinished', event => (bytes += event.encodedDataLength))
  await page.goto(base, { waitUntil: 'load' })
  const files = await page.evaluate(() => performance.getEntriesByType('resource').filter(entry => entry.name.includes('/assets/')).reduce((sum, entry) => sum + entry.encodedBodySize, 0))
  await session.detach()
  return { bytes, files }
})()
console.log(`first load: scripts and styles ${(transferred.files / 1e3).toFixed(1)} kB compressed`)

await post(Array.from({ length: 2_000 }, (_, i) => ({ service: 'many', level: 'INFO', message: `m ${i}`, container_name: `many-${i % 500}`, container_id: `c${String(i % 500).padStart(11, '0')}`, project: `p${i % 10}` })))
await open('/')
await page.waitForTimeout(8_000)
await report('500 containers, 8 s')

const clicked = await page.evaluate(async () => {
  const entry = [...document.querySelectorAll('.entry')].find(each => each.textContent.includes('prod-api-1'))
  const from = performance.now()
  entry.click()
  while (document.querySelector('.source')?.textContent !== 'prod-api-1' || [...document.querySelectorAll('.source')].some(each => each.textContent !== 'prod-api-1')) await new Promise(requestAnimationFrame)
  return performance.now() - from
})
console.log(`a click that filters shows its first rows after ${clicked.toFixed(0)} ms`)

await post([{ service: 'bench', level: 'INFO', message: 'begin' }])
await open('/?q=service:bench')
await live(5_000, 15)
await report('5,000 lines a second live, 15 s')

await open('/?q=-service:bench%20-service:many')
let rows = 0
for (let i = 0; i < 450 && rows < 200_000; i++) {
  await page.evaluate(() => (document.querySelector('.scroller').scrollTop = 0))
  await page.waitForTimeout(30)
  rows = i * 500
}
await report(`scrolled up through ${rows.toLocaleString('en')} rows at most`)

await post([{ service: 'large', level: 'ERROR', message: `begin ${'abc def '.repeat(125_000)}` }])
await open('/?q=service:large')
await page.locator('.row').first().click()
await page.waitForTimeout(1_500)
await report('a line of 1 MB, opened')
await browser.close()
