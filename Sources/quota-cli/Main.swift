import ArgumentParser
import Crypto
@main struct Main: ParsableCommand {}
