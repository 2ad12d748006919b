import Foundation
import Mustache
import Plotting

/// The comparison as a page that needs no other file.
enum ComparisonPage {
    static func html(_ comparisons: [FigureComparison], accepted: Set<String>, expected: String, actual: String) throws -> String {
        let different = comparisons.count { !$0.isEqual }
        let page: [String: Any] = [
            "expected": expected, "actual": actual, "libraries": DrawingLibraries.versions,
            "count": comparisons.count, "different": different,
            "figures": comparisons.filter { !$0.isEqual }.map { figure($0, isAccepted: accepted.contains($0.name)) },
            "equal": different < comparisons.count ? [comparisons.filter(\.isEqual).map(\.name).joined(separator: ", ")] : [],
        ]
        return try MustacheTemplate(string: template).render(page)
    }

    private static func figure(_ comparison: FigureComparison, isAccepted: Bool) -> [String: Any] {
        let stages = Stage.allCases.map { stage -> [String: Any] in
            let differences = comparison.differences.filter { $0.stage == stage }
            let differs = !differences.isEmpty
            return [
                "stage": stage.rawValue, "class": differs ? "differs" : "equal", "sign": differs ? "≠" : "=",
                "differences": differences.map { difference -> [String: Any] in
                    ["summary": difference.summary, "lines": difference.lines.isEmpty ? [] : [shown(difference.lines)]]
                },
            ]
        }
        let pictures = comparison.pictures.map { picture -> [String: Any] in
            ["caption": picture.caption, "type": picture.type, "data": Data(picture.bytes).base64EncodedString()]
        }
        return [
            "name": comparison.name, "class": isAccepted ? "accepted" : "differs", "accepted": isAccepted, "stages": stages,
            "pictures": pictures, "provenance": comparison.provenance,
        ]
    }

    /// The first lines; a drawing that changed altogether would fill the page.
    private static func shown(_ lines: [String]) -> String {
        let rest = lines.count - 40
        return (lines.prefix(40) + (rest > 0 ? ["… and \(rest) more"] : [])).joined(separator: "\n")
    }

    private static let template = """
        <!DOCTYPE html>
        <html lang="en">
        <meta charset="utf-8">
        <title>{{different}} of {{count}} differ</title>
        <style>
        body { font: 16px/1.5 "DejaVu Sans", sans-serif; margin: 2rem; max-width: 110rem; }
        section { border-top: 1px solid #ccc; padding: .5rem 0; }
        h2 { font-size: 1.1rem; }
        ul { list-style: none; padding: 0; }
        pre { background: #f4f4f4; overflow-x: auto; padding: .5rem; }
        .differs > .sign { color: #b00020; font-weight: bold; }
        .pictures { display: flex; flex-wrap: wrap; gap: 1rem; }
        figure { flex: 1 1 24rem; margin: 0; max-width: 60rem; }
        img { border: 1px solid #ddd; width: 100%; }
        </style>
        <h1>{{different}} of {{count}} figures and tables differ</h1>
        <p>Expected: {{expected}}. Found: {{actual}}. Drawn here with {{libraries}}.</p>
        {{#figures}}
        <section class="{{class}}" id="{{name}}">
        <h2>{{name}}{{#accepted}} (accepted){{/accepted}}</h2>
        <ul>
        {{#stages}}
        <li class="{{class}}"><span class="sign">{{sign}}</span> {{stage}}
        {{#differences}}
        <p>{{summary}}</p>
        {{#lines}}<pre>{{.}}</pre>
        {{/lines}}
        {{/differences}}
        </li>
        {{/stages}}
        </ul>
        {{#provenance}}
        <p>Made by other {{.}}</p>
        {{/provenance}}
        <div class="pictures">
        {{#pictures}}
        <figure><img alt="{{name}}, {{caption}}" src="data:{{type}};base64,{{{data}}}"><figcaption>{{caption}}</figcaption></figure>
        {{/pictures}}
        </div>
        </section>
        {{/figures}}
        {{#equal}}<p>The same: {{.}}.</p>{{/equal}}
        </html>
        """
}
