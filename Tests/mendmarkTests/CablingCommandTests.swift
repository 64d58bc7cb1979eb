import Foundation
import Testing

@Suite("The commands for cables", .serialized) struct CablingCommandTests {
    private static let campus = """
        kind,id,parent,reference,name_zh,name_en,order,device_kind,model,serial,privacy,time_zone,responsible
        campus,,,C,校区,,,,,,,,
        building,,C,B,一号楼,,,,,,,,
        room,,B,301,教室,,,,,,,,
        plate,,301,301-P,面板,,,,,,,,
        networkPoint,,301-P,301-1,点一,,,,,,,,
        networkPoint,,301-P,301-2,点二,,,,,,,,
        device,,B,SW1,交换机,,,switch,,,,,

        """

    @Test("read cabling.csv, say what hangs on a switch and what a room hangs on, and change nothing twice")
    func cabling() throws {
        let program = try Program()
        defer { program.remove() }
        _ = try program.run(["import", try program.file("a.csv", Self.campus)])
        let file = try program.file("cabling.csv", "point,switch,port\n301-1,SW1,Gi1/0/7\n")
        let first = try program.run(["import", file, "--format", "cabling"])
        #expect(first.output.contains("Done: 1 cabled"), "\(first)")
        let again = try program.run(["import", file, "--format", "cabling"])
        #expect(again.output.hasPrefix("Done: 0 unchanged") || !again.output.contains("cabled"), "\(again)")
        let hanging = try program.run(["device", "hangs-on", "SW1"])
        #expect(
            hanging.output == "port Gi1/0/7  301-1  in 301\n1 points in 1 rooms hang on SW1: 301\n",
            "\(hanging)")
        let room = try program.run(["place", "cabling", "301"]).output
        #expect(room.contains("301-1  SW1 port Gi1/0/7  (csv/cabling, since "), "\(room)")
        #expect(room.hasSuffix("301-2  no switch known\n1 of 2 points hang on 1 switches\n"), "\(room)")
        let bad = try program.file("bad.csv", "point,switch,port\n301-1,SW9,1\n309,SW1,2\n301-1,SW1,\n")
        let refused = try program.run(["import", bad, "--format", "cabling"])
        #expect(refused.status == 1)
        for words in ["line 2, switch", "line 3, point", "line 4, point", "line 4, port"] {
            #expect(refused.complaints.contains(words), "\(refused.complaints)")
        }
        let gone = try program.run([
            "import", try program.file("none.csv", "point,switch,port\n"), "--format", "cabling",
        ])
        #expect(gone.output.contains("Done: 1 cabled"), "\(gone)")
        #expect(try program.run(["device", "hangs-on", "SW1"]).output == "0 points in 0 rooms hang on SW1\n")
    }
}
