// Fails when a page's first load (HTML, JS and CSS, gzipped; fonts and what loads later excepted) exceeds its budget.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const dist = join(import.meta.dirname, "../dist");
const budgets = {
    watch: 80,
    home: 80,
    room: 80,
    chair: 100,
    clerk: 100,
    captioner: 80,
    camera: 80,
    links: 80,
    plain: 20,
}; // kB

const sizeOf = (file) => gzipSync(readFileSync(join(dist, file)), { level: 6 }).length / 1000;

/** The scripts and styles that the page's HTML names, with what those import statically. */
function loadedBy(html) {
    const found = new Set();
    const visit = (file) => {
        if (found.has(file)) return;
        found.add(file);
        if (!file.endsWith(".js")) return;
        const code = readFileSync(join(dist, file), "utf8");
        for (const [, name] of code.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) visit(`assets/${name}`);
    };
    for (const [, file] of html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)) visit(file);
    return [...found];
}

let failed = false;
for (const [page, budget] of Object.entries(budgets)) {
    const html = readFileSync(join(dist, `${page}.html`), "utf8");
    if (/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/.test(html)) {
        console.error(`${page}.html has an inline script or style, which the Content-Security-Policy forbids`);
        failed = true;
    }
    const size = sizeOf(`${page}.html`) + loadedBy(html).reduce((sum, file) => sum + sizeOf(file), 0);
    console.log(`${page.padEnd(8)} ${size.toFixed(1).padStart(6)} kB of ${budget}`);
    failed ||= size > budget;
}
if (failed) {
    console.error("budget: a page is over its budget or breaks the Content-Security-Policy");
    process.exit(1);
}
