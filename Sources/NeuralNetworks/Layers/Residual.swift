import Autodiff

/// x + body(x), or shortcut(x) + body(x): K. He et al. 2015.
public struct Residual: Model {
    private let body: any Model
    private let shortcut: (any Model)?

    /// - Parameter shortcut: what x goes through where body changes its shape; nothing where there is none.
    public init(_ body: any Model, shortcut: (any Model)? = nil) {
        self.body = body
        self.shortcut = shortcut
    }

    private var all: Sequential { Sequential([body] + (shortcut.map { [$0] } ?? [])) }
    public var parameters: [Parameter] { all.parameters }
    public var constants: [Parameter] { all.constants }
    public var inputs: [(name: String, shape: Shape)] { all.inputs }
    public var dropouts: [Dropout] { all.dropouts }
    public func stateTensors(_ values: (String) -> [Float]?) -> [StateTensor] { all.stateTensors(values) }

    public func callAsFunction(_ x: Tensor) -> Tensor { (shortcut?(x) ?? x) + body(x) }
}
