import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const proxy = Object.fromEntries(
    ['/api', '/auth', '/health', '/channels', '/journal/checkpoint', '/openapi.yaml'].map((path) => [
        path,
        { target: process.env.PUENTE_NODE ?? 'http://localhost:8471', changeOrigin: true },
    ]),
);

/** Two pages: the joint operations centre, and the public pages without sign-in. Views are loaded when they are opened. */
export default defineConfig({
    root: import.meta.dirname,
    base: '/',
    publicDir: 'src/main/public',
    resolve: { alias: { '#generated': resolve(import.meta.dirname, 'target/generated') } },
    build: {
        rolldownOptions: { input: ['index.html', 'public.html'].map((each) => resolve(import.meta.dirname, each)) },
        outDir: process.env.PUENTE_PAGE ?? 'target/classes/puente/web',
        emptyOutDir: true,
        target: 'es2023',
        assetsInlineLimit: 0,
        cssCodeSplit: true,
        modulePreload: { polyfill: false },
        reportCompressedSize: false,
        chunkSizeWarningLimit: 2000,
    },
    worker: { format: 'es' },
    // `npm run dev` and `npx vite preview` show the page of a node that runs on this machine. It answers its own address only.
    server: { proxy },
    preview: { proxy },
});
