"""Opens the pages in headless Chromium and does with them what a reader does."""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from playwright.sync_api import sync_playwright

BROWSER, JIFEN, OUT = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]).resolve()


def check(holds, what):
    if not holds:
        sys.exit(f"failed: {what}")


class Page:
    """A page in a window of its own; every message and every request is noted."""

    def __init__(self, browser, name, width=1100, scripts=True):
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts
        )
        self.page = self.context.new_page()
        self.messages, self.requests = [], []
        self.page.on("console", lambda message: self.messages.append(message.text))
        self.page.on("pageerror", lambda error: self.messages.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.name = name
        start = time.monotonic()
        self.page.goto((OUT / name).as_uri())
        self.seconds = time.monotonic() - start

    def close(self):
        check(not self.messages, f"{self.name}: console says {self.messages}")
        other = [url for url in self.requests if not url.startswith("file:")]
        check(not other, f"{self.name}: asks for {other}")
        self.context.close()

    def texts(self, selector):
        return self.page.eval_on_selector_all(selector, "all => all.map(e => e.textContent)")

    def visible(self, selector):
        return self.page.eval_on_selector_all(
            selector, "all => all.filter(e => e.offsetParent !== null).map(e => e.textContent)"
        )


def column(page, number):
    """The cells of a column of the first table, section by section."""
    return page.page.evaluate(
        "number => [...document.querySelector('table.data').tBodies].map(b => [...b.rows]"
        ".filter(r => !r.classList.contains('group')).map(r => r.cells[number].textContent.trim()))",
        number,
    )


def sorting(browser):
    page = Page(browser, "yanjin-2024.zh.html")
    before = column(page, 0), column(page, 16)
    header = page.page.locator("table.data").first.locator("thead [role=button]", has_text="总分")
    header.click()
    scores = [[float(cell) if cell else None for cell in section] for section in column(page, 16)]
    for section in scores:
        known = [score for score in section if score is not None]
        check(known == sorted(known, reverse=True), f"sections sorted from high: {section}")
        check(None not in section[: len(known)], "blank cells last")
    header.click()
    for section in column(page, 16):
        known = [float(cell) for cell in section if cell]
        check(known == sorted(known), "sections sorted from low")
    check(page.page.locator("th[aria-sort=ascending]").count() == 1, "the sorted column is told")
    header.click()
    check((column(page, 0), column(page, 16)) == before, "the printed order comes back")
    # By exact values where printed ones are rounded: percentages.
    page.page.locator("table.data").first.locator("thead [role=button]", has_text="占任务").press("Enter")
    shares = [float(cell.strip().rstrip("%")) for cell in column(page, 17)[0] if cell]
    check(shares == sorted(shares, reverse=True), "percentages sorted, with the keyboard")
    page.close()


def finding(browser):
    page = Page(browser, "yanjin-2024.zh.html")
    page.page.fill("#find", "局")
    names = page.visible("table.data tbody tr[data-u] th")
    check(names and all("局" in name for name in names), "rows of units found")
    check(all("局" in name for name in page.visible("details[data-u] summary b")), "derivations of units found")
    check("个单位" in page.page.text_content("#found"), "how many were found is told")
    page.page.fill("#find", "")
    page.page.select_option("#group", "县直二类")
    check(len(page.visible("table.data tbody tr[data-u]")) == 10, "rows of a group")
    check(len(page.visible("table.data tr.group")) == 1, "headings of other groups go")
    page.page.select_option("#group", "")
    check(len(page.visible("table.data tbody tr[data-u]")) == 53, "all rows come back")
    page.close()


def folding_and_links(browser):
    page = Page(browser, "yanjin-2024.zh.html")
    first = page.page.locator("#units details").first
    check(not first.evaluate("d => d.open"), "derivations begin folded")
    page.page.click("#unfold")
    check(page.page.locator("#units details:not([open])").count() == 0, "all unfold")
    page.page.click("#fold")
    check(page.page.locator("#units details[open]").count() == 0, "all fold")
    page.page.locator("table.data a", has_text="农业农村局").first.click()
    check(
        page.page.locator("details[data-u=农业农村局]").evaluate("d => d.open"),
        "a link to a unit unfolds it",
    )
    page.page.locator("details[data-u=农业农村局] a", has_text="（三）").first.click()
    check(page.page.evaluate("decodeURIComponent(location.hash)") == "#c-（三）", "a clause leads to its text")
    page.page.evaluate("location.hash = 'n3'")
    page.page.wait_for_function("document.getElementById('n3').closest('details').open")
    page.close()
    for scripts in (True, False):
        page = Page(browser, "yanjin-2024.zh.html#u-农业农村局".split("#")[0], scripts=scripts)
        page.page.goto((OUT / "yanjin-2024.zh.html").as_uri() + "#u-农业农村局")
        page.page.wait_for_timeout(200)
        visible = page.page.locator("details[data-u=农业农村局] h4").first.is_visible()
        check(visible, f"a link from elsewhere unfolds the unit (scripts {scripts})")
        page.close()


def without_scripts(browser):
    page = Page(browser, "yanjin-2024.zh.html", scripts=False)
    check(page.page.locator("#find").is_hidden(), "what needs scripts is not shown without them")
    page.page.locator("#units summary").first.click()
    check(page.page.locator("#units details h4").first.is_visible(), "derivations unfold without scripts")
    page.close()


def everywhere(browser):
    """Each page in both languages, wide and narrow: nothing wider than the window, one heading, landmarks."""
    for path in sorted(OUT.glob("*.*.html")):
        for width in (1200, 390):
            page = Page(browser, path.name, width)
            check(page.seconds < 3, f"{path.name} opens in {page.seconds:.1f} s")
            check(
                page.page.evaluate("document.documentElement.scrollWidth") <= width,
                f"{path.name} is wider than {width}",
            )
            cut = page.page.evaluate(
                "[...document.querySelectorAll('#tables .wide')].filter(e => e.scrollWidth > e.clientWidth).length"
            )
            check(width < 1200 or cut == 0, f"{path.name}: {cut} published tables are cut on a wide screen")
            check(page.page.locator("h1").count() == 1, "one first heading")
            check(page.page.locator("main").count() == 1, "one main part")
            unnamed = page.page.evaluate(
                "[...document.querySelectorAll('svg,[role=region],nav')].filter(e => !e.getAttribute('aria-label')).length"
            )
            check(unnamed == 0, f"{path.name}: {unnamed} parts without a name")
            lost = page.page.evaluate(
                "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => decodeURIComponent(a.getAttribute('href').slice(1)))"
                ".filter(id => !document.getElementById(id))"
            )
            check(not lost, f"{path.name}: links to nothing {lost[:5]}")
            page.page.screenshot(path=OUT / f"{path.stem}.{width}.png")
            page.close()


def paper(browser):
    page = Page(browser, "yanjin-2024.zh.html")
    pdf = page.page.pdf(path=OUT / "page.pdf", prefer_css_page_size=True)
    check(pdf.startswith(b"%PDF") and len(pdf) > 20_000, "the page prints")
    if shutil.which("pdftotext"):
        second = subprocess.run(
            ["pdftotext", "-f", "2", "-l", "2", OUT / "page.pdf", "-"], check=True, capture_output=True, text=True
        ).stdout
        # Narrow headers break between any two characters; this one stands in no row.
        check("专" in second, "the header stands on the second page too")
    page.close()
    notice = Page(browser, "notice.html")
    check(notice.page.pdf(path=OUT / "notice.html.pdf", prefer_css_page_size=True).startswith(b"%PDF"), "a notice prints")
    notice.close()


def swept(browser):
    """Break-points of a figure: a drawing for each group that turns, and a table that can be sorted and searched."""
    page = Page(browser, "swept.zh.html")
    check(page.page.locator("#swept svg").count() >= 1, "the order is drawn")
    rows = page.page.locator("#swept table.data tbody tr")
    check(rows.count() > 10, "break-points are listed")
    header = page.page.locator("#swept table.data thead [role=button]", has_text="转折点")
    header.click()
    places = page.page.eval_on_selector_all(
        "#swept table.data tbody tr", "all => all.map(e => Number(e.cells[0].dataset.s))")
    check(places == sorted(places, reverse=True) and len(set(places)) > 1, "break-points are sorted by their place")
    page.page.fill("#find", "司寨乡")
    check(set(page.visible("#swept tbody tr th")) == {"司寨乡"}, "a unit's break-points are found")
    check(page.page.locator("#compared svg polyline").count() > 10, "moves between variants are drawn")
    page.close()


def opening(browser):
    """How long a page takes to open, the best of three: other things may run on the machine."""
    for name, most in (("yanjin-2024.zh.html", 1), ("many.html", 10)):
        seconds = []
        for _ in range(3):
            page = Page(browser, name)
            seconds.append(page.seconds)
            page.close()
        check(min(seconds) < most, f"{name} opens in {min(seconds):.2f} s")
        print(f"{name}: {(OUT / name).stat().st_size} bytes, opens in {min(seconds):.2f} s")


def many(browser):
    page = Page(browser, "many.html")
    took = {}

    def timed(what, action):
        start = time.monotonic()
        action()
        # The page is usable again when it has drawn what was asked for.
        page.page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        took[what] = time.monotonic() - start

    timed("sorted", page.page.locator("table.data").first.locator("thead [role=button]", has_text="总分").click)
    timed("searched", lambda: page.page.fill("#find", "司寨乡7"))
    check(len(page.visible("table.data tbody tr[data-u]")) >= 1, "a unit is found among 3,000")
    timed("all shown again", lambda: page.page.fill("#find", ""))
    timed("a unit unfolded", page.page.locator("table.data a", has_text="司寨乡7").first.click)
    print("3,000 units: " + ", ".join(f"{what} in {seconds:.2f} s" for what, seconds in took.items()))
    check(max(took.values()) < 10, f"3,000 units stay usable: {took}")
    page.close()


def watching(browser):
    """A watched page takes over what was saved, and keeps what is unfolded."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        method = folder / "m.jifen"
        text = "办法 “考核”\n表 得分，每行一个单位：\n    单位    名称\n    得分    分\n条款 “1”：得 得分\n总分 = 各条款之和\n公布：单位、总分\n"
        method.write_text(text, encoding="utf-8")
        (folder / "得分.csv").write_text("单位,得分\n甲,7\n乙,8\n", encoding="utf-8")
        process = subprocess.Popen(
            [JIFEN, "watch", method, folder / "得分.csv", "-o", folder / "page.html"], stderr=subprocess.DEVNULL
        )
        try:
            for _ in range(100):
                if (folder / "page.html").exists():
                    break
                time.sleep(0.1)
            page = Page(browser, folder / "page.html")
            page.page.locator("#units summary").first.click()
            (folder / "得分.csv").write_text("单位,得分\n甲,77\n乙,8\n", encoding="utf-8")
            page.page.wait_for_function("document.body.textContent.includes('77')", timeout=20_000)
            check(page.page.locator("#units details[open]").count() == 1, "what was unfolded stays so")
            method.write_text(text.replace("得 得分", "得 没有"), encoding="utf-8")
            page.page.wait_for_selector("[role=alert]", timeout=20_000)
            check("J201" in page.page.text_content("[role=alert]"), "errors are shown")
            check(page.page.locator("table").count() == 0, "no result stands beside errors")
            method.write_text(text, encoding="utf-8")
            page.page.wait_for_selector("table.data", timeout=20_000)
            page.close()
        finally:
            process.terminate()
            process.wait()


with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
    for step in (sorting, finding, folding_and_links, without_scripts, everywhere, swept, paper, opening, many, watching):
        step(browser)
        print(f"{step.__name__}: good")
    browser.close()
