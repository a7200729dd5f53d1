#!/usr/bin/env python3
"""Works through a border check with the keyboard alone and says what fails.

    keyboard_check.py http://127.0.0.1:8080

The server has to let an officer in without signing in, as `sextant demo` does. Exit status 0 or 1.
"""
import sys
import time

from selenium.webdriver import ActionChains, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from browser import chromium

ZONE = ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"]
failures = []


def check(what, holds):
    print(("ok    " if holds else "FAIL  ") + what)
    if not holds:
        failures.append(what)


def press(driver, *keys, pause=0.0):
    for key in keys:
        ActionChains(driver).send_keys(key).perform()
        if pause:
            time.sleep(pause)


def press_with(driver, modifier, key):
    ActionChains(driver).key_down(modifier).send_keys(key).key_up(modifier).perform()


def active(driver):
    return driver.execute_script(
        "const a = document.activeElement; return {id: a.id, tag: a.tagName.toLowerCase(), text: (a.innerText || a.value || '').slice(0, 80), type: a.type || ''}")


def verdict(driver, timeout=15):
    WebDriverWait(driver, timeout).until(lambda d: d.find_elements(By.CSS_SELECTOR, ".verdict-word"))
    WebDriverWait(driver, 5).until(lambda d: active(d)["id"] == "verdict-title")
    return driver.find_element(By.ID, "verdict-title").text


def is_seen(driver):
    """The focused element shows that it is focused, and is in view."""
    return driver.execute_script("""
        const a = document.activeElement, s = getComputedStyle(a), r = a.getBoundingClientRect();
        const outlined = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
        return outlined && r.bottom > 0 && r.top < innerHeight && r.width > 0;""")


def to_top(driver):
    """As after loading, before any key: a blurred element would stay where Tab goes on from."""
    driver.execute_script("document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex'); window.scrollTo(0, 0)")


def tab_through(driver, limit=120):
    """Every stop of the Tab key from the top of the page, until the page is left."""
    to_top(driver)
    stops = []
    for _ in range(limit):
        press(driver, Keys.TAB)
        stop = active(driver)
        if stop["tag"] == "body":
            break
        stop["seen"] = is_seen(driver)
        stop["label"] = driver.execute_script("""
            const a = document.activeElement;
            return (a.getAttribute('aria-label') || (a.labels && a.labels.length ? a.labels[0].innerText : '') || a.innerText || a.getAttribute('title') || '').trim()""")
        stops.append(stop)
    return stops


def main(url):
    driver = chromium(1280)
    try:
        # An autofocused zone: a scanner can begin at once.
        driver.get(url)
        check("a fresh page puts the focus into the zone", active(driver)["id"] == "zone")

        # The skip link is the first stop and leads to the content.
        stops = tab_through(driver)
        check("the first stop skips to the check", bool(stops) and stops[0]["text"].startswith("Skip"))
        check("Tab leaves the page at its end, no trap", 0 < len(stops) < 120)
        unseen = [s["id"] or s["text"] for s in stops if not s["seen"]]
        check(f"each of {len(stops)} stops shows its focus {unseen or ''}", not unseen)
        nameless = [s for s in stops if not s["label"]]
        check(f"each stop has a name {nameless or ''}", not nameless)
        driver.get(url)
        to_top(driver)
        press(driver, Keys.TAB, Keys.ENTER)
        check("the skip link moves the focus", active(driver)["id"] == "main")

        # As a scanner types: each line with Enter, no key but the zone's.
        driver.get(url)
        started = time.time()
        for line in ZONE:
            press(driver, line, Keys.ENTER)
        headline = verdict(driver)
        check(f"a scanned zone is asked by itself, {time.time() - started:.1f} s: {headline!r}", bool(headline))
        check("the verdict says its level in a word", driver.find_element(By.CSS_SELECTOR, ".verdict-word").text.strip() != "")
        check("the title tells the verdict", headline.split()[0] in driver.title)

        # The log proof arrives by itself and is verified.
        WebDriverWait(driver, 10).until(lambda d: d.find_elements(By.CSS_SELECTOR, "#proof .tag"))
        check("the log proof is verified", driver.find_element(By.CSS_SELECTOR, "#proof .tag").text == "verified")
        check("the focus stays on the verdict meanwhile", active(driver)["id"] == "verdict-title")

        # Shortcuts.
        press(driver, "p")
        check("p goes to the proof", active(driver)["id"] == "proof-title")
        press(driver, "v")
        check("v goes to the verdict", active(driver)["id"] == "verdict-title")
        press(driver, "n")
        check("n goes to an empty zone", active(driver)["id"] == "zone" and active(driver)["text"] == "")
        press(driver, "n")
        check("letters in a field are letters", active(driver)["text"] == "n")

        # A scan while the verdict has the focus goes into the zone.
        driver.execute_script("document.getElementById('zone').value = ''; document.getElementById('verdict-title').focus()")
        old = driver.find_element(By.ID, "verdict-title")
        for line in ZONE:
            press(driver, line, Keys.ENTER)
        WebDriverWait(driver, 15).until(lambda d: stale(old))
        check("a scan from the verdict asks for the next traveller", bool(verdict(driver)))

        # Shortcuts and the asking by itself can be turned off, and stay off.
        for box in ("shortcuts-on", "auto-on"):
            stops = 0
            driver.execute_script("document.activeElement.blur()")
            while active(driver)["id"] != box and stops < 120:
                press(driver, Keys.TAB)
                stops += 1
            check(f"{box} is reached by Tab", active(driver)["id"] == box)
            press(driver, Keys.SPACE)
        driver.execute_script("document.getElementById('verdict-title').focus()")
        press(driver, "n")
        check("a shortcut turned off does nothing", active(driver)["id"] == "verdict-title")
        driver.get(url)
        check("the choice is remembered", not driver.find_element(By.ID, "shortcuts-on").is_selected())
        for line in ZONE:
            press(driver, line, Keys.ENTER)
        time.sleep(1)
        check("nothing is asked by itself then", not driver.find_elements(By.CSS_SELECTOR, ".verdict"))
        press(driver, Keys.TAB, Keys.ENTER)
        check("Tab and Enter ask", bool(verdict(driver)))

        # By name: open the disclosure, fill in, make a mistake, correct it.
        driver.get(url)
        press(driver, Keys.TAB, Keys.TAB)
        check("the search by name is next", active(driver)["tag"] == "summary")
        press(driver, Keys.ENTER)
        while active(driver)["id"] != "surnames":
            press(driver, Keys.TAB)
        press(driver, "Eriksson", Keys.ENTER)
        WebDriverWait(driver, 10).until(lambda d: d.find_elements(By.CSS_SELECTOR, ".mistake"))
        time.sleep(0.2)
        check("a mistake puts the focus into its field", active(driver)["id"] == "birthYear")
        check("what was typed is kept", driver.find_element(By.ID, "surnames").get_attribute("value") == "Eriksson")
        press(driver, "1974", Keys.ENTER)
        check("corrected, it is asked", bool(verdict(driver)))

        # Disclosures open by keyboard.
        WebDriverWait(driver, 10).until(lambda d: d.find_elements(By.CSS_SELECTOR, "#proof .tag"))
        summaries = driver.find_elements(By.CSS_SELECTOR, ".answer details > summary")
        for summary in summaries:
            driver.execute_script("arguments[0].focus()", summary)
            press(driver, Keys.ENTER)
        check(f"{len(summaries)} disclosures open by Enter", bool(summaries) and all(s.find_element(By.XPATH, "..").get_attribute("open") for s in summaries))

        # The mistake above was answered with 422, and a proof that is not there yet is asked for again.
        expected = ("status of 422", "/proof/")
        problems = [
            entry for entry in driver.get_log("browser")
            if entry["level"] == "SEVERE" and not any(text in entry["message"] for text in expected)]
        check(f"nothing is wrong in the browser's log {problems or ''}", not problems)
    finally:
        driver.quit()

    # Without scripts: the same by forms alone.
    driver = chromium(1280, scripts=False)
    try:
        driver.get(url)
        press(driver, ZONE[0], Keys.ENTER, ZONE[1], Keys.TAB, Keys.ENTER)
        WebDriverWait(driver, 15).until(lambda d: d.find_elements(By.CSS_SELECTOR, ".verdict-word"))
        check("without scripts a check works", bool(driver.find_element(By.ID, "verdict-title").text))
        link = driver.find_element(By.CSS_SELECTOR, "#proof a")
        link.send_keys(Keys.ENTER)
        deadline = time.time() + 10
        while time.time() < deadline and not driver.find_elements(By.CSS_SELECTOR, "#proof .tag"):
            time.sleep(0.3)
            driver.refresh()
        check("without scripts the proof is shown", bool(driver.find_elements(By.CSS_SELECTOR, "#proof .tag.exact")))
    finally:
        driver.quit()

    print(f"{len(failures)} failures")
    return 1 if failures else 0


def stale(element):
    try:
        element.is_enabled()
        return False
    except Exception:
        return True


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
