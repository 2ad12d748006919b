import Artifact

/// Which program makes which figure of the paper, where it is and how long it takes: a table of `README.md`.
struct ProgramTable {
    let times: RunningTimes

    var markdown: String {
        var table = PrintedTable(header: ["In the paper", "Program", "Figures and tables", "Time"], wordColumns: 3)
        for program in allExperiments {
            table.append([
                program.place, "`\(program.name)`", "`figures/\(program.name)/`", times.text(of: program.name) ?? "not measured",
            ])
        }
        return table.markdown
    }
}
