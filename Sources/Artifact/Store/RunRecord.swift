/// The file of one finished run: JSON of a fixed layout, one field a line.
///
///     {
///     "checksum":"SHA-256 of all the bytes after this line",
///     "identity":"SHA-256 of code, configuration, experiment and needed runs",
///     "experiment":"benchmarks",
///     "code":"SHA-256 of the code that can influence it",
///     "configuration":{...},
///     "needs":["identity of another experiment's run"],
///     "result":{...}
///     }
enum RunRecord {
    /// What is wrong with a file, as the end of a sentence that begins with its name.
    struct Flaw: Error { let description: String }

    private struct Result<Outcome: Decodable>: Decodable { let result: Outcome }

    static func text<Outcome: Encodable>(_ outcome: Outcome, of identity: RunIdentity) throws -> String {
        let body = try head(identity) + "\"result\":\(CanonicalJSON.encode(outcome))\n}\n"
        return "{\n\"checksum\":\"\(sha256(body.utf8))\",\n" + body
    }

    static func outcome<Outcome: Decodable>(
        _ type: Outcome.Type, in bytes: [UInt8], of identity: RunIdentity
    ) throws -> Outcome {
        let body = try body(of: bytes)
        let expectedHead = Array(try head(identity).utf8)
        let field = Array("\"result\":".utf8)
        let tail = Array("\n}\n".utf8)
        guard body.starts(with: expectedHead),
            body.dropFirst(expectedHead.count).starts(with: field),
            body.suffix(tail.count).elementsEqual(tail),
            body.count >= expectedHead.count + field.count + tail.count
        else { throw Flaw(description: "belongs to another run or other code") }
        let result = body.dropFirst(expectedHead.count + field.count).dropLast(tail.count)
        do {
            return try CanonicalJSON.decode(type, from: String(decoding: result, as: UTF8.self))
        } catch {
            let what = (error as? DecodingError).map { ": line 8, \($0.expectation)" } ?? ""
            throw Flaw(description: "holds another kind of result\(what)")
        }
    }

    /// The outcome in an undamaged file of whatever run.
    static func outcome<Outcome: Decodable>(_ type: Outcome.Type, in bytes: [UInt8]) throws -> Outcome {
        _ = try body(of: bytes)
        do {
            return try CanonicalJSON.decode(Result<Outcome>.self, from: String(decoding: bytes, as: UTF8.self)).result
        } catch {
            let what = (error as? DecodingError).map { ": \($0.expectation)" } ?? ""
            throw Flaw(description: "holds another kind of result than the one that is needed\(what)")
        }
    }

    /// The identity's hash in an undamaged file of whatever run.
    static func hash(in bytes: [UInt8]) throws -> String {
        let body = try body(of: bytes)
        let field = Array("\"identity\":\"".utf8)
        let hash = body.dropFirst(field.count).prefix(64)
        guard body.starts(with: field), hash.count == 64 else { throw Flaw(description: "is not the file of a run") }
        return String(decoding: hash, as: UTF8.self)
    }

    /// What the checksum guards.
    private static func body(of bytes: [UInt8]) throws -> ArraySlice<UInt8> {
        let prefix = Array("{\n\"checksum\":\"".utf8)
        let bodyStart = prefix.count + 64 + 3
        guard !bytes.isEmpty else { throw Flaw(description: "is empty") }
        guard bytes.starts(with: prefix), bytes.count > bodyStart else {
            throw Flaw(description: "is not the file of a run")
        }
        let body = bytes[bodyStart...]
        let recorded = bytes[prefix.count..<prefix.count + 64]
        guard recorded.elementsEqual(sha256(body).utf8),
            bytes[(prefix.count + 64)..<bodyStart].elementsEqual("\",\n".utf8)
        else { throw Flaw(description: "is damaged or incomplete: its checksum does not match") }
        return body
    }

    private static func head(_ identity: RunIdentity) throws -> String {
        """
        "identity":"\(identity.hash)",
        "experiment":\(try CanonicalJSON.encode(identity.experiment)),
        "code":"\(identity.code)",
        "configuration":\(identity.configuration),
        "needs":\(try CanonicalJSON.encode(identity.needs)),

        """
    }
}
