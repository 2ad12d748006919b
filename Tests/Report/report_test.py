"""paper/report.html and docs/play.html in a browser, as a reader uses them: make test-report.

SCREENSHOTS=folder also writes what the page looks like at three widths, in light, dark, grey, and to a deuteranope.
"""

import csv
import io
import os
import pathlib
import re
import shutil
import subprocess
import unittest
import zipfile

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

ROOT = pathlib.Path(__file__).resolve().parents[2]
REPORT = ROOT / "paper/report.html"
PLAY = ROOT / "docs/play.html"
BROWSER = next(filter(None, map(shutil.which, ["chromium", "chromium-headless-shell", "google-chrome"])), None)
WIDTHS = [360, 820, 1440]

# Where a series' point is on the screen, which group has it, and its text.
POINT = """([name, series, x]) => {
  const picture = document.getElementById("entry-" + name).querySelector(".picture");
  picture.scrollIntoView({ block: "center" });
  const svg = picture.querySelector(":scope > svg");
  for (const group of svg.querySelectorAll(`.marks g.series[data-series="${series}"][data-points]`)) {
    let [left, top] = [0, 0];
    for (const point of group.dataset.points.split(";")) {
      const [right, down, value] = point.split(",");
      left += +right;
      top += +down;
      if (+value !== x) continue;
      const place = new DOMPoint(left, top).matrixTransform(svg.getScreenCTM());
      return [place.x, place.y];
    }
  }
}"""


class Pages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        if BROWSER is None:
            raise unittest.SkipTest("needs a browser: apt-get install chromium")
        cls.playwright = sync_playwright().start()
        cls.addClassCleanup(cls.playwright.stop)
        cls.browser = cls.playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        cls.addClassCleanup(cls.browser.close)

    def open(self, path=REPORT, width=1280, height=900, fragment=None, **options):
        """A page in a window of its own; anything but silence in its console and on the network fails the test."""
        context = self.browser.new_context(viewport={"width": width, "height": height}, **options)
        self.addCleanup(context.close)
        page = context.new_page()
        page.on("console", lambda message: self.fail(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.fail(f"error: {error}"))
        page.on("request", lambda request: self.assertTrue(request.url.startswith("file:"), request.url))
        page.goto(path.as_uri() + (f"#{fragment}" if fragment else ""))
        return page

    def rows(self, name):
        with open(ROOT / "figures" / f"{name}.csv", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def picture(self, page, name):
        return page.locator(f"#entry-{name} > .picture")


class ReportTest(Pages):
    def assert_reading(self, page, name, series, x, expected, interval=None):
        place = page.evaluate(POINT, [name, series, x])
        self.assertIsNotNone(place, f"{name} has no {series} at {x}")
        page.mouse.move(0, 0)
        page.mouse.move(*place)
        text = self.picture(page, name).locator(".reading").inner_text()
        self.assertIn(series, text)
        numbers = [float(number) for number in re.findall(r"-?\d[\d.e+-]*", text.split(":")[-1])]
        self.assertAlmostEqual(numbers[0], expected, delta=abs(expected) * 1e-4, msg=text)
        for number, end in zip(numbers[1:], interval or []):
            self.assertAlmostEqual(number, end, delta=abs(end) * 1e-4, msg=text)

    def test_hovering_shows_the_values_of_the_tables(self):
        # Without the authors' points, which lie beside ours.
        page = self.open(fragment="entry-double-descent-figure4&authors=off")
        rows = [row for row in self.rows("double-descent/figure4") if row["part"] == "test" and row["mean"]]
        for row in rows[:: max(1, len(rows) // 8)]:
            self.assert_reading(
                page, "double-descent-figure4", f"{row['model']} {row['part']}", float(row["parameters"]), float(row["mean"]))

    def test_touching_shows_values_too(self):
        page = self.open(width=360, has_touch=True, is_mobile=True)
        row = next(row for row in self.rows("double-descent/figure4") if row["part"] == "test")
        place = page.evaluate(POINT, ["double-descent-figure4", f"{row['model']} test", float(row["parameters"])])
        page.touchscreen.tap(*place)
        self.assertIn(row["model"], self.picture(page, "double-descent-figure4").locator(".reading").inner_text())

    def test_arrow_keys_walk_through_the_points(self):
        page = self.open()
        picture = self.picture(page, "double-descent-figure4")
        reading = picture.locator(".reading")
        picture.focus()
        seen = []
        for key in ["ArrowRight", "ArrowRight", "ArrowDown"]:
            page.keyboard.press(key)
            seen.append(reading.inner_text())
        self.assertEqual(len(set(seen)), 3, seen)
        self.assertEqual(seen[0].split("\n")[0], seen[1].split("\n")[0])
        self.assertNotEqual(seen[1].split("\n")[0], seen[2].split("\n")[0])
        page.keyboard.press("Escape")
        self.assertEqual(reading.inner_text(), "")

    def test_series_and_the_authors_values_can_be_switched(self):
        page = self.open()
        picture = self.picture(page, "pooling-figure7")
        button = picture.locator("button.series").first
        shapes = picture.locator(f'.marks g.series[data-series="{button.inner_text()}"]').first
        for visible in [False, True]:
            button.click()
            self.assertEqual(shapes.is_visible(), visible)
        published = picture.locator("g.published g.series").first
        self.assertTrue(published.is_visible(), "captions speak of them")
        picture.locator("button.authors").focus()
        page.keyboard.press("Enter")
        self.assertFalse(published.is_visible())

    def test_a_panel_fills_the_picture_with_the_axis_that_it_shares(self):
        page = self.open()
        picture = self.picture(page, "pooling-figure7")
        whole = picture.locator("svg:not(.swatch)").get_attribute("viewBox")
        picture.locator("button.panel").nth(1).click()
        self.assertNotEqual(picture.locator("svg:not(.swatch)").get_attribute("viewBox"), whole)
        shown = [panel for panel in picture.locator("g.panel").all() if panel.is_visible()]
        self.assertEqual(len(shown), 1)
        self.assertGreater(shown[0].locator(".y-axis text").count(), 0)
        picture.focus()
        page.keyboard.press("Escape")
        self.assertEqual(picture.locator("svg:not(.swatch)").get_attribute("viewBox"), whole)

    def test_a_panel_without_axes_gets_none(self):
        page = self.open()
        picture = self.picture(page, "self-supervised-ssl")
        picture.locator("button.panel").first.click()
        shown = [panel for panel in picture.locator("g.panel").all() if panel.is_visible()]
        self.assertEqual((len(shown), shown[0].locator(".y-axis").count()), (1, 0))

    def test_the_story_begins_on_the_first_screens(self):
        for width, most in [(1440, 900), (360, 1400)]:
            page = self.open(width=width)
            first = page.locator(".block").first
            self.assertEqual(first.get_attribute("id"), "building-mnist1d-figure1")
            self.assertLess(first.bounding_box()["y"], most)
        for name, text in [("h3", r"\w{3}"), (".place", r"^(Figure|Table|Section|Appendix) ")]:
            for title in page.locator(f"#figures .block > {name}").all():
                self.assertRegex(title.inner_text(), text)
                self.assertNotRegex(title.inner_text(), r"[{}]")
        names = [link.inner_text() for link in page.locator(".contents a").all()]
        self.assertEqual(len(names), len(set(names)), "each is named once")

    def test_the_picture_at_the_top_moves_unless_that_is_unwanted(self):
        shape = lambda page: page.locator(".hero path").nth(9).get_attribute("d")
        for motion, moves in [("no-preference", True), ("reduce", False)]:
            page = self.open(reduced_motion=motion)
            before = shape(page)
            page.wait_for_timeout(2500)
            self.assertEqual(shape(page) != before, moves, motion)

    def test_the_address_keeps_what_was_chosen(self):
        page = self.open()
        picture = self.picture(page, "pooling-figure7")
        name = picture.locator("button.series").first.inner_text()
        picture.locator("button.series").first.click()
        picture.locator("button.authors").click()
        picture.locator("button.panel").nth(1).click()
        again = self.open(fragment=page.url.split("#")[1])
        self.assertEqual(again.url, page.url)
        picture = self.picture(again, "pooling-figure7")
        self.assertFalse(picture.locator(f'.marks g.series[data-series="{name}"]').first.is_visible())
        self.assertFalse(picture.locator("g.published g.series").first.is_visible())
        self.assertEqual(len([panel for panel in picture.locator("g.panel").all() if panel.is_visible()]), 1)
        page.locator("#show-reproduced").uncheck()
        again = self.open(fragment=page.url.split("#")[1])
        self.assertFalse(again.locator(".forest tbody tr.reproduced").first.is_visible())

    def test_a_phone_shows_a_picture_first_and_steps_through_its_panels(self):
        page = self.open(width=360)
        picture = self.picture(page, "lottery-tickets-figure3")
        self.assertFalse(picture.locator("button.series").first.is_visible())
        self.assertLess(picture.locator("svg:not(.swatch)").bounding_box()["y"] - picture.bounding_box()["y"], 110)
        shown = lambda: [index for index, panel in enumerate(picture.locator("g.panel").all()) if panel.is_visible()]
        self.assertEqual(shown(), [0])
        picture.locator("button[aria-label='Next panel']").click()
        self.assertEqual(shown(), [1])

    def test_a_statement_leads_to_its_figure(self):
        page = self.open()
        for link in page.locator(".forest tbody a").all():
            self.assertEqual(page.locator(link.get_attribute("href")).count(), 1, link.get_attribute("href"))
        page.locator('.forest a[href="#pooling-figure7"]').first.click()
        self.assertLess(abs(page.locator("#pooling-figure7").bounding_box()["y"]), 40)

    def test_verdicts_filter_without_a_script(self):
        page = self.open(java_script_enabled=False)
        rows = page.locator(".forest tbody tr.reproduced")
        self.assertTrue(rows.first.is_visible())
        page.locator("#show-reproduced").uncheck()
        self.assertFalse(rows.first.is_visible())

    def test_it_is_complete_without_scripts(self):
        page = self.open(java_script_enabled=False)
        for picture in page.locator(".block > figure .picture svg").all():
            self.assertGreater(picture.bounding_box()["width"], 200)
        self.assertTrue(page.locator("#entry-pooling-figure7 g.published g.series").first.is_visible())

    def test_nothing_is_cut_off(self):
        for width in WIDTHS:
            for scripts in [True, False]:
                page = self.open(width=width, java_script_enabled=scripts)
                wide = page.evaluate("document.documentElement.scrollWidth") if scripts else page.locator("html").evaluate("e => e.scrollWidth")
                self.assertLessEqual(wide, width)

    def test_letters_in_pictures_can_be_read(self):
        for width in WIDTHS:
            page = self.open(width=width)
            smallest = page.evaluate("""() => Math.min(...[...document.querySelectorAll(".block > figure .picture > svg text")]
                .filter(text => text.getClientRects().length > 0)
                .map(text => parseFloat(getComputedStyle(text).fontSize) * Math.hypot(text.getScreenCTM().a, text.getScreenCTM().b)))""")
            self.assertGreaterEqual(smallest, 8.5, f"at a width of {width}")

    def test_axe_finds_nothing(self):
        for options in [{}, {"color_scheme": "dark"}, {"width": 360}]:
            page = self.open(**options)
            page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
            found = Axe().run(page).response["violations"]
            self.assertEqual([], [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found], options)

    def test_it_is_small_and_prints_on_few_pages(self):
        self.assertLessEqual(REPORT.stat().st_size, 1_750_000)
        page = self.open(width=680)
        page.emulate_media(media="print")
        for strip in page.locator(".forest .strip svg").all():
            self.assertGreater(strip.bounding_box()["width"], 100, "an interval that is seen")
        pdf = self.open().pdf(format="A4", margin={side: "15mm" for side in ["top", "bottom", "left", "right"]})
        self.assertLessEqual(len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)), 15)
        if folder := os.environ.get("SCREENSHOTS"):
            pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
            pathlib.Path(folder, "report.pdf").write_bytes(pdf)


class PlayTest(Pages):
    def paths(self, page):
        return [path.get_attribute("d") for path in page.locator("#signals path").all()]

    def test_sliders_and_steps_change_the_signals(self):
        page = self.open(PLAY)
        finished = self.paths(page)
        self.assertEqual(len(set(finished)), 10)
        page.locator("#shearScale").fill("0")
        self.assertNotEqual(self.paths(page), finished)
        self.assertIn("--shear-scale 0", page.locator("#command").inner_text())
        page.locator("#reset").click()
        self.assertEqual(self.paths(page), finished)
        page.locator("#step").fill("0")
        self.assertEqual(self.paths(page)[0].count("L"), 11, "a template has 12 points")

    def test_it_plays(self):
        page = self.open(PLAY)
        page.locator("#step").fill("7.5")
        page.locator("#run").click()
        page.wait_for_function("document.getElementById('run').textContent === 'Play'")
        self.assertEqual(page.locator("#step").input_value(), "8")

    def quiz(self, page, *answers):
        """Waits for the CNN, starts, and answers; the labels and the CNN's answers are those of the page's own files."""
        page.locator("#start:enabled").wait_for(timeout=60_000)
        page.locator("#start").click()
        for answer in answers:
            page.keyboard.press(str(answer))

    LABELS = """(number) => {
      const data = mnist1d.dataset(mnist1d.defaults);
      const chosen = new mnist1d.RandomState(number).permutation(1000).slice(0, 20);
      const network = classifierOf(classifierWeights.original);
      return chosen.map((place) => {
        const example = data.trainCount + place;
        return [data.y[example], network.answer(data.x.subarray(example * 40, (example + 1) * 40))];
      });
    }"""

    def test_the_quiz_counts_the_readers_and_the_cnns_answers(self):
        page = self.open(PLAY, fragment="quiz=12")
        asked = page.evaluate(self.LABELS, 12)
        # Two mistakes on purpose; the first is taken back.
        answers = [label for label, _ in asked]
        answers[5] = (answers[5] + 1) % 10
        self.quiz(page, (answers[0] + 1) % 10)
        page.locator("#back").click()
        for answer in answers:
            page.keyboard.press(str(answer))
        said = page.locator("#verdict").inner_text()
        cnn = sum(label == answer for label, answer in asked)
        self.assertIn("You: 19 of 20.", said)
        self.assertIn(f"The CNN: {cnn}.", said)
        self.assertEqual(page.locator("#twenty figure").count(), 20)
        self.assertEqual(page.locator("#twenty figure.missed").count(), 20 - cnn)
        self.assertEqual(page.locator("#digits tfoot td").nth(2).inner_text(), "19 of 20")
        page.locator("#start").click()
        self.assertIn("quiz=13", page.url)

    def test_the_human_is_the_papers(self):
        page = self.open(PLAY)
        page.locator("#start:enabled").wait_for(timeout=60_000)
        rows = [row for row in self.rows("benchmarks/mistakes") if row["subject"] == "human"]
        shown, wrong = (sum(int(row[name]) for row in rows) for name in ["shown", "wrong"])
        self.assertIn(f"{shown - wrong} of {shown} signals: {100 * (shown - wrong) / shown:.2f}", page.locator("#quiz").inner_text().replace("\xa0", " "))
        for row, cells in zip(rows, page.locator("#digits tbody tr").all(), strict=True):
            right = 100 * (1 - int(row["wrong"]) / int(row["shown"]))
            self.assertEqual(cells.locator("td").nth(1).inner_text(), f"{right:.1f}", f"digit {row['digit']}")

    def test_the_cnns_score_follows_the_sliders(self):
        page = self.open(PLAY)
        score = lambda: float(re.search(r"([\d.]+) %", page.locator("#score").inner_text())[1])
        ready = lambda: page.locator("#start:enabled").wait_for(timeout=60_000)
        ready()
        usual = score()
        self.assertGreater(usual, 90)
        page.locator("#shearScale").fill("4")
        ready()
        self.assertLess(score(), usual - 10)
        page.locator("#reset").click()
        ready()
        self.assertEqual(score(), usual)
        page.locator('input[value="permuted"]').check()
        ready()
        self.assertLess(score(), 70)
        page.locator("#finalLength").fill("20")
        self.assertIn("40 points", page.locator("#score").inner_text())
        self.assertTrue(page.locator("#start").is_disabled())

    def test_a_link_keeps_the_settings(self):
        page = self.open(PLAY)
        page.locator("#iidNoiseScale").fill("0.3")
        page.locator('input[value="permuted"]').check()
        other = self.open(PLAY, fragment=page.url.split("#")[1])
        self.assertEqual(other.locator("#iidNoiseScale").input_value(), "0.3")
        self.assertTrue(other.locator('input[value="permuted"]').is_checked())
        self.assertEqual(self.paths(other), self.paths(page))
        # What is no value of a slider is passed over.
        wrong = self.open(PLAY, fragment="seed=many&shearScale=99&quiz=none")
        self.assertEqual(wrong.locator("#shearScale").input_value(), "0.75")

    def test_signals_can_be_downloaded(self):
        page = self.open(PLAY)
        for name in ["csv", "npz"]:
            with page.expect_download() as download:
                page.locator(f"#{name}").click()
            self.assertEqual(download.value.suggested_filename, f"mnist1d.{name}")
            content = pathlib.Path(download.value.path()).read_bytes()
            if name == "csv":
                self.assertEqual(len(content.splitlines()), 5001)
            else:
                self.assertIsNone(zipfile.ZipFile(io.BytesIO(content)).testzip())

    def test_it_fits_and_axe_finds_nothing(self):
        for options in [{}, {"color_scheme": "dark"}, {"width": 360}]:
            page = self.open(PLAY, **options)
            self.quiz(page, *[1] * (20 if options else 3))
            self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), options.get("width", 1280))
            found = Axe().run(page).response["violations"]
            self.assertEqual([], [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found], options)


class SiteTest(Pages):
    """What scripts/site makes of report, pages and Markdown; it fails itself where a link leads to nothing."""

    SITE = ROOT / "build/site"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        subprocess.run([ROOT / "scripts/site"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)

    def test_every_page_of_docs_is_there_and_fits(self):
        pages = sorted((ROOT / "docs").rglob("*.md"))
        self.assertGreater(len(pages), 10)
        page = self.open(self.SITE / "index.html", width=360)
        for path in pages:
            with self.subTest(path.name):
                page.goto((self.SITE / path.relative_to(ROOT)).with_suffix(".html").as_uri())
                self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), 360)
                self.assertNotRegex(page.content(), r'href="(?![a-z]+:)[^"]*\.md["#]')
                text = page.locator("main").inner_text()
                self.assertNotRegex(text, r"\n\|.*\|.*\|\n", "a table that stayed Markdown")
                self.assertNotRegex(text, r"(?m)^##+ ", "a heading that stayed Markdown")

    def test_the_report_is_the_first_page(self):
        page = self.open(self.SITE / "index.html")
        page.locator(".links a", has_text="Rules").click()
        self.assertIn("Claims", page.locator("h1").inner_text())
        page.locator("nav a", has_text="Report").click()
        self.assertEqual(page.locator(".block").first.get_attribute("id"), "building-mnist1d-figure1")

    def test_axe_finds_nothing_in_pages_from_markdown(self):
        for name in ["README.html", "docs/claims.html"]:
            found = Axe().run(self.open(self.SITE / name)).response["violations"]
            self.assertEqual([], [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found], name)


@unittest.skipUnless(os.environ.get("SCREENSHOTS"), "SCREENSHOTS names no folder")
class Screenshots(Pages):
    # What Chromium calls the eyes that see a page so.
    LOOKS = {"light": "none", "grey": "achromatopsia", "deuteranope": "deuteranopia", "dark": "none"}

    def test_take(self):
        folder = pathlib.Path(os.environ["SCREENSHOTS"])
        folder.mkdir(parents=True, exist_ok=True)
        for path in [REPORT, PLAY]:
            for look, eyes in self.LOOKS.items():
                for width in WIDTHS:
                    page = self.open(path, width=width, color_scheme="dark" if look == "dark" else "light")
                    page.context.new_cdp_session(page).send("Emulation.setEmulatedVisionDeficiency", {"type": eyes})
                    # The report is 24000 pixels high and more.
                    page.screenshot(path=folder / f"{path.stem}-{look}-{width}.png", full_page=True, timeout=300_000)


if __name__ == "__main__":
    unittest.main()
