internal import Foundation
internal import Register

/// A folder of the console's own machine that letters may be imported from, as the settings name it.
struct ImportFolder: Sendable, Equatable {
    /// Whole, without links.
    let path: String

    /// - Returns: `nil` for what is no folder.
    init?(_ path: String) {
        var isFolder: ObjCBool = false
        guard path.hasPrefix("/"), FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
            isFolder.boolValue
        else { return nil }
        self.path = URL(filePath: path).resolvingSymlinksInPath().path
    }

    /// Its last part: what a person chooses by.
    var name: String { URL(filePath: path).lastPathComponent }

    /// The files of a folder in it, as an import takes them; links to anywhere are left out.
    ///
    /// - Parameter part: a folder's path from here; empty for all.
    /// - Returns: `nil` when there is no such folder, or it does not lie in this one.
    func files(under part: String) -> [String]? {
        let asked = URL(filePath: path).appending(path: part).resolvingSymlinksInPath().path
        guard asked == path || asked.hasPrefix(path + "/"), let folder = ImportFolder(asked) else { return nil }
        return Importer.files(under: [folder.path]).filter { file in
            URL(filePath: file).resolvingSymlinksInPath().path == file
        }
    }
}
