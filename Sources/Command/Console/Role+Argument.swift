public import ArgumentParser
public import Console

extension Role: ExpressibleByArgument {}
extension TokenScope: ExpressibleByArgument {}
