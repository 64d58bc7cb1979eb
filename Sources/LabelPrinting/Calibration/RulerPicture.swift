import Facility

/// The picture on the ruler page: a ruler laid with its zero on the paper's edge, and where it is read.
struct RulerPicture {
    let words: RulerPage.Words

    static let height = 52.0
    /// So much larger than life.
    private static let scale = 2.4
    /// What the picture's ruler reads, millimetres.
    private static let reading = 20.4

    func draw(_ pen: inout PagePen, left: Double, top: Double) throws(LabelPrintingError) {
        try overview(&pen, left: left + 2, top: top)
        try detail(&pen, left: left + 58, top: top)
    }

    /// The page in small: its four lines, and what is measured at each.
    private func overview(_ pen: inout PagePen, left: Double, top: Double) throws(LabelPrintingError) {
        let (width, height, mark) = (34.0, 46.0, 8.0)
        pen.frame(
            Box(
                left: Millimetres(left), top: Millimetres(top), width: Millimetres(width),
                height: Millimetres(height)), thickness: 0.4)
        for x in [left + mark, left + width - mark] { pen.down(x, top + mark, height - 2 * mark) }
        for y in [top + mark, top + height - mark] { pen.across(left + mark, y, width - 2 * mark) }
        let (middleX, middleY) = (left + width / 2, top + height / 2)
        measure(&pen, acrossFrom: left, to: left + mark, y: middleY)
        measure(&pen, acrossFrom: left + width - mark, to: left + width, y: middleY)
        measure(&pen, downFrom: top, to: top + mark, x: middleX)
        measure(&pen, downFrom: top + height - mark, to: top + height, x: middleX)
        let size = 5.5
        try pen.write(words.left.zh ?? "", left + mark + 1, middleY + 0.8, size: size)
        try pen.write(words.right.zh ?? "", left + width - mark - 1, middleY + 0.8, size: size, .right)
        try pen.write(words.top.zh ?? "", middleX, top + mark + 2.6, size: size, .centre)
        try pen.write(words.bottom.zh ?? "", middleX, top + height - mark - 1, size: size, .centre)
    }

    private func detail(_ pen: inout PagePen, left: Double, top: Double) throws(LabelPrintingError) {
        let scale = Self.scale
        let line = left + Self.reading * scale
        let ruler = (top: top + 12, height: 14.0)
        // The paper's edge, and the printed line that is measured.
        pen.down(left, top, Self.height - 8, thickness: 0.5)
        pen.down(line, top, ruler.top - top, thickness: 0.3)
        pen.down(line, ruler.top + ruler.height, Self.height - 8 - 12 - ruler.height, thickness: 0.3)
        pen.frame(
            Box(
                left: Millimetres(left), top: Millimetres(ruler.top), width: Millimetres(31 * scale),
                height: Millimetres(ruler.height)), thickness: 0.2)
        for millimetre in 0...30 {
            let x = left + Double(millimetre) * scale
            let length = millimetre.isMultiple(of: 10) ? 6.0 : millimetre.isMultiple(of: 5) ? 4.5 : 3.0
            pen.down(x, ruler.top, length)
            if millimetre.isMultiple(of: 10) {
                try pen.write("\(millimetre)", x + 0.8, ruler.top + 9, size: 8)
            }
        }
        measure(&pen, acrossFrom: left, to: line, y: top + 6)
        try pen.write(
            "\(Self.reading) mm", left + (line - left) / 2, top + 4.8, size: 10, .centre, isBold: true)
        let foot = top + Self.height - 4
        try pen.write(RulerPage.both(words.paperEdge), left, foot, size: 7)
        try pen.write(RulerPage.both(words.line), line, foot, size: 7, .centre)
    }

    private func measure(_ pen: inout PagePen, acrossFrom left: Double, to right: Double, y: Double) {
        pen.across(left, y, right - left, thickness: 0.2)
        for (x, direction) in [(left, 1.0), (right, -1.0)] {
            for step in 1...5 {
                let reach = Double(step) * 0.3
                pen.down(x + direction * reach, y - reach / 3, reach * 2 / 3, thickness: 0.32)
            }
        }
    }

    private func measure(_ pen: inout PagePen, downFrom top: Double, to bottom: Double, x: Double) {
        pen.down(x, top, bottom - top, thickness: 0.2)
        for (y, direction) in [(top, 1.0), (bottom, -1.0)] {
            for step in 1...5 {
                let reach = Double(step) * 0.3
                pen.across(x - reach / 3, y + direction * reach, reach * 2 / 3, thickness: 0.32)
            }
        }
    }
}
