// The desk's own behaviour: keys, layers of a story, charts, map and network. Everything it draws is also in a table of the page.
"use strict";

const MATERIAL = new Set(["COOPERATE", "AID", "RETREAT", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]);
const CONFLICT = new Set(["REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"]);

const byId = (id) => document.getElementById(id);
const dataOf = (id) => (byId(id) ? JSON.parse(byId(id).textContent) : null);
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const quad = (type) => `${CONFLICT.has(type) ? "conflict" : "cooperation"} ${MATERIAL.has(type) ? "material" : "verbal"}`;

// ── keys ──────────────────────────────────────────────────────────────────────────────────────
let here = -1;
function move(step) {
  const rows = [...document.querySelectorAll(".row")];
  if (!rows.length) return;
  rows[here]?.classList.remove("here");
  here = Math.max(0, Math.min(rows.length - 1, here + step));
  rows[here].classList.add("here");
  rows[here].scrollIntoView({ block: "nearest" });
  rows[here].querySelector(".open")?.focus({ preventScroll: true });
}
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, dialog[open]")) return;
  if (event.key === "/") { event.preventDefault(); byId("q").focus(); }
  else if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
  else if (event.key === "?") byId("help").showModal();
});
document.addEventListener("keydown", (event) => { if (event.key === "Escape" && event.target.matches("#q")) event.target.blur(); });

// ── layers of a story ─────────────────────────────────────────────────────────────────────────
function wireLayers() {
  const text = byId("text");
  if (!text) return;
  const boxes = [...document.querySelectorAll(".layers input")];
  const show = () => { text.dataset.show = boxes.filter((box) => box.checked).map((box) => box.value).join(" "); };
  boxes.forEach((box) => box.addEventListener("change", show));
  show();
}

const widthOf = (box) => Math.max(280, box.clientWidth);

// ── charts (d3) ───────────────────────────────────────────────────────────────────────────────
const parseDay = (text) => { const day = new Date(`${(text || "").slice(0, 10)}T00:00:00Z`); return isNaN(day) ? null : day; };

function drawDays() {
  const box = byId("days"), rows = dataOf("days-data");
  if (!box || !rows || !rows.length) return;
  const values = rows.map((row) => ({ day: parseDay(row.day), n: row.stories ?? row.mentions })).filter((row) => row.day);
  if (!values.length) return;
  const width = widthOf(box), height = 90, low = Math.min(...values.map((v) => +v.day)), high = Math.max(...values.map((v) => +v.day)) + 864e5;
  const most = Math.max(...values.map((v) => v.n)), x = (t) => 36 + ((t - low) / (high - low)) * (width - 46), y = (n) => 68 - (n / most) * 58;
  const step = Math.max(1.5, Math.min(30, ((width - 46) * 864e5) / (high - low) - 1));
  const svg = make("svg", { viewBox: `0 0 ${width} ${height}` });
  values.forEach((v) => svg.append(make("rect", { class: "bar-day", x: x(+v.day), y: y(v.n), width: step, height: 68 - y(v.n) }, `${v.day.toISOString().slice(0, 10)}: ${v.n}`)));
  [low, high - 864e5].forEach((t, n) => svg.append(label(new Date(t).toISOString().slice(0, 10), n ? width - 8 : 36, 84, n ? "end" : "start")));
  svg.append(label(most, 32, 16, "end"));
  box.replaceChildren(svg);
}

function make(name, attributes, title) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
  if (title) { const text = document.createElementNS("http://www.w3.org/2000/svg", "title"); text.textContent = title; node.append(text); }
  return node;
}
function label(text, x, y, anchor) { const node = make("text", { x, y, "text-anchor": anchor }); node.textContent = text; return node; }

function drawTimeline(events) {
  const box = byId("timeline");
  if (!box || !window.d3) return;
  const dated = events.filter((event) => /^\d{4}-\d\d-\d\d/.test(event.time || "")).map((event) => ({ ...event, day: parseDay(event.time) })).filter((event) => event.day);
  const left = events.length - dated.length, note = byId("undrawn");
  note.hidden = !left;
  note.textContent = `${left} of ${events.length} events have no day of their own and stand in the table only.`;
  if (!dated.length) { box.replaceChildren(); return; }
  const width = widthOf(box), rowsBy = new Map();
  dated.forEach((event) => { const key = +event.day; rowsBy.set(key, (rowsBy.get(key) || 0) + 1); event.row = rowsBy.get(key); });
  const tallest = Math.min(24, Math.max(...rowsBy.values())), height = 44 + tallest * 15;
  const [low, high] = d3.extent(dated, (event) => event.day), pad = Math.max(864e5, (high - low) * 0.03);
  const x = d3.scaleUtc([new Date(+low - pad), new Date(+high + pad)], [10, width - 10]), y = (row) => height - 30 - (Math.min(row, 24) - 0.5) * 15;
  const svg = d3.create("svg").attr("viewBox", `0 0 ${width} ${height}`);
  svg.append("g").attr("transform", `translate(0,${height - 24})`).call(d3.axisBottom(x).ticks(Math.max(2, width / 150)).tickFormat(d3.utcFormat("%Y-%m-%d")));
  svg.append("g").call(d3.brushX().extent([[0, 0], [width, height - 26]]).on("end", ({ selection, sourceEvent }) => {
    if (!selection || !sourceEvent) return;
    const [from, to] = selection.map((px) => x.invert(px).toISOString().slice(0, 10));
    setFilters({ since: from, until: to });
  }));
  const dots = svg.append("g").selectAll("g").data(dated).join("g").attr("transform", (event) => `translate(${x(event.day)},${y(event.row)})`);
  dots.append("path").attr("class", (event) => `dot ${quad(event.event_type)} ${event.agreement === "disputed" ? "disputed" : ""}`)
    .attr("d", (event) => d3.symbol(CONFLICT.has(event.event_type) ? d3.symbolDiamond : d3.symbolCircle, 60)())
    .on("click", (_, event) => { location.href = `/event/${encodeURIComponent(event.event_id)}`; })
    .append("title").text((event) => `${event.time.slice(0, 10)} ${event.event_type} ${event.actors.map((a) => a.name).join(", ")} → ${event.recipients.map((a) => a.name).join(", ")} (${event.agreement})`);
  dots.filter((event) => event.agreement === "disputed").append("text").attr("x", 7).attr("y", 4).text("≠");
  box.replaceChildren(svg.node());
}

const shorten = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

function drawNumbers() {
  const box = byId("numbers"), rows = (dataOf("numbers-data") || []).filter((row) => row.low !== null || row.high !== null)
    .sort((a, b) => a.of.localeCompare(b.of) || (a.published || "").localeCompare(b.published || ""));
  if (!box || !rows.length || !window.d3) return;
  const width = widthOf(box), narrow = width < 600, step = narrow ? 34 : 20, height = 30 + rows.length * step, most = Math.max(1, ...rows.map((row) => Math.max(row.low ?? 0, row.high ?? row.low ?? 0)));
  const x = d3.scaleLinear([0, most * 1.15], [narrow ? 8 : Math.min(430, width * 0.45), width - 20]);
  const svg = d3.create("svg").attr("viewBox", `0 0 ${width} ${height}`);
  svg.append("g").attr("transform", `translate(0,${height - 22})`).call(d3.axisBottom(x).ticks(narrow ? 3 : 6));
  const line = svg.selectAll("g.line").data(rows).join("g").attr("transform", (_, n) => `translate(0,${(narrow ? 26 : 12) + n * step})`);
  line.append("text").attr("x", 0).attr("y", narrow ? -9 : 4).text((row) => `${row.of}  ${row.published || "undated"}  ${shorten(row.name || row.outlet || row.story || "", narrow ? 24 : 36)}`);
  line.append("line").attr("class", "range").attr("x1", (row) => x(row.low ?? 0)).attr("x2", (row) => x(row.high ?? most * 1.12));
  line.append("circle").attr("class", "best").attr("r", 4.5).attr("cx", (row) => x(row.low ?? row.high));
  line.filter((row) => row.high === null).append("text").attr("x", x(most * 1.12)).attr("y", 4).text("→");
  line.append("title").text((row) => `“${row.exact}” ${row.scope || ""}`);
  box.replaceChildren(svg.node());
}

// ── map and network ───────────────────────────────────────────────────────────────────────────
function setFilters(values) {
  const form = document.querySelector("form.filters");
  if (!form) return;
  Object.entries(values).forEach(([name, value]) => { if (form.elements[name]) form.elements[name].value = value; });
  form.requestSubmit();
}

let land = null;
async function drawMap(events) {
  const box = byId("map");
  if (!box || !window.L) return;
  const places = new Map();
  events.filter((event) => event.lat !== null).forEach((event) => {
    const place = places.get(event.place_id) || { name: event.place, lat: event.lat, lon: event.lon, precision: event.precision, events: [] };
    place.events.push(event);
    places.set(event.place_id, place);
  });
  land ??= await (await fetch("/static/vendor/countries-50m.json")).json();
  if (box.classList.contains("leaflet-container")) return; // drawn while the coast was fetched
  const map = L.map(box, { attributionControl: true, worldCopyJump: true, zoomSnap: 0.25, maxZoom: 9, scrollWheelZoom: false }).setView([20, 10], 1);
  map.attributionControl.setPrefix(false).addAttribution("Natural Earth; places GeoNames CC BY");
  L.geoJSON(topojson.feature(land, land.objects.countries), { interactive: false, style: { color: colour("--soft"), weight: 0.6, fillColor: colour("--panel"), fillOpacity: 1 } }).addTo(map);
  const points = [...places.values()].map((place) => {
    const conflicts = place.events.filter((event) => CONFLICT.has(event.event_type)).length;
    const wide = place.precision === "country" || place.precision === "region" || place.precision === "admin1";
    const style = { radius: 4 + 2.2 * Math.sqrt(place.events.length), weight: 1.5, color: colour(conflicts * 2 >= place.events.length ? "--conflict" : "--cooperation"), fillOpacity: wide ? 0.05 : 0.45, dashArray: wide ? "3 3" : null };
    return L.circleMarker([place.lat, place.lon], style).bindTooltip(`${place.name}: ${place.events.length} events, ${conflicts} of conflict (${place.precision})`)
      .on("click", () => setFilters({ place: place.name })).addTo(map);
  });
  if (points.length) map.fitBounds(L.featureGroup(points).getBounds().pad(0.25), { maxZoom: 6 });
  else map.attributionControl.addAttribution("none of these events has a place");
}

function drawNetwork(network) {
  const box = byId("network");
  if (!box || !window.cytoscape) return;
  if (!network.edges.length) { box.textContent = "No event here has both an actor and a recipient."; return; }
  const strongest = [...network.edges].sort((a, b) => b.conflict + b.cooperation - a.conflict - a.cooperation).slice(0, 40);
  const used = new Set(strongest.flatMap((edge) => [edge.source, edge.target]));
  const graph = cytoscape({
    container: box,
    elements: [
      ...network.nodes.filter((node) => used.has(node.id)).map((node) => ({ data: node })),
      ...strongest.map((edge) => ({ data: { ...edge, sign: edge.conflict >= edge.cooperation ? "conflict" : "cooperation", weight: edge.conflict + edge.cooperation } })),
    ],
    style: [
      { selector: "node", style: { label: "data(name)", "font-size": 12, "text-background-color": colour("--panel"), "text-background-opacity": 0.75, color: colour("--ink"), "background-color": colour("--soft"), width: 12, height: 12, "text-wrap": "wrap", "text-max-width": 110 } },
      { selector: "edge", style: { width: "mapData(weight, 1, 10, 1.2, 6)", "curve-style": "bezier", "target-arrow-shape": "triangle", "line-color": colour("--cooperation"), "target-arrow-color": colour("--cooperation"), "line-style": "dashed" } },
      { selector: 'edge[sign = "conflict"]', style: { "line-color": colour("--conflict"), "target-arrow-color": colour("--conflict"), "line-style": "solid" } },
    ],
    layout: { name: "cose", animate: false, randomize: false, padding: 18, nodeRepulsion: () => 60000, idealEdgeLength: () => 110, componentSpacing: 60, nodeDimensionsIncludeLabels: true },
    minZoom: 0.3, maxZoom: 3, userZoomingEnabled: false,
  });
  graph.on("tap", "node", (event) => setFilters({ actor: event.target.id() }));
}

// ── start, and again after htmx has brought a new page part ───────────────────────────────────
function start() {
  here = -1;
  wireLayers();
  drawDays();
  drawNumbers();
  const affair = dataOf("affair-data");
  if (affair) { drawTimeline(affair.events); drawMap(affair.events); drawNetwork(affair.network); }
}
document.addEventListener("DOMContentLoaded", start);
document.addEventListener("htmx:afterSettle", start);
let resized = null;
addEventListener("resize", () => { clearTimeout(resized); resized = setTimeout(() => { drawDays(); drawNumbers(); const affair = dataOf("affair-data"); if (affair) drawTimeline(affair.events); }, 150); });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", start);
