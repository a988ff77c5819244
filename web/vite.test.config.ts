import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const tests = resolve(import.meta.dirname, 'src/test/ts');

/** The tests, bundled as modules for `node --test`: no other test library is needed. */
export default defineConfig({
    root: import.meta.dirname,
    publicDir: false,
    resolve: { alias: { '#generated': resolve(import.meta.dirname, 'target/generated') } },
    build: {
        ssr: true,
        outDir: 'target/test',
        emptyOutDir: true,
        minify: false,
        rolldownOptions: {
            input: readdirSync(tests)
                .filter((name) => name.endsWith('.test.ts'))
                .map((name) => resolve(tests, name)),
            output: { entryFileNames: '[name].mjs' },
        },
    },
});
