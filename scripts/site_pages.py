"""README.md, docs/ and the report as web pages: scripts/site calls this with the folder to make and the repository's address."""

import html
import os
import pathlib
import re
import shutil
import sys

import markdown

ROOT = pathlib.Path(__file__).resolve().parents[1]
PAGES = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "ARTIFACT.md", "THIRD-PARTY.md", "LICENSE"]
FRAME = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; --page: #ffffff; --text: #1d1f21; --line: #d5d9dd; --card: #f4f5f6; --link: #0b4f8a; }}
@media (prefers-color-scheme: dark) {{
  :root {{ --page: #15171a; --text: #e8e8e8; --line: #3a4046; --card: #1f2326; --link: #8cc4f5; }}
}}
body {{ margin: 0 auto; max-width: 52rem; padding: 1rem; background: var(--page); color: var(--text);
  font: 16px/1.55 system-ui, "DejaVu Sans", sans-serif; overflow-wrap: break-word; }}
h1 {{ line-height: 1.2; }} h2 {{ margin-top: 2rem; }} a {{ color: var(--link); }}
nav a {{ margin-right: 1rem; }}
img {{ max-width: 100%; height: auto; background: #ffffff; }} picture img {{ background: none; }}
pre {{ overflow-x: auto; background: var(--card); padding: 0.75rem; border-radius: 0.4rem; }}
code {{ font-size: 0.9em; }}
.scroll {{ overflow-x: auto; }}
table {{ border-collapse: collapse; font-size: 0.85rem; }}
th, td {{ padding: 0.3rem 0.6rem; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: normal; }}
</style>
</head>
<body>
<nav aria-label="Site">{links}</nav>
<main>
{body}
</main>
</body>
</html>
"""


def main(site, repository):
    site = pathlib.Path(site)
    shutil.rmtree(site, ignore_errors=True)
    for name in ["docs", "figures"]:
        shutil.copytree(ROOT / name, site / name)
    (site / "paper").mkdir()
    for name in ["report.html", "paper.pdf", "claims.csv", "claims.toml", "verdicts.svg"]:
        shutil.copy(ROOT / "paper" / name, site / "paper" / name)
    pages = [ROOT / name for name in PAGES if (ROOT / name).exists()] + sorted((ROOT / "docs").rglob("*.md"))
    for page in pages:
        relative = page.relative_to(ROOT)
        target = (site / relative).with_suffix(".html")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(document(page, relative, pages, repository), encoding="utf-8")
    for path in site.rglob("*.md"):
        if path.is_relative_to(site / "docs"):
            path.unlink()
    # The report is the first page; its links are the same from the folder above.
    for path, way in [(site / "paper/report.html", "../"), (site / "docs/play.html", "../"), (site / "index.html", "")]:
        if way == "":
            text = (site / "paper/report.html").read_text(encoding="utf-8")
            text = re.sub(r'href="(paper\.pdf|claims\.csv)"', r'href="paper/\1"', text).replace('href="../', 'href="')
        else:
            text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r'href="((?:(?!figures/)[^":])+)\.md([#"])', r'href="\1.html\2', text), encoding="utf-8")
    return check(site)


def document(page, relative, pages, repository):
    text = page.read_text(encoding="utf-8")
    if not page.suffix:
        body = f"<pre>{html.escape(text)}</pre>"
    else:
        body = markdown.markdown(text, extensions=["tables", "fenced_code", "toc", "md_in_html"])
    body = re.sub(r"(<table>.*?</table>)", r'<div class="scroll" tabindex="0" role="group" aria-label="Table">\1</div>', body, flags=re.S)
    body = body.replace("<pre>", '<pre tabindex="0">')

    def link(match):
        address = match[1]
        if re.match(r"[a-z]+:|#", address):
            return match[0]
        path, _, place = address.partition("#")
        aim = pathlib.Path(os.path.normpath(relative.parent / path))
        place = f"#{place}" if place else ""
        if ROOT / aim in pages:
            return f'href="{pathlib.Path(path).with_suffix(".html")}{place}"'
        if aim.parts and aim.parts[0] in ["docs", "figures", "paper"] and (ROOT / aim).is_file():
            return match[0]
        # What is no page of the site is in the repository.
        return f'href="{repository}/blob/HEAD/{aim}{place}"' if repository else f'title="{aim}"'

    body = re.sub(r'href="([^"]*)"', link, body)
    up = "../" * (len(relative.parts) - 1)
    names = [("Report", "index.html"), ("Read me", "README.html"), ("Results", "docs/results.html"), ("Live page", "docs/play.html")]
    links = "".join(f'<a href="{up}{address}">{name}</a>' for name, address in names)
    heading = re.search(r"^# (.+)$", text, re.M)
    return FRAME.format(title=html.escape(heading[1] if heading else relative.name), links=links, body=body)


def check(site):
    """Every link within the site leads to a file of it."""
    dead = []
    for page in site.rglob("*.html"):
        for address in re.findall(r'(?:href|src)="(?![a-z]+:)([^"#]+)', page.read_text(encoding="utf-8")):
            if not (page.parent / address).exists():
                dead.append(f"{page.relative_to(site)}: {address}")
    print(f"{site}: {sum(1 for _ in site.rglob('*.html'))} pages; open {site}/index.html")
    return "\n".join(["site: links to nothing:", *dead]) if dead else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
