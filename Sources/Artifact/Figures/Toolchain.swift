/// The compiler that built this program, as far as a program can tell.
#if compiler(>=6.5)
    let toolchainVersion = "Swift 6.5 or later"
#elseif compiler(>=6.4)
    let toolchainVersion = "Swift 6.4"
#elseif compiler(>=6.3)
    let toolchainVersion = "Swift 6.3"
#elseif compiler(>=6.2)
    let toolchainVersion = "Swift 6.2"
#else
    let toolchainVersion = "Swift 6.1"
#endif
