/// The version of this package, as all its programs tell it.
public let packageVersion = "1.0.0"
