#!/usr/bin/env python3
"""Takes pictures of the console at 390 and 1280 px, light and dark, and measures what a picture does not show: overflow,
contrast of text (WCAG AA), and size of targets.

    screenshots.py http://127.0.0.1:8080 FOLDER

The server has to let an officer in without signing in and offer examples, as `sextant demo` does. Exit status 0 or 1.
"""
import os
import re
import sys
import time

from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from browser import chromium, whole_page

# Contrast of each text with what is painted behind it. Colours with transparency are laid over each other.
CONTRAST = """
const parse = (c) => { const m = c.match(/[\\d.]+/g).map(Number); return {r: m[0], g: m[1], b: m[2], a: m.length > 3 ? m[3] : 1} };
const over = (t, u) => ({r: t.r * t.a + u.r * (1 - t.a), g: t.g * t.a + u.g * (1 - t.a), b: t.b * t.a + u.b * (1 - t.a), a: 1});
const light = (c) => { const f = (v) => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4 }; return .2126 * f(c.r) + .7152 * f(c.g) + .0722 * f(c.b) };
const ground = (e) => { const stack = []; for (let n = e; n; n = n.parentElement) { const c = parse(getComputedStyle(n).backgroundColor); if (c.a > 0) stack.push(c); if (c.a === 1) break } let u = {r: 255, g: 255, b: 255, a: 1}; for (const c of stack.reverse()) u = over(c, u); return u };
const bad = []; let count = 0;
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const node = walker.currentNode, e = node.parentElement;
  if (!node.data.trim() || !e || e.closest('.visually-hidden, .skip, [hidden], script') || !e.checkVisibility()) continue;
  const s = getComputedStyle(e), u = ground(e);
  const ink = over(parse(e instanceof SVGElement ? s.fill : s.color), u);
  const [x, y] = [light(ink), light(u)].sort((a, b) => b - a), ratio = (x + .05) / (y + .05);
  const size = parseFloat(s.fontSize), large = size >= 24 || (size >= 18.66 && parseInt(s.fontWeight) >= 700);
  count += 1;
  if (ratio < (large ? 3 : 4.5)) bad.push(ratio.toFixed(2) + ' ' + node.data.trim().slice(0, 40));
}
return [count, bad];
"""
# WCAG 2.2 AA, 2.5.8: targets of at least 24 by 24 px; links in sentences are excepted.
TARGETS = """
return [...document.querySelectorAll('button, summary, input:not([type=hidden]), select, textarea, nav a, .button')].filter(e => e.checkVisibility()).map(e => {
  const r = (e.closest('label') || e).getBoundingClientRect(); return [Math.round(r.width), Math.round(r.height), e.id || e.textContent.trim().slice(0, 30)]
}).filter(([w, h]) => w < 24 || h < 24);
"""


def main(url, folder):
    os.makedirs(folder, exist_ok=True)
    failures, done = [], []
    for width, dark in ((1280, False), (390, False), (1280, True), (390, True)):
        driver = chromium(width, dark=dark)
        suffix = f"{width}{'-dark' if dark else ''}"

        def picture(name):
            whole_page(driver, f"{folder}/{name}-{suffix}.png")
            count, faint = driver.execute_script(CONTRAST)
            overflow = driver.execute_script("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
            small = driver.execute_script(TARGETS)
            print(f"{name}-{suffix}: {count} texts, {len(faint)} too faint, {len(small)} targets too small, overflow {overflow}")
            for problem in faint + small + ([f"overflow {overflow}"] if overflow > 0 else []):
                print("   ", problem)
                failures.append((name, suffix, problem))

        driver.get(url)
        picture("start")
        driver.find_element(By.CSS_SELECTOR, ".by-data summary").click()
        picture("start-by-name")
        titles = [e.text.split("\n")[0] for e in driver.find_elements(By.CSS_SELECTOR, "button.example")]
        for place, title in enumerate(titles):
            driver.get(url)
            driver.find_elements(By.CSS_SELECTOR, "button.example")[place].click()
            WebDriverWait(driver, 20).until(lambda d: d.find_elements(By.CSS_SELECTOR, ".verdict"))
            try:
                WebDriverWait(driver, 8).until(lambda d: d.find_elements(By.CSS_SELECTOR, "#proof .tag"))
            except Exception:
                failures.append((title, suffix, "no proof arrived"))
            word = driver.find_element(By.CSS_SELECTOR, ".verdict").text.replace("\n", " | ")
            print(f"{title}: {word}")
            name = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
            picture(name)
            if place == 0 or "alert" in name:
                driver.execute_script("document.querySelectorAll('details').forEach(d => d.open = true)")
                time.sleep(0.1)
                picture(name + "-open")
        for name, path in (("statistics", "/statistics"), ("figure", "/statistics/ees.entries.nationality?year=2026"), ("figure-age", "/statistics/ees.entries.age?year=2026"), ("rights", "/rights"),
                           ("rights-letter", "/rights?language=de&authority=border/FRA"), ("sign-in", "/session")):
            driver.get(url + path)
            picture(name)
        driver.get(url + "/adjudication")
        picture("queue")
        links = driver.execute_script("return [...document.querySelectorAll('[data-row]')].map(a => a.href)")
        # Each width and theme looks at another link, before and after an opinion, so that the first page is seen each time.
        looked = len(done)
        for link in links[looked:looked + 2]:
            done.append(link)
            driver.get(link)
            if driver.find_elements(By.CSS_SELECTOR, "input[name=leaning]"):
                picture(f"link-{len(done)}-before")
                driver.find_element(By.CSS_SELECTOR, "input[name=leaning]").click()
                driver.find_element(By.CSS_SELECTOR, "button.primary").click()
                WebDriverWait(driver, 10).until(lambda d: d.find_elements(By.CSS_SELECTOR, "input[name=conclusion]"))
            picture(f"link-{len(done)}")
            driver.get(link + "?script=latin")
            picture(f"link-{len(done)}-latin")
        for selector in ("input[name=conclusion]", ".chips input", "input[name=personPresent]"):
            driver.find_element(By.CSS_SELECTOR, selector).click()
        driver.find_element(By.CSS_SELECTOR, "button.primary").click()
        WebDriverWait(driver, 10).until(lambda d: "Nothing is committed" in d.page_source)
        picture("review")
        driver.quit()
    print(f"{len(failures)} problems")
    return 1 if failures else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2]))
