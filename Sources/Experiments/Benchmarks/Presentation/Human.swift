import Statistics

/// One person's answers to 400 test examples of MNIST-1D, from the authors' files behind their Figure 8.
///
/// Five quizzes of 100 examples are published, but the second is the first one again, byte for byte: 400 of the 500
/// answers are distinct, to the test examples 0 to 99 and 200 to 499.
enum Human {
    /// The indices of the examples in the test set.
    static let examples = Array(0..<100) + Array(200..<500)

    static let answers = digits(
        """
        2639431952077146143997507176918043894110157481011969398846534893634434675751868260631319275395721026
        8720549798344385340615441426835125590839614462288379198242074767672340769040487292203685488568646955
        8403591313708118193253547219913249391835539732138670486653299852521649924284413836824653760337860253
        3958668119711703362018981895453749292170890314971409518557548440243613436430594635561631660154232528
        """)

    static let labels = digits(
        """
        2639431952077146143997507176978043894110157481012969398846539893634434675751868260631319275395721076
        8720549798344385340615491126835125510839614462288379198242074767672340769040487292003685488568646955
        8403541313708118193253547219913249391235534732138670486653299852521649924284413836824653760337860253
        3958668119711703362018981895453749292170890314472409528557548440243603436930594635561631660154237528
        """)

    /// All right answers among all.
    static var right: Proportion { Proportion(zip(labels, answers).count { $0 == $1 }, of: answers.count) }

    /// The wrong answers among those to some digits.
    static func wrong(on digits: Set<Int>) -> Proportion {
        let shown = zip(labels, answers).filter { digits.contains($0.0) }
        return Proportion(shown.count { $0 != $1 }, of: shown.count)
    }

    private static func digits(_ text: String) -> [Int] { text.compactMap(\.wholeNumberValue) }
}
