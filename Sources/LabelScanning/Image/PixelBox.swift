/// Whole pixels from `left` to before `right`, from `top` to before `bottom`.
struct PixelBox: Hashable, Sendable {
    var left: Int
    var top: Int
    var right: Int
    var bottom: Int

    var width: Int { right - left }
    var height: Int { bottom - top }
}
