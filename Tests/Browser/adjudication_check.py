#!/usr/bin/env python3
"""Works through the adjudication of links with the keyboard alone, from the queue to decisions, and says what fails.

    adjudication_check.py http://127.0.0.1:8080

The server has to let an officer in whose authority verifies links, as `sextant demo` does. Exit status 0 or 1.
"""
import sys
import time

from selenium.webdriver import Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from browser import chromium
from keyboard_check import active, check, failures, press, tab_through


def path(driver):
    return driver.execute_script("return location.pathname + location.search")


def wait(driver, condition, seconds=15):
    WebDriverWait(driver, seconds).until(condition)


def has(driver, selector):
    return bool(driver.find_elements(By.CSS_SELECTOR, selector))


def text(driver, selector):
    # In one step: between finding and reading, the next page may have come.
    return driver.execute_script("const e = document.querySelector(arguments[0]); return e ? e.innerText : ''", selector)


def chosen(driver, name):
    return driver.execute_script(
        "const c = document.querySelector(`input[name=\"${arguments[0]}\"]:checked`); return c ? c.value : ''", name)


def rows(driver):
    return driver.execute_script("return [...document.querySelectorAll('[data-row]')].map(a => a.getAttribute('href'))")


def shown_finger(driver):
    return driver.execute_script("return [...document.querySelectorAll('details[data-finger]')].flatMap((f, at) => f.open ? [at] : [])")


def put_right(driver, url, at):
    """A link that was informed of is reopened, verified again, and erased: by keys, with what is missing said, and undone in between."""
    driver.get(url + at)
    press(driver, "v")
    wait(driver, lambda d: has(d, "#rectify-title"))
    check("v opens the page on which a link is put right", path(driver) == at + "/rectification")
    check("without evidence nothing is to be upheld", not has(driver, "input[value=uphold]"))
    press(driver, "m")
    wait(driver, lambda d: has(d, "[data-mistake]"))
    time.sleep(0.2)
    check("a step left out is said, and gets the focus", active(driver)["text"].startswith("Choose what is done"))
    press(driver, "2", "w", "x", "The name was mistyped by a clerk.", Keys.ESCAPE, Keys.TAB)
    driver.execute_script("document.activeElement.blur()")
    check("2 chooses to erase", chosen(driver, "rectification") == "erase")
    press(driver, "m")
    wait(driver, lambda d: "Nothing is committed yet" in text(d, "main"))
    press(driver, "u")
    wait(driver, lambda d: has(d, "#rectify-title"))
    kept = driver.find_element(By.ID, "explanation").get_attribute("value")
    check("undo brings step, reason and words back", chosen(driver, "rectification") == "erase" and kept.startswith("The name"))
    press(driver, "1", "m")
    wait(driver, lambda d: "Nothing is committed yet" in text(d, "main"))
    press(driver, "c")
    wait(driver, lambda d: has(d, "[role=status]"))
    check("the link is reopened", "yellow again" in text(driver, "main"))
    driver.get(url + at)
    wait(driver, lambda d: has(d, "#sides"))
    if has(driver, "input[name=leaning]"):
        press(driver, "3", "m")
        wait(driver, lambda d: has(d, "input[name=conclusion]"))
    press(driver, "v")
    wait(driver, lambda d: has(d, "#rectify-title"))
    check("a yellow link that was decided on can be erased, and not reopened", not has(driver, "input[value=reopen]") and has(driver, "input[value=erase]"))
    press(driver, "1", "w", "x", "The name was mistyped by a clerk.", Keys.TAB, "m")
    wait(driver, lambda d: "Nothing is committed yet" in text(d, "main"))
    press(driver, "c")
    wait(driver, lambda d: has(d, "[role=status]"))
    check("the link is erased, and the person's letter is given another in its language", "erased" in text(driver, "main") and has(driver, "blockquote.letter[lang=fr]"))


def look_at(driver, url):
    """Opens the first link of the queue by keys, notes an own opinion where it is asked for, and leaves the page with its decision open."""
    driver.get(url + "/adjudication")
    press(driver, "j", Keys.ENTER)
    wait(driver, lambda d: has(d, "#sides"))
    if has(driver, "input[name=leaning]"):
        press(driver, "3", "m")
        wait(driver, lambda d: has(d, "input[name=conclusion]"))


def main(url):
    driver = chromium(1280)
    try:
        # The queue.
        driver.get(url + "/adjudication")
        queue = rows(driver)
        check(f"the queue has links: {len(queue)}", len(queue) >= 3)
        press(driver, "j")
        check("j goes to the first link", active(driver)["tag"] == "a" and path(driver) == "/adjudication")
        press(driver, "j")
        second = driver.execute_script("return document.activeElement.getAttribute('href')")
        check("j goes on", second == queue[1])
        press(driver, "k")
        check("k goes back", driver.execute_script("return document.activeElement.getAttribute('href')") == queue[0])
        driver.get(url + "/adjudication")
        check("a reload does not change the order", rows(driver) == queue)
        press(driver, "j", Keys.ENTER)
        wait(driver, lambda d: has(d, "#sides"))
        check("Enter opens the link", path(driver) == queue[0])

        # An opinion before the comparison.
        if has(driver, "input[name=leaning]"):
            page = text(driver, "main")
            check("no score and no conclusion before an own opinion", "Bits" not in page and "score" not in page and not has(driver, "input[name=conclusion]"))
            check("no pairing of minutiae before it", not has(driver, ".print .paired"))
            press(driver, "m")
            wait(driver, lambda d: has(d, "[data-mistake]"))
            time.sleep(0.2)
            check("an opinion left out is said, and gets the focus", active(driver)["text"].startswith("Choose what you think"))
            press(driver, "1")
            check("1 chooses", chosen(driver, "leaning") == "onePerson")
            press(driver, "m")
            wait(driver, lambda d: has(d, "input[name=conclusion]"))
        check("the evidence is there after it", has(driver, "#evidence-title") and has(driver, ".evidence"))
        check("minutiae are paired on both sides", driver.execute_script(
            "return [...document.querySelectorAll('.print-pair')].every(f => new Set([...f.querySelectorAll('svg')].map(s => s.querySelectorAll('.paired').length)).size === 1)"))

        # One finger at a time, by keys and by the pointer's way.
        fingers = driver.execute_script("return document.querySelectorAll('details[data-finger]').length")
        if fingers > 1:
            first = shown_finger(driver)
            check("one finger is open", len(first) == 1)
            press(driver, ".")
            second = shown_finger(driver)
            check(". goes to the next finger, and the focus with it", second != first and len(second) == 1 and active(driver)["tag"] == "summary")
            press(driver, ",")
            check(", goes back", shown_finger(driver) == first)
            press(driver, *("." * fingers))
            check("behind the last comes the first", shown_finger(driver) == first)
            press(driver, Keys.TAB, Keys.SPACE)
            check("Tab and Space open another finger, and close the one before", len(shown_finger(driver)) == 1 and shown_finger(driver) != first)

        # Every stop has a name and shows its focus.
        stops = tab_through(driver)
        unseen = [s["id"] or s["text"] for s in stops if not s["seen"]]
        check(f"each of {len(stops)} stops shows its focus {unseen or ''}", not unseen)
        nameless = [s for s in stops if not s["label"]]
        check(f"each stop has a name {nameless or ''}", not nameless)
        check("Tab leaves the page at its end, no trap", 0 < len(stops) < 120)

        # Letters A to Z, without losing what is chosen.
        press(driver, "2")
        first = chosen(driver, "conclusion")
        check("2 chooses a conclusion", first != "")
        press(driver, "l")
        wait(driver, lambda d: "A to Z" in text(d, "#sides caption"))
        check("l writes names in letters A to Z", not any(ord(c) > 0x24F for c in text(driver, "#sides tbody")))
        check("the choice stays", chosen(driver, "conclusion") == first)
        press(driver, "l")
        wait(driver, lambda d: "as recorded" in text(d, "#sides caption"))

        # What is missing is said.
        press(driver, "m")
        wait(driver, lambda d: has(d, "[data-mistake]"))
        time.sleep(0.2)
        check("a reason left out is said, and gets the focus", "reason" in active(driver)["text"])
        check("the conclusion is still chosen", chosen(driver, "conclusion") == first)

        # Reasons, words, presence; a letter in a field is a letter.
        press(driver, "t", "x", "qz tells nothing here", Keys.ESCAPE)
        check("letters in a field are letters", driver.find_element(By.ID, "explanation").get_attribute("value") == "qz tells nothing here")
        press(driver, Keys.TAB)
        check("Tab goes on from the field", active(driver)["type"] == "checkbox")
        press(driver, Keys.SPACE)
        check("the person is present", driver.find_element(By.NAME, "personPresent").is_selected())
        reasons = driver.execute_script("return [...document.querySelectorAll('.chips input:checked')].map(i => i.name)")
        check(f"one reason is chosen: {reasons}", len(reasons) == 1)

        # Review, undo, review, commit.
        press(driver, "m")
        wait(driver, lambda d: "Nothing is committed yet" in text(d, "main"))
        check("the review has the focus on what was concluded", active(driver)["tag"] == "h1")
        press(driver, "u")
        wait(driver, lambda d: has(d, "input[name=conclusion]"))
        check("undo brings the choices back", chosen(driver, "conclusion") == first and driver.find_element(By.NAME, "personPresent").is_selected())
        press(driver, "m")
        wait(driver, lambda d: "Nothing is committed yet" in text(d, "main"))
        press(driver, "c")
        wait(driver, lambda d: has(d, "[role=status]"))
        headline = active(driver)["text"]
        check(f"it is committed, and the outcome has the focus: {headline!r}", headline != "")
        press(driver, "n")
        wait(driver, lambda d: has(d, "[data-row]"))
        done = queue[0] not in rows(driver) or "Inform" in text(driver, ".queue")
        check("what was decided is not to be decided again", done)

        # Decide on until a link is red or white: the person is to be informed then.
        informed, told = False, ""
        for _ in range(8):
            driver.get(url + "/adjudication")
            at = driver.execute_script("return [...document.querySelectorAll('[data-row]')].findIndex(a => a.textContent.includes('Inform'))")
            if at >= 0:
                press(driver, *("j" * (at + 1)), Keys.ENTER)
                wait(driver, lambda d: has(d, "#inform-title"))
                told = path(driver)
                press(driver, "l")
                check("l goes to the language of the form", active(driver)["tag"] == "select")
                driver.execute_script("document.activeElement.value = 'fr'; document.activeElement.blur()")
                press(driver, "m")
                wait(driver, lambda d: has(d, "[role=status]"))
                informed = "The standard form says" in text(driver, "main") and has(driver, "blockquote.letter[lang=fr]")
                break
            look_at(driver, url)
            press(driver, "1", "t", "z", "x", "Words that say why it is so.", Keys.TAB, "m")
            wait(driver, lambda d: "Nothing is committed yet" in text(d, "main"))
            press(driver, "c")
            wait(driver, lambda d: has(d, "[role=status]"))
        check("the person is informed by keyboard, and the form's words are shown in their language", informed)
        if told:
            put_right(driver, url, told)

        # Shortcuts can be turned off and stay off; Tab, Space and Enter do everything.
        look_at(driver, url)
        at = path(driver)
        for _ in range(150):
            if active(driver)["id"] == "shortcuts-on":
                break
            press(driver, Keys.TAB)
        press(driver, Keys.SPACE)
        driver.get(url + at)
        driver.execute_script("document.body.tabIndex = -1; document.body.focus()")
        press(driver, "1", "l", "m")
        time.sleep(0.3)
        check("shortcuts turned off do nothing", chosen(driver, "conclusion") == "" and path(driver) == at)

        def tab_to(condition):
            for _ in range(150):
                if driver.execute_script(f"const a = document.activeElement; return {condition}"):
                    return True
                press(driver, Keys.TAB)
            return False

        check("Tab reaches the conclusions", tab_to("a.name === 'conclusion'"))
        press(driver, Keys.SPACE)
        check("Tab reaches the reasons", tab_to("a.name.startsWith('reason.')"))
        press(driver, Keys.SPACE)
        check("Tab reaches the words", tab_to("a.id === 'explanation'"))
        press(driver, "Words that say why it is so.")
        check("Tab reaches the presence", tab_to("a.name === 'personPresent'"))
        press(driver, Keys.SPACE)
        check("Tab reaches the button", tab_to("a.tagName === 'BUTTON' && a.classList.contains('primary')"))
        press(driver, Keys.ENTER)
        wait(driver, lambda d: "Nothing is committed yet" in text(d, "main"))
        check("Tab reaches the commitment", tab_to("a.value === 'commit'"))
        press(driver, Keys.ENTER)
        wait(driver, lambda d: has(d, "[role=status]"))
        check("without shortcuts a decision is made", has(driver, "[role=status] h1"))

        problems = [e for e in driver.get_log("browser") if e["level"] == "SEVERE" and "status of 422" not in e["message"]]
        check(f"nothing is wrong in the browser's log {problems or ''}", not problems)
    finally:
        driver.quit()

    # Without scripts: the same by forms and links alone.
    driver = chromium(1280, scripts=False)
    try:
        driver.get(url + "/adjudication")
        link = driver.find_element(By.CSS_SELECTOR, "[data-row]")
        link.send_keys(Keys.ENTER)
        wait(driver, lambda d: has(d, "#sides"))
        driver.find_element(By.CSS_SELECTOR, "[data-swap]").send_keys(Keys.ENTER)
        wait(driver, lambda d: "script=latin" in d.current_url)
        check("without scripts names are written in letters A to Z", "A to Z" in text(driver, "#sides caption"))
        if has(driver, "input[name=leaning]"):
            driver.find_element(By.CSS_SELECTOR, "input[name=leaning]").send_keys(Keys.SPACE)
            driver.find_element(By.CSS_SELECTOR, "button.primary").send_keys(Keys.ENTER)
            wait(driver, lambda d: has(d, "input[name=conclusion]"))
        check("without scripts an own opinion opens the comparison", has(driver, "#evidence-title"))
        for selector in ("input[name=conclusion]", ".chips input", "input[name=personPresent]"):
            driver.find_element(By.CSS_SELECTOR, selector).send_keys(Keys.SPACE)
        driver.find_element(By.CSS_SELECTOR, "button.primary").send_keys(Keys.ENTER)
        wait(driver, lambda d: "Nothing is committed yet" in text(d, "main"))
        driver.find_element(By.CSS_SELECTOR, "button.primary").send_keys(Keys.ENTER)
        wait(driver, lambda d: has(d, "[role=status]"))
        check("without scripts a decision is made", has(driver, "[role=status] h1"))
    finally:
        driver.quit()

    print(f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1].rstrip("/")))
