import { defineConfig } from 'vite'

export default defineConfig({
  base: './',
  build: { target: 'es2022', outDir: 'dist', assetsInlineLimit: 0, modulePreload: { polyfill: false }, sourcemap: false },
  server: { proxy: { '^/(logs|ws|containers|health|metrics|ui)': { target: 'http://localhost:8022', ws: true } } },
})
