public import ArgumentParser
public import Register

extension DueWindow: ExpressibleByArgument {}
