import { svelte } from '@sveltejs/vite-plugin-svelte'
import { compression, defineAlgorithm } from 'vite-plugin-compression2'
import { VitePWA } from 'vite-plugin-pwa'
import { build, type Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

const server = process.env.IZWORK_SERVER ?? 'http://127.0.0.1:8000'

const shape = { target: 'es2022', modulePreload: { polyfill: false }, assetsInlineLimit: 0, reportCompressedSize: true } as const
const zipped = () =>
  compression({ algorithms: [defineAlgorithm('gzip', { level: 9 })], include: /\.(js|css|html|svg|webmanifest)$/ })

/** The page of IZwork's own people, built after the product into the same place but by itself: parts in common would be
 * cut into more and larger pieces for everyone. */
function desk(): Plugin {
  let outDir = ''
  return {
    name: 'desk',
    apply: 'build',
    configResolved: (config) => void (outDir = config.build.outDir),
    closeBundle: {
      order: 'post',
      sequential: true,
      handler: async () =>
        void (await build({
          configFile: false,
          plugins: [svelte(), zipped()],
          logLevel: 'warn',
          build: {
            ...shape,
            outDir,
            emptyOutDir: false,
            copyPublicDir: false,
            assetsDir: 'assets/desk',
            rolldownOptions: { input: 'desk.html' },
          },
        })),
    },
  }
}

export default defineConfig({
  plugins: [
    svelte(),
    VitePWA({
      // The page registers the worker itself (src/data/update): a draft decides when the new version takes over.
      injectRegister: false,
      registerType: 'prompt',
      manifest: {
        name: 'IZwork',
        short_name: 'IZwork',
        start_url: '/',
        display: 'standalone',
        lang: 'vi',
        theme_color: '#0b6853',
        background_color: '#ffffff',
        icons: [
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{js,css,html,svg,woff2,webmanifest}'],
        navigateFallback: '/index.html',
        // The desk comes from the network each time, and nobody else's browser keeps it.
        globIgnores: ['desk.html', 'assets/desk/**'],
        navigateFallbackDenylist: [/^\/api\//, /^\/desk/, /^\/mailbox/, /^\/status/, /^\/\.well-known\//],
        // The guide's pictures are kept once seen, and asked for again beside: they change when the app does.
        runtimeCaching: [
          {
            urlPattern: /\/help\/\w+\/\w+\.webp$/,
            handler: 'StaleWhileRevalidate',
            options: { cacheName: 'guide', expiration: { maxEntries: 40 } },
          },
        ],
        cleanupOutdatedCaches: true,
        clientsClaim: true,
        sourcemap: false,
      },
    }),
    zipped(),
    desk(),
  ],
  // Under Vitest the browser build of Svelte is wanted: its runes are what people get.
  resolve: process.env.VITEST ? { conditions: ['browser'] } : {},
  build: {
    ...shape,
    // The status page stands alone: it must come up when the app does not.
    rolldownOptions: { input: ['index.html', 'status.html'] },
  },
  server: { proxy: { '/api': server, '/.well-known': server, '/mailbox': server } },
  test: {
    include: ['tests/**/*.test.ts', 'src/**/*.test.ts'],
    setupFiles: ['tests/setup.ts'],
    environment: './tests/environment.ts',
    server: { deps: { inline: [/svelte/] } },
  },
})
