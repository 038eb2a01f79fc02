import CLibXML2
import Synchronization
import Testing

@testable import ArticleIngest

/// What libxml2 asked for while it could have been given: every file, address and entity by name.
private let asked = Mutex<[String]>([])

/// Serialized, because the doors that are watched belong to the whole process.
@Suite("An XML log opens nothing", .serialized)
struct XMLIsolationTests {
    @Test("no file, address, DTD, catalog or entity is asked for, whatever a log names")
    func nothingIsAsked() throws {
        // The reader shuts the doors once for the process; only behind that the watchmen stay.
        _ = try readXML("<baiviet/>")
        let loader = xmlGetExternalEntityLoader()
        xmlSetExternalEntityLoader { address, _, _ in
            asked.withLock { $0.append("entity " + (address.map { String(cString: $0) } ?? "")) }
            return nil
        }
        // The youngest callback is asked first about every name that libxml2 wants to open; it declines.
        let match: xmlInputMatchCallback = { name in
            asked.withLock { $0.append("open " + (name.map { String(cString: $0) } ?? "")) }
            return 0
        }
        xmlRegisterInputCallbacks(match, { _ in nil }, { _, _, _ in -1 }, { _ in 0 })
        defer {
            xmlPopInputCallbacks()
            xmlSetExternalEntityLoader(loader)
        }
        for hostile in HostileXMLTests.documents { _ = try readXML(hostile.make()) }
        for document in Self.lures { _ = try readXML(document) }
        #expect(asked.withLock { $0 } == [])

        // The watch is awake: a file that is asked for is seen.
        xmlFreeDoc(xmlReadFile("lure.xml", nil, Int32(XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)))
        #expect(asked.withLock { $0 }.contains { $0.hasSuffix("lure.xml") })
    }

    private static let addresses = ["file:///lure", "http://127.0.0.1:9/lure", "ftp://127.0.0.1:9/lure", "lure.dtd"]

    private static let lures = addresses.flatMap { address in
        [
            "<!DOCTYPE baiviet SYSTEM '\(address)'><baiviet><bai/></baiviet>",
            "<!DOCTYPE baiviet PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' '\(address)'><baiviet><bai>&nbsp;</bai></baiviet>",
            "<?xml version='1.0' standalone='no'?><!DOCTYPE baiviet SYSTEM '\(address)'><baiviet>&lure;</baiviet>",
            "<!DOCTYPE baiviet [<!ENTITY lure SYSTEM '\(address)'>]><baiviet><bai>&lure;</bai></baiviet>",
            "<!DOCTYPE baiviet [<!ENTITY % lure PUBLIC 'lure' '\(address)'>%lure;]><baiviet/>",
            "<?xml-stylesheet href='\(address)' type='text/xsl'?><baiviet><bai/></baiviet>",
            "<?oasis-xml-catalog catalog='\(address)'?><!DOCTYPE baiviet PUBLIC 'a' 'b'><baiviet><bai/></baiviet>",
            "<baiviet xmlns:xi='http://www.w3.org/2001/XInclude'><bai><xi:include href='\(address)'/></bai></baiviet>",
            "<baiviet xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:noNamespaceSchemaLocation='\(address)'/>",
            "<baiviet xml:base='\(address)'><bai xmlns='\(address)'/></baiviet>",
        ]
    }
}
