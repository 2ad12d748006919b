import Plotting
import Testing

struct CanvasTests {
    @Test func recordingsAreTheSameEachTime() throws {
        let first = try sampleFigure().commands()
        #expect(try sampleFigure().commands() == first)
        #expect(first.count > 100)
    }

    @Test func recordingsShowEachDifference() throws {
        func commands(_ value: Double, _ label: String, _ pixel: Double) throws -> [String] {
            try Figure(height: 50) {
                Plot(x: .linear(label), y: .linear(domain: 0...2), color: .hidden()) {
                    Line(x: [0, 1], y: [0, value])
                    Image([pixel, 0.3, 0.2, 1], columns: 2)
                }
            }.commands()
        }
        let reference = try commands(1, "x", 0.5)
        #expect(try commands(1, "x", 0.5) == reference)
        for other in [try commands(1.0001, "x", 0.5), try commands(1, "y", 0.5), try commands(1, "x", 0.6)] {
            #expect(zip(reference, other).filter { $0 != $1 }.count == 1)
            #expect(reference.count == other.count)
        }
    }

    @Test func recordingsAreReadable() throws {
        let canvas = RecordingCanvas()
        canvas.beginGroup(.part("part"))
        canvas.stroke(
            Path(from: Point(1, 2), to: Point(3.00049, -0.0001)), Stroke(Color(0x0072B2), width: 0.5, dash: [3, 1.6]))
        canvas.beginClip(Rectangle(left: 0, top: 0, width: 10, height: 20))
        canvas.fill(Path(Rectangle(left: 1, top: 1, width: 2, height: 2)), Color.black.opacity(0.2))
        canvas.endClip()
        canvas.endGroup()
        canvas.dot(at: Point(5, 5), diameter: 3.2, .black)
        #expect(
            canvas.commands == [
                "group part",
                "  stroke #0072b2 width 0.5 dash 3,1.6 M 1,2 L 3,0",
                "  clip 0,0 10x20",
                "    fill #000000/0.2 M 1,1 L 3,1 L 3,3 L 1,3 Z",
                "dot #000000 diameter 3.2 5,5",
            ])
        #expect(canvas.extent == Rectangle(Point(0.75, -0.2501), Point(6.6, 6.6)))
    }

    @Test func cellsKeepTheirOrder() throws {
        /// Colour of the picture at a part of its width and height.
        func color(_ bitmap: Bitmap, _ x: Double, _ y: Double) -> Color {
            bitmap[Int(Double(bitmap.width) * x), Int(Double(bitmap.height) * y)]
        }
        let cells = Bitmap(width: 2, height: 2) { x, y in [Color(0xFF0000), Color(0x00FF00), Color(0x0000FF), .black][2 * y + x] }
        for isReversed in [false, true] {
            let picture = try Figure(width: .millimetres(20), height: 20) {
                Plot(x: .hidden(), y: .hidden(reversed: isReversed)) { Image(cells) }
            }.pixels()
            // Row 0 lies at the axis' lower end, which reversing puts on top.
            let (first, second) = isReversed ? (0.3, 0.7) : (0.7, 0.3)
            #expect(color(picture, 0.3, first) == Color(0xFF0000))
            #expect(color(picture, 0.7, first) == Color(0x00FF00))
            #expect(color(picture, 0.3, second) == Color(0x0000FF))
            #expect(color(picture, 0.7, second) == .black)
        }
    }

    @Test func dotsAreRoundAndOfTheirSize() throws {
        let picture = try Figure(width: .millimetres(25.4), height: 25.4) {
            Plot(x: .hidden(domain: 0...1), y: .hidden(domain: 0...1)) { Dot(x: [0.5], y: [0.5], size: 36) }
        }.pixels()
        // Half an inch across: 150 pixels, area pi/4 * 150^2 = 17671.
        let blue = HouseStyle().palette[0]
        var covered = 0.0
        for y in 0..<picture.height {
            for x in 0..<picture.width {
                covered += (255 - Double(picture[x, y].red)) / (255 - Double(blue.red))
            }
        }
        #expect((covered - 17671).magnitude < 40)
    }
}
