import Statistics

extension Summary {
    /// `94.2 ± 0.6`: mean and standard deviation. Without the latter where there is none.
    public func text(decimals: Int) -> String {
        let mean = fixed(mean, decimals: decimals)
        return count < 2 ? mean : "\(mean) ± \(fixed(standardDeviation, decimals: decimals))"
    }
}
