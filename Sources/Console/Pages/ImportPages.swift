internal import HTTPTypes
internal import Foundation
internal import Register
internal import Storage

enum ImportPages {
    static func list(_ visit: Visit) throws -> Reply {
        let status = try visit.trying { () throws(StoreError) in
            try visit.store.importStatus(mostFailures: mostFailures)
        }
        let folders = visit.console.importFolders
        return visit.page(
            "imports", title: "imports",
            .of([
                "filesDone": "\(status.filesDone)", "letters": "\(status.letters)",
                "megabytes": "\(visit.console.settings.uploadMegabytes)",
                "mostFiles": "\(visit.console.settings.uploadFiles)",
                "jobs": visit.console.imports.jobs.map { fields($0, visit) },
                "hasJobs": visit.console.imports.jobs.isEmpty ? nil : true,
                "failures": status.failures.isEmpty ? nil : failures(status, visit),
                "failureCount": "\(status.filesFailed)",
                "hasFolders": folders.isEmpty ? nil : true,
                "folders": visit.options(
                    folders.enumerated().map { ("\($0)", $1.name) }, chosen: nil),
            ]))
    }

    private static let mostFailures = 200

    private static func failures(_ status: RegisterStore.ImportStatus, _ visit: Visit) -> [Templates.Fields] {
        status.failures.map { ["path": $0.path, "code": $0.code, "message": $0.message] }
    }

    static func upload(_ visit: Visit) throws -> Reply {
        guard !visit.files.isEmpty else { throw visit.refused("请选择要导入的文件", "choose files to import") }
        return .go(to: "/imports/\(try submit(.uploads(visit.files), visit))")
    }

    /// Imports a folder of the console's own machine, of those that the settings name.
    static func takeFolder(_ visit: Visit) throws -> Reply {
        let folders = visit.console.importFolders
        guard let place = visit.form["folder"].flatMap({ Int($0) }), folders.indices.contains(place) else {
            throw visit.notFound
        }
        let folder = folders[place]
        guard let files = folder.files(under: visit.form["part"] ?? "") else {
            throw visit.refused("这个目录里没有这样的子目录", "there is no such folder in this one")
        }
        guard !files.isEmpty else { throw visit.refused("这个目录里没有可导入的文件", "the folder has no files to import") }
        return .go(to: "/imports/\(try submit(.files(files), visit))")
    }

    /// - Returns: the import's number.
    static func submit(_ source: ImportQueue.Source, _ visit: Visit) throws(Refusal) -> Int {
        guard
            let number = visit.console.imports.submit(source, account: visit.account, isChinese: visit.isChinese)
        else {
            throw Refusal(
                .serviceUnavailable,
                visit.text("已有几批文件在等候，请稍后再传", "several imports are waiting; please try again later"),
                retryAfter: 30)
        }
        return number
    }

    /// Loads itself anew while the import goes on.
    static func show(_ visit: Visit) throws -> Reply {
        guard let job = visit.console.imports.job(Int(try visit.number("number"))) else { throw visit.notFound }
        var fields = fields(job, visit)
        if job.ended == nil { fields["isOpen"] = true }
        if job.summary.filesFailed > 0 {
            let status = try visit.trying { () throws(StoreError) in
                try visit.store.importStatus(mostFailures: mostFailures)
            }
            fields["failures"] = failures(status, visit)
        }
        return visit.page("import", title: visit.text("导入 \(job.number)", "Import \(job.number)"), fields)
    }

    static func fields(_ job: ImportQueue.Job, _ visit: Visit) -> Templates.Fields {
        .of([
            "number": "\(job.number)", "account": job.account, "state": visit.word("import-" + job.state.rawValue),
            "stateClass": job.state.rawValue, "fileCount": "\(job.fileCount)", "done": "\(job.done)",
            "total": "\(max(1, job.total))", "letters": "\(job.summary.letters)", "known": "\(job.summary.filesKnown)",
            "imported": "\(job.summary.filesImported)", "failed": "\(job.summary.filesFailed)", "message": job.message,
            "hasFailed": job.summary.filesFailed > 0 ? true : nil, "isDone": job.state == .done ? true : nil,
            "isStopped": job.state == .stopped ? true : nil,
            "percent": "\(100 * job.done / max(1, job.total))",
            "at": job.submitted.formatted(.iso8601.time(includingFractionalSeconds: false)),
        ])
    }
}
