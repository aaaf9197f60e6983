// Timeline, map and network of an affair. Everything drawn here is also in a table of the page.
"use strict";

const affairData = () => (byId("affair-data") ? JSON.parse(byId("affair-data").textContent) : null);
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const isConflict = (event) => event.quad.endsWith("conflict");

// ── timeline: drag over days to narrow the page to them ───────────────────────────────────────
function wireDays() {
  const rows = [...document.querySelectorAll(".days li[data-since]")];
  let from = null, to = null;
  const mark = () => rows.forEach((row, n) => row.classList.toggle("within", from !== null && n >= Math.min(from, to) && n <= Math.max(from, to)));
  const end = () => {
    const span = from !== null && from !== to ? [rows[Math.min(from, to)], rows[Math.max(from, to)]] : null;
    from = to = null;
    mark();
    if (!span) return;
    const stop = (event) => { event.preventDefault(); event.stopPropagation(); };
    addEventListener("click", stop, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", stop, { capture: true }), 50);
    setFilters({ since: span[0].dataset.since, until: span[1].dataset.until });
  };
  rows.forEach((row, n) => {
    row.addEventListener("pointerdown", (event) => {
      if (event.button || event.target.closest(".event-mark")) return;
      from = to = n;
      event.target.releasePointerCapture?.(event.pointerId);
      addEventListener("pointerup", end, { once: true });
    });
    row.addEventListener("pointerenter", () => { if (from !== null) { to = n; mark(); } });
  });
}

// ── map ───────────────────────────────────────────────────────────────────────────────────────
// A coast that crosses the antimeridian goes on beyond it, so that no line is drawn back across the map.
function unwrap(ring) {
  for (let n = 1; n < ring.length; n++) {
    const step = ring[n][0] - ring[n - 1][0];
    if (Math.abs(step) > 180) ring[n] = [ring[n][0] - 360 * Math.round(step / 360), ring[n][1]];
  }
}

let land = null;
async function drawMap(events) {
  const box = byId("map");
  if (!box || !window.L) return;
  land ??= fetch("/static/vendor/countries-50m.json").then((answer) => answer.json());
  const coast = await land;
  if (box !== byId("map") || box.classList.contains("leaflet-container")) return; // another page part came, or it is drawn
  const places = new Map();
  events.filter((event) => event.lat !== null).forEach((event) => {
    const place = places.get(event.place_id) || { name: event.place, lat: event.lat, lon: event.lon, precision: event.precision, events: [] };
    place.events.push(event);
    places.set(event.place_id, place);
  });
  const map = L.map(box, { attributionControl: true, worldCopyJump: true, zoomSnap: 0.25, maxZoom: 9, scrollWheelZoom: false, zoomAnimation: false }).setView([20, 10], 1);
  map.attributionControl.setPrefix(false).addAttribution("Natural Earth; places GeoNames CC BY");
  const countries = topojson.feature(coast, coast.objects.countries);
  countries.features.forEach(({ geometry }) => [geometry.coordinates].flat(geometry.type === "MultiPolygon" ? 2 : 1).forEach(unwrap));
  L.geoJSON(countries, { interactive: false, style: { color: colour("--soft"), weight: 0.6, fillColor: colour("--panel"), fillOpacity: 1 } }).addTo(map);
  const ordered = [...places.values()].sort((a, b) => b.events.length - a.events.length); // small ones on top
  const points = ordered.map((place) => {
    const conflicts = place.events.filter(isConflict).length;
    const wide = ["country", "region", "admin1"].includes(place.precision);
    const style = { radius: 4 + 2.2 * Math.sqrt(place.events.length), weight: 1.5, color: colour(conflicts * 2 >= place.events.length ? "--conflict" : "--cooperation"), fillOpacity: wide ? 0.05 : 0.45, dashArray: wide ? "3 3" : null };
    return L.circleMarker([place.lat, place.lon], style).bindTooltip(document.createTextNode(`${place.name}: ${place.events.length} events, ${conflicts} of conflict (${place.precision})`).textContent.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt()};`))
      .on("click", () => setFilters({ place: place.name })).addTo(map);
  });
  if (points.length) map.fitBounds(L.featureGroup(points).getBounds().pad(0.25), { maxZoom: 6 });
  const unplaced = events.filter((event) => event.lat === null).length;
  byId("unplaced").textContent = unplaced ? `${unplaced} of ${events.length} events have no place` : "";
  box.dataset.drawn = points.length;
}

// ── network ───────────────────────────────────────────────────────────────────────────────────
function drawNetwork(network) {
  const box = byId("network");
  if (!box || !window.cytoscape) return;
  const ties = new Map();
  network.edges.forEach((edge) => [edge.source, edge.target].forEach((end) => ties.set(end, (ties.get(end) || 0) + 1)));
  const weight = (edge) => edge.conflict + edge.cooperation + (ties.get(edge.source) + ties.get(edge.target)) / 100; // those in the middle first
  const strongest = [...network.edges].sort((a, b) => weight(b) - weight(a)).slice(0, box.clientWidth < 500 ? 12 : 26); // as many as can be told apart
  byId("strongest").textContent = strongest.length < network.edges.length ? `the ${strongest.length} strongest of ${network.edges.length} pairs` : "";
  const used = new Set(strongest.flatMap((edge) => [edge.source, edge.target]));
  const shorten = (name) => (name.length > 32 ? `${name.slice(0, 31)}…` : name);
  const graph = cytoscape({
    container: box,
    elements: [
      ...network.nodes.filter((node) => used.has(node.id)).map((node) => ({ data: { id: node.id, name: shorten(node.name) } })),
      ...strongest.map((edge) => ({ data: { ...edge, sign: edge.conflict >= edge.cooperation ? "conflict" : "cooperation", weight: edge.conflict + edge.cooperation } })),
    ],
    style: [
      { selector: "node", style: { label: "data(name)", "font-family": "system-ui, Liberation Sans, sans-serif", "font-size": 12, "text-background-color": colour("--panel"), "text-background-opacity": 0.8, color: colour("--ink"), "background-color": colour("--soft"), width: 10, height: 10, "text-wrap": "wrap", "text-max-width": 120, "text-valign": "bottom", "text-margin-y": 2 } },
      { selector: "node.quiet", style: { "text-opacity": 0, "text-background-opacity": 0 } },
      { selector: "node.near", style: { "text-opacity": 1, "text-background-opacity": 1, "z-index": 9 } },
      { selector: "edge", style: { width: "mapData(weight, 1, 10, 1.5, 7)", "curve-style": "bezier", "target-arrow-shape": "triangle", "arrow-scale": 0.9, "line-color": colour("--cooperation"), "target-arrow-color": colour("--cooperation"), "line-style": "dashed" } },
      { selector: 'edge[sign = "conflict"]', style: { "line-color": colour("--conflict"), "target-arrow-color": colour("--conflict"), "line-style": "solid" } },
    ],
    layout: { name: "cose", animate: false, randomize: false, fit: false, nodeRepulsion: () => 12000, idealEdgeLength: () => 70, componentSpacing: 40, gravity: 0.6, numIter: 2000, nodeDimensionsIncludeLabels: true },
    minZoom: 0.3, maxZoom: 2, userZoomingEnabled: false,
  });
  spread(graph, box);
  hideCovered(graph);
  graph.on("mouseover", "node", (event) => event.target.closedNeighborhood("node").addClass("near"));
  graph.on("mouseout", "node", () => graph.nodes().removeClass("near"));
  graph.on("tap", "node", (event) => setFilters({ actor: event.target.id() }));
  box.dataset.drawn = strongest.length;
}

// The graph fills its box, and names are read at one size, however much there is to draw.
function spread(graph, box) {
  const places = graph.nodes().map((node) => node.position());
  const scale = (axis, room, pad) => {
    const low = Math.min(...places.map((place) => place[axis])), high = Math.max(...places.map((place) => place[axis]));
    return (at) => (high > low ? pad + ((at - low) / (high - low)) * (room - 2 * pad) : room / 2);
  };
  const x = scale("x", box.clientWidth, Math.min(80, box.clientWidth / 5)), y = scale("y", box.clientHeight, 34);
  graph.nodes().positions((node) => ({ x: x(node.position("x")), y: y(node.position("y")) }));
  graph.viewport({ zoom: 1, pan: { x: 0, y: 0 } });
}

// A name that would cover one with more ties is left out until the pointer is near.
function hideCovered(graph) {
  const placed = [];
  graph.nodes().sort((a, b) => b.degree() - a.degree()).forEach((node) => {
    const box = node.renderedBoundingBox({ includeNodes: false, includeLabels: true, includeEdges: false });
    if (placed.some((other) => box.x1 < other.x2 && other.x1 < box.x2 && box.y1 < other.y2 && other.y1 < box.y2)) node.addClass("quiet");
    else placed.push(box);
  });
}

function startAffair() {
  wireDays();
  const found = affairData();
  if (!found) return;
  drawMap(found.events);
  drawNetwork(found.network);
}
document.addEventListener("DOMContentLoaded", startAffair);
document.addEventListener("htmx:afterSettle", startAffair);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => location.reload());
