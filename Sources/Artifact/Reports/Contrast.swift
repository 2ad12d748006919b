/// The numbers of one set of matched runs, by their level of the dimension that is compared.
public struct Matched<Level: Encodable> {
    let name: String
    /// What the runs of the set have in common, for errors.
    let location: String
    let values: [String: Double]

    /// The number of the run at a level. Throws ``ArtifactError`` where there is none: a missing partner is an error, not a smaller sample.
    public subscript(level: Level) -> Double {
        get throws {
            let field = try fieldText(of: level, name: name)
            guard let value = values[field] else {
                throw ArtifactError("\(location): has no run with \(name) \(field) to compare with the others")
            }
            return value
        }
    }

    /// The mean of the numbers at several levels, added in this order. Throws as the subscript does.
    public func mean(of levels: Level...) throws -> Double {
        try levels.reduce(0) { try $0 + self[$1] } / Double(levels.count)
    }
}

extension Metric {
    /// A comparison within sets of runs that belong together, such as those of one seed, which share their data: one number for each set.
    ///
    ///     accuracy.last.contrast("l2-less-max", "L2 − max", across: pooling, within: seed) {
    ///         try $0[.euclidean] - $0[.maximum]
    ///     }
    ///
    /// Runs are matched by key, never by position. The sets come in the order in which their keys appear.
    ///
    /// - Parameters:
    ///   - name: The contrast's own, for columns and rows.
    ///   - title: What readers see.
    ///   - dimension: What is compared.
    ///   - key: What the runs of a set have in common, besides what a table is grouped by.
    ///   - formula: The number of a set, from the runs at its levels. Throws if a partner is missing.
    public func contrast<Level>(
        _ name: String, _ title: String, across dimension: Dimension<Element, Level>, within key: any Factor<Element>,
        _ formula: @escaping @Sendable (Matched<Level>) throws -> Double
    ) -> Metric {
        let replicates = replicates
        return Metric(name, title, along: along) { elements in
            try elements.grouped(by: { try key.field(of: $0) }).map { field, members in
                let location = "\(name): \(key.name) \(field)"
                var levels: [(field: String, replicate: Replicate<Element>)] = []
                for replicate in try replicates(members) {
                    let level = try dimension.field(of: replicate.element)
                    if levels.contains(where: { $0.field == level }) {
                        throw ArtifactError("\(location): has several runs with \(dimension.name) \(level); expected one to compare")
                    }
                    levels.append((level, replicate))
                }
                let first = levels[0].replicate
                let points = try first.points.indices.map { index in
                    var values: [String: Double] = [:]
                    for (level, replicate) in levels {
                        guard replicate.points.indices.contains(index), replicate.points[index].x == first.points[index].x else {
                            throw ArtifactError("\(location): its curves have other points for \(dimension.name) \(level)")
                        }
                        values[level] = replicate.points[index].value
                    }
                    let matched = Matched<Level>(name: dimension.name, location: location, values: values)
                    return Replicate<Element>.Point(x: first.points[index].x, value: try formula(matched))
                }
                return Replicate(element: first.element, points: points)
            }
        }
    }
}
