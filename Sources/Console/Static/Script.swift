/// What the page does beyond forms and links; everything works without it.
enum Script {
    static let text = #"""
        "use strict";
        (() => {
          const $ = (selector) => document.querySelector(selector);
          const zone = $("#zone");
          const settings = {
            get(name, fallback) { try { const value = localStorage.getItem("sextant." + name); return value === null ? fallback : value === "1" } catch { return fallback } },
            set(name, value) { try { localStorage.setItem("sextant." + name, value ? "1" : "0") } catch { /* private window: for this page only */ } },
          };
          const boxes = {};
          for (const [id, name] of [["shortcuts-on", "shortcuts"], ["auto-on", "auto"]]) {
            const box = document.getElementById(id);
            if (!box) continue;
            boxes[name] = box;
            box.checked = settings.get(name, true);
            box.addEventListener("change", () => { settings.set(name, box.checked); say() });
          }
          const isOn = (name) => boxes[name] ? boxes[name].checked : false;
          const footer = $("[data-shortcuts]");
          if (footer) footer.hidden = false;

          // The zone: shapes of ICAO Doc 9303 by lines and length.
          const shapes = [[3, 30, "TD1 card"], [2, 36, "TD2 or visa B"], [2, 44, "passport or visa A"]];
          function linesOf(text) {
            const lines = text.toUpperCase().split(/[\r\n]+/).map((line) => line.replace(/\s+/g, "")).filter((line) => line);
            if (lines.length === 1) {
              const shape = shapes.find(([count, length]) => lines[0].length === count * length);
              if (shape) return Array.from({ length: shape[0] }, (_, i) => lines[0].slice(i * shape[1], (i + 1) * shape[1]));
            }
            return lines;
          }
          const shapeOf = (lines) => shapes.find(([count, length]) => lines.length === count && lines.every((line) => line.length === length));
          const state = $("[data-zone-state]");
          let timer = 0, sent = false;
          function say() {
            const hint = $("[data-auto-hint]");
            if (hint) hint.hidden = !isOn("auto");
            if (!zone || !state) return null;
            const lines = linesOf(zone.value);
            const shape = shapeOf(lines);
            state.textContent = !lines.length ? "" : shape ? `Complete: ${shape[2]}` : `${lines.length} ${lines.length === 1 ? "line" : "lines"}, ${lines.map((line) => line.length).join(" + ")} characters`;
            return shape;
          }
          function ask() { if (!sent && zone && zone.form) { sent = true; if (state) state.textContent = "Asking…"; zone.form.requestSubmit() } }
          if (zone) {
            const before = zone.value;
            zone.addEventListener("input", () => {
              clearTimeout(timer);
              // Scanners send a last Enter, and some documents have a line more: wait until nothing follows.
              if (say() && isOn("auto") && zone.value !== before) timer = setTimeout(ask, 220);
            });
            zone.addEventListener("keydown", (event) => {
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); ask() }
            });
            zone.form.addEventListener("submit", () => { sent = true });
            say();
          }
          window.addEventListener("pageshow", () => { sent = false });

          // Focus: the verdict after an answer, the zone on a fresh page.
          const verdict = $("[data-verdict]");
          const wrong = $("[aria-invalid], [data-mistake]");
          if (wrong) wrong.focus(); else if (verdict && document.activeElement !== verdict) verdict.focus();

          const typing = (node) => node && (node.matches("input:not([type=radio]):not([type=checkbox]), textarea, select") || node.isContentEditable);
          function next(first) {
            if (!zone) { location.assign("/"); return }
            zone.value = first || "";
            zone.focus();
            if (first) zone.setSelectionRange(first.length, first.length);
            say();
          }
          function show(target) {
            if (!target) return;
            target.scrollIntoView({ block: "start" });
            target.focus({ preventScroll: true });
          }
          document.addEventListener("keydown", (event) => {
            if (!isOn("shortcuts") || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
            // What has a key of its own on this page goes before everything else.
            const keyed = event.key.length === 1 && document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
            if (keyed) { event.preventDefault(); keyed.focus(); if (!keyed.matches("textarea")) keyed.click(); return }
            // One finger is looked at at a time.
            const fingers = [...document.querySelectorAll("details[data-finger]")];
            if (fingers.length && (event.key === "." || event.key === ",")) {
              event.preventDefault();
              const at = fingers.findIndex((finger) => finger.open), last = fingers.length - 1;
              const to = event.key === "." ? (at >= last ? 0 : at + 1) : (at <= 0 ? last : at - 1);
              fingers.forEach((finger, place) => { finger.open = place === to });
              fingers[to].querySelector("summary").focus();
              return;
            }
            const rows = [...document.querySelectorAll("[data-row]")];
            if (rows.length && (event.key === "j" || event.key === "k")) {
              event.preventDefault();
              const at = rows.indexOf(document.activeElement);
              rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + (event.key === "j" ? 1 : -1)))].focus();
              return;
            }
            // A scanner types where the focus happens to be: a zone begins with one of these capitals.
            if (/^[PVIAC]$/.test(event.key)) { event.preventDefault(); next(event.key); return }
            switch (event.key) {
              case "n": event.preventDefault(); next(""); break;
              case "v": event.preventDefault(); show(verdict); break;
              case "w": {
                event.preventDefault();
                const hit = $("details.hit");
                if (hit) { hit.open = true; show(hit.querySelector("summary")) }
                break;
              }
              case "p": event.preventDefault(); show($("#proof-title")); break;
            }
          });

          // A part of the page in another way of writing: what is chosen in forms stays.
          document.addEventListener("click", async (event) => {
            const link = event.target.closest("a[data-swap]");
            if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            try {
              const reply = await fetch(link.href, { headers: { Accept: "text/html" }, credentials: "same-origin" });
              const page = new DOMParser().parseFromString(await reply.text(), "text/html");
              const part = reply.ok && page.querySelector(link.dataset.swap);
              if (!part) throw new Error("no such part");
              const form = $(".side form");
              const next = page.querySelector(".side form");
              if (form && next) form.action = next.action;
              $(link.dataset.swap).replaceWith(document.adoptNode(part));
              const again = $("a[data-swap]");
              if (again) again.focus();
            } catch { location.assign(link.href) }
          });

          // The proof: a checkpoint is signed some moments after the answer.
          const waiting = $("[data-proof]");
          if (waiting) {
            const address = waiting.dataset.proof;
            let tries = 0;
            const fetchProof = async () => {
              tries += 1;
              try {
                const reply = await fetch(address, { headers: { Accept: "text/html" }, credentials: "same-origin" });
                if (reply.status === 200) {
                  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
                  const proof = page.getElementById("proof");
                  if (proof && !proof.dataset.proof) {
                    const held = waiting.contains(document.activeElement);
                    waiting.replaceWith(document.adoptNode(proof));
                    if (held) $("#proof-title").focus();
                    return;
                  }
                }
              } catch { /* tried again below; the link stays */ }
              if (tries < 12) setTimeout(fetchProof, 250 * Math.min(tries, 6));
            };
            setTimeout(fetchProof, 350);
          }
        })();

        """#

    /// The mark of the console, for the browser's tab.
    static let icon =
        ##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#0b4f8a"/><path d="M7 8l9 17 9-17" fill="none" stroke="#fff" stroke-width="2.4" stroke-linejoin="round"/><path d="M8.5 17.5a9 9 0 0 0 15 0" fill="none" stroke="#fff" stroke-width="2.4"/></svg>"##
}
