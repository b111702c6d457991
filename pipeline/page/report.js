(function () {
"use strict";
var d = document, root = d.documentElement;
function one(sel, within) { return (within || d).querySelector(sel); }
function all(sel, within) { return Array.from((within || d).querySelectorAll(sel)); }
root.classList.add("js");

/* What the browser may keep: the theme and the key switch, never a decision. */
function recall(key) { try { return localStorage.getItem(key); } catch (e) { return null; } }
function keep(key, value) { try { localStorage.setItem(key, value); } catch (e) { /* a file without storage */ } }

var data = JSON.parse(one("#audit-data").textContent);
var cards = all(".card");
var entries = {};
all(".rail li").forEach(function (li) { entries[li.dataset.for] = li; });
var toast = one("#toast"), timer;
function say(text) {
  toast.textContent = text;
  toast.classList.add("on");
  clearTimeout(timer);
  timer = setTimeout(function () { toast.classList.remove("on"); }, 2000);
}

/* theme */
var theme = one("#b-theme"), system = matchMedia("(prefers-color-scheme: dark)");
function isDark() { return root.dataset.theme === "dark" || (root.dataset.theme === "auto" && system.matches); }
function paint() { theme.textContent = isDark() ? "Light" : "Dark"; theme.setAttribute("aria-pressed", String(isDark())); }
if (/^(light|dark)$/.test(recall("ca-theme") || "")) root.dataset.theme = recall("ca-theme");
system.addEventListener("change", paint);
theme.addEventListener("click", function () { root.dataset.theme = isDark() ? "light" : "dark"; keep("ca-theme", root.dataset.theme); paint(); });
paint();

/* print: all details open, and as they were afterwards */
addEventListener("beforeprint", function () { all("details.more").forEach(function (x) { x.dataset.was = x.open ? "1" : ""; x.open = true; }); });
addEventListener("afterprint", function () { all("details.more").forEach(function (x) { x.open = x.dataset.was === "1"; }); });
one("#b-print").addEventListener("click", function () { print(); });

/* findings: filters and search */
var current = null;
var form = one("#filters"), search = one("#f-q"), fresh = one("#f-new"), switches = all("input[name=sev]", form);
/* The words of each element, read when somebody first searches. */
function lowered(elements) {
  var known = null;
  return function (at) {
    if (!known) known = elements.map(function (x) { return x.textContent.toLowerCase(); });
    return known[at];
  };
}
var words = lowered(cards);
/* The card that the reader looks at: the current one, or the first on the screen. */
function looked() {
  function seen(card) {
    var r = card.getBoundingClientRect();
    return !card.hidden && r.bottom > 70 && r.top < innerHeight;
  }
  return current && seen(current) ? current : cards.find(seen);
}
/* After cards were hidden or shown: the card looked at, or the one that took its place, is where it was. */
function stay(card, top) {
  var at = cards.indexOf(card), next = cards.slice(at).find(function (c) { return !c.hidden; }) || cards.slice(0, at).reverse().find(function (c) { return !c.hidden; });
  if (next) scrollBy(0, next.getBoundingClientRect().top - top); else one("#findings").scrollIntoView({ block: "nearest" });
}
function filter() {
  var on = {}, wanted = search.value.trim().toLowerCase(), shown = 0, card = looked(), top = card && card.getBoundingClientRect().top;
  switches.forEach(function (box) { on[box.value] = box.checked; });
  cards.forEach(function (card, at) {
    var fits = on[card.dataset.sev] && (!fresh || !fresh.checked || card.dataset.state !== "same") && (!wanted || words(at).indexOf(wanted) > -1);
    card.hidden = !fits;
    if (entries[card.id]) entries[card.id].hidden = !fits;
    if (fits) shown += 1;
  });
  one("#f-count").textContent = "Showing " + shown + " of " + cards.length;
  if (one(".empty")) one(".empty").hidden = shown > 0;
  if (card) stay(card, top);
}
form.addEventListener("input", filter);
form.addEventListener("submit", function (e) { e.preventDefault(); });

/* claims: verdict and search */
var rows = all("#claims .clm tbody tr"), pick = one("#c-verdict"), ask = one("#c-q");
var told = lowered(rows);
function sift() {
  var wanted = ask.value.trim().toLowerCase(), shown = 0;
  rows.forEach(function (row, at) {
    row.hidden = !((!pick.value || row.dataset.verdict === pick.value) && (!wanted || told(at).indexOf(wanted) > -1));
    if (!row.hidden) shown += 1;
  });
  one("#c-count").textContent = "Showing " + shown + " of " + rows.length;
}
one("#claim-filters").addEventListener("input", sift);
all(".key a").forEach(function (link) { link.addEventListener("click", function () { pick.value = link.dataset.verdict; ask.value = ""; sift(); }); });
one("#claim-filters").addEventListener("submit", function (e) { e.preventDefault(); });

/* moving about */
function point(card) {
  Object.keys(entries).forEach(function (id) {
    var link = entries[id].firstElementChild;
    if (card && id === card.id) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
  });
}
function reveal(card) {
  switches.forEach(function (box) { if (box.value === card.dataset.sev) box.checked = true; });
  search.value = "";
  if (fresh) fresh.checked = false;
  filter();
}
/* To a card, or to one finding of a card that has several. */
function go(place) {
  var card = place && place.closest(".card");
  if (!card) return;
  if (card.hidden) reveal(card);
  current = card;
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "start" });
  point(card);
}
function step(by) {
  var seen = cards.filter(function (card) { return !card.hidden; }), at = seen.indexOf(current);
  if (seen.length) go(seen[at < 0 ? (by > 0 ? 0 : seen.length - 1) : Math.max(0, Math.min(seen.length - 1, at + by))]);
}
d.addEventListener("click", function (e) {
  var link = e.target.closest && e.target.closest('a[href^="#F-"]');
  if (!link) return;
  e.preventDefault();
  go(d.getElementById(link.getAttribute("href").slice(1)));
  history.replaceState(null, "", link.getAttribute("href"));
});
addEventListener("hashchange", function () { if (/^#F-\d+[a-z]*$/.test(location.hash)) go(d.getElementById(location.hash.slice(1))); });
d.addEventListener("focusin", function (e) { var card = e.target.closest && e.target.closest(".card"); if (card) current = card; });
if ("IntersectionObserver" in window) {
  var watch = new IntersectionObserver(function (seen) { seen.forEach(function (x) { if (x.isIntersecting) point(x.target); }); }, { rootMargin: "-80px 0px -75% 0px" });
  cards.forEach(function (card) { watch.observe(card); });
}

/* copy */
function copy(text) {
  function byHand() {
    var box = d.createElement("textarea");
    box.value = text;
    d.body.append(box);
    box.select();
    var done = false;
    try { done = d.execCommand("copy"); } catch (e) { done = false; }
    box.remove();
    say(done ? "Copied" : "Select and copy by hand");
  }
  if (navigator.clipboard && isSecureContext) navigator.clipboard.writeText(text).then(function () { say("Copied"); }, byHand); else byHand();
}
d.addEventListener("click", function (e) { var b = e.target.closest && e.target.closest(".copy"); if (b) copy(b.dataset.text); });

/* decisions: made here, kept only in the file that Save writes */
var made = {}, known = {}, unsaved = false, reviewer = "";
data.findings.forEach(function (f) { known[f.number] = f; });
function day(ahead) { return new Date(Date.now() + ahead * 864e5).toISOString().slice(0, 10); }
function chosen(f) { var r = one("input[type=radio]:checked", f); return r ? r.value : "undecided"; }
function field(f, name) { return one("[name=" + name + "]", f); }
function needsReason(value) { return value === "keep" || value === "not_a_problem"; }
function decided(card, f) {
  var value = chosen(f), about = known[card.id], waive = one(".waive", f), reason = field(f, "reason"), by = field(f, "by"), until = field(f, "until");
  waive.hidden = !needsReason(value);
  all("optgroup", reason).forEach(function (g) { g.hidden = g.disabled = g.dataset.for !== value; });
  if (reason.selectedOptions[0] && reason.selectedOptions[0].parentElement.disabled) reason.value = "";
  if (!waive.hidden && !by.value) by.value = reviewer;
  if (!waive.hidden && !until.value) until.value = day(about.severity === "must" ? data.expiry.must : data.expiry.other);
  if (value === about.decision && !needsReason(value)) {
    delete made[card.id];
  } else {
    made[card.id] = { as: value };
    if (needsReason(value)) {
      made[card.id].reason = reason.value;
      made[card.id].note = field(f, "note").value.trim();
      made[card.id].by = by.value.trim();
      made[card.id].until = until.value;
    }
  }
  var pill = one(".decided", card), entry = entries[card.id];
  pill.hidden = value === "undecided";
  pill.textContent = "Decision: " + data.words[value];
  if (entry) {
    entry.firstElementChild.classList.toggle("done", value !== "undecided");
    var small = one("small", entry);
    small.textContent = data.short[value] || small.dataset.line;
  }
  tell("");
}
/* The bar at the foot: how many are decided, and whether a file has them. */
function tell(file) {
  var count = Object.keys(made).length;
  unsaved = count > 0 && !file;
  one("#n-dec").textContent = count;
  one("#n-saved").textContent = file ? "saved as " + file : "not saved yet";
  one("#n-run").textContent = "claim-audit decide " + (file || "FILE");
  one("#save").hidden = !count;
}
addEventListener("beforeunload", function (e) { if (unsaved) e.preventDefault(); });
/* A card gets its form when it comes near the screen, or when a key asks for it. */
function outfit(card) {
  var place = one(".decide-here", card);
  if (place.firstChild) return;
  var f = d.importNode(one("#t-decide").content, true).firstElementChild;
  all("input[type=radio]", f).forEach(function (r) { r.name = "d-" + card.id; r.checked = r.value === known[card.id].decision; });
  f.setAttribute("aria-label", "Decision on " + card.id);
  f.addEventListener("submit", function (e) { e.preventDefault(); });
  f.addEventListener("input", function (e) { e.target.removeAttribute("aria-invalid"); decided(card, f); });
  /* The decision that stands, pressed again, is made anew: a waiver is renewed so. */
  f.addEventListener("click", function (e) { if (e.target.type === "radio" && e.target.value === known[card.id].decision && !made[card.id]) decided(card, f); });
  f.addEventListener("change", function (e) { if (e.target.name === "by") reviewer = e.target.value.trim(); });
  if (known[card.id].severity === "must") one(".least", f).textContent = "(at least " + data.note + " characters)";
  place.append(f);
}
function decide(value) {
  if (!current || current.hidden) return;
  outfit(current);
  var f = one(".decide", current);
  all("input[type=radio]", f).forEach(function (r) { r.checked = r.value === value; });
  decided(current, f);
  if (needsReason(value)) field(f, "reason").focus();
  say(data.words[value]);
}
/* The first thing that a decision lacks, or nothing. */
function lacking(id) {
  var x = made[id], f = one(".decide", d.getElementById(id));
  if (!needsReason(x.as)) return null;
  if (!x.reason) return [field(f, "reason"), "Choose a reason first"];
  if (known[id].severity === "must" && x.note.length < data.note) return [field(f, "note"), "Add a note of at least " + data.note + " characters"];
  if (!x.by) return [field(f, "by"), "Add the reviewer first"];
  if (!x.until) return [field(f, "until"), "Add a date of expiry first"];
  return null;
}
one("#b-save").addEventListener("click", function () {
  var ids = Object.keys(made).sort(), i, lack;
  for (i = 0; i < ids.length; i += 1) {
    lack = lacking(ids[i]);
    if (lack) {
      go(d.getElementById(ids[i]));
      lack[0].setAttribute("aria-invalid", "true");
      lack[0].focus();
      say(lack[1]);
      return;
    }
  }
  var file = { schema: "claim-audit/decisions@1", article: data.article, decisions: [] };
  ids.forEach(function (id) { known[id].of.forEach(function (one) { file.decisions.push(Object.assign({ id: one.id, code: one.code, on: day(0) }, made[id])); }); });
  var blob = new Blob([JSON.stringify(file, null, 2) + "\n"], { type: "application/json" }), link = d.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = data.article.slug + ".decisions.json";
  link.click();
  setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  tell(link.download);
  say("Saved " + link.download);
});

/* keys */
var dialog = one("#keys"), single = one("#k-on"), opener = one("#b-keys");
single.checked = recall("ca-keys") !== "off";
single.addEventListener("change", function () { keep("ca-keys", single.checked ? "on" : "off"); });
function help() { if (dialog.open) dialog.close(); else dialog.showModal(); }
opener.addEventListener("click", help);
dialog.addEventListener("close", function () { opener.focus(); });
var keys = {
  j: function () { step(1); }, k: function () { step(-1); },
  f: function () { decide("will_fix"); }, w: function () { decide("keep"); }, x: function () { decide("not_a_problem"); }, u: function () { decide("undecided"); },
  c: function () { var b = current && one(".copy", current); if (b) copy(b.dataset.text); },
  o: function () { var m = current && one(".more", current); if (m) m.open = !m.open; },
  "/": function () { search.focus(); }, "?": help
};
["must", "should", "consider", "waived"].forEach(function (sev, at) {
  keys[at + 1] = function () { switches[at].checked = !switches[at].checked; filter(); };
});
d.addEventListener("keydown", function (e) {
  var t = e.target, typing = /^(SELECT|TEXTAREA)$/.test(t.tagName) || (t.tagName === "INPUT" && !/^(radio|checkbox)$/.test(t.type));
  if (e.key === "Escape" && typing) { t.blur(); return; }
  if (e.ctrlKey || e.metaKey || e.altKey || typing || !single.checked || (dialog.open && e.key !== "?")) return;
  if (!Object.prototype.hasOwnProperty.call(keys, e.key)) return;
  e.preventDefault();
  keys[e.key]();
});

if ("IntersectionObserver" in window) {
  var near = new IntersectionObserver(function (seen) {
    seen.forEach(function (x) { if (x.isIntersecting) { near.unobserve(x.target); outfit(x.target); } });
  }, { rootMargin: "600px 0px 600px 0px" });
  cards.forEach(function (card) { near.observe(card); });
} else cards.forEach(outfit);
filter();
sift();
if (/^#F-\d+[a-z]*$/.test(location.hash)) setTimeout(function () { go(d.getElementById(location.hash.slice(1))); }, 0);
}());
