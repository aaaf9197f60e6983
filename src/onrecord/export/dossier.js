"use strict";
// SHA-256 in plain JavaScript: pages opened from a file have no crypto.subtle in every browser.
const primes = [], roots = [];
for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p)) primes.push(n);
const fraction = (x) => Math.floor((x - Math.floor(x)) * 4294967296) >>> 0;
for (const p of primes) roots.push(fraction(Math.cbrt(p)));
const right = (x, n) => (x >>> n) | (x << (32 - n));

function sha256(text) {
  const bytes = new TextEncoder().encode(text);
  const data = new Uint8Array(((bytes.length + 72) >> 6) << 6);
  data.set(bytes);
  data[bytes.length] = 128;
  const view = new DataView(data.buffer);
  view.setUint32(data.length - 8, Math.floor(bytes.length / 536870912));
  view.setUint32(data.length - 4, bytes.length << 3);
  const hash = primes.slice(0, 8).map((p) => fraction(Math.sqrt(p)));
  const w = new Uint32Array(64);
  for (let at = 0; at < data.length; at += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getUint32(at + 4 * i);
    for (let i = 16; i < 64; i++) {
      const a = w[i - 15], b = w[i - 2];
      w[i] = w[i - 16] + (right(a, 7) ^ right(a, 18) ^ (a >>> 3)) + w[i - 7] + (right(b, 17) ^ right(b, 19) ^ (b >>> 10));
    }
    let [a, b, c, d, e, f, g, h] = hash;
    for (let i = 0; i < 64; i++) {
      const one = (h + (right(e, 6) ^ right(e, 11) ^ right(e, 25)) + ((e & f) ^ (~e & g)) + roots[i] + w[i]) >>> 0;
      const two = ((right(a, 2) ^ right(a, 13) ^ right(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) >>> 0;
      h = g; g = f; f = e; e = (d + one) >>> 0; d = c; c = b; b = a; a = (one + two) >>> 0;
    }
    [a, b, c, d, e, f, g, h].forEach((x, i) => { hash[i] = (hash[i] + x) >>> 0; });
  }
  return hash.map((x) => x.toString(16).padStart(8, "0")).join("");
}

function verify() {
  const stories = JSON.parse(document.getElementById("texts").textContent);
  const signs = stories.map((story) => Array.from(story.text)); // offsets count code points
  let faults = stories.filter((story) => sha256(story.text) !== story.sha256).length;
  const passages = document.querySelectorAll(".passage");
  for (const passage of passages) {
    const text = signs[passage.dataset.story - 1];
    const read = text ? text.slice(+passage.dataset.start, +passage.dataset.end).join("") : null;
    const good = read !== null && read === JSON.parse(passage.dataset.exact);
    passage.classList.toggle("right", good);
    passage.classList.toggle("wrong", !good);
    if (!good) faults++;
  }
  const verdict = document.getElementById("verdict");
  verdict.className = faults ? "wrong" : "right";
  verdict.textContent = `${passages.length} passages and ${stories.length} texts checked: ` +
    (faults ? `${faults} do not read back` : "every one reads back and every hash is right");
}
document.getElementById("verify").addEventListener("click", verify);
