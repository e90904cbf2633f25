/// A letter as linking sees it: blind to who wrote it.
public struct LinkableLetter: Sendable, Equatable {
    public let id: String
    /// Text without identities and normalised by the caller; nothing stands in their places, so that neither exchanging
    /// them nor leaving them out changes a link.
    public let scalars: [UInt32]
    public let evidence: LetterEvidence

    public init(id: String, scalars: [UInt32], evidence: LetterEvidence = LetterEvidence()) {
        self.id = id
        self.scalars = scalars
        self.evidence = evidence
    }
}

/// How two letters belong together.
public enum LinkRelation: String, Sendable, CaseIterable {
    /// The same text once furniture (addressee, stamps, page marks) and all but Han, letters and digits is dropped.
    case identical
    /// Small edits, noise, reordering, or one contained in the other.
    case nearDuplicate = "near-duplicate"
    /// One text signed by several households, each with its own name, house or sums.
    case template
    /// The same facts and requests in other words.
    case sameMatter = "same-matter"
    /// Something in common, but another matter: one place and two causes, one firm and two grievances. Nothing is joined
    /// by it, and it is written only when asked for.
    case related
}

/// A proposal that two letters belong together; a person confirms it.
public struct Link: Sendable, Equatable {
    /// The letter that comes first in input order.
    public let a: String
    public let b: String
    public let relation: LinkRelation
    /// 0…1.
    public let score: Double
    /// Of copies `jaccard` and `containment` of the weighted shingles; of retellings each ``MatterFeature``.
    public let features: [String: Double]

    public init(a: String, b: String, relation: LinkRelation, score: Double, features: [String: Double]) {
        self.a = a
        self.b = b
        self.relation = relation
        self.score = score
        self.features = features
    }
}

/// Letters proposed as one matter; a letter alone is one too.
public struct LinkCluster: Sendable, Equatable {
    /// `m-` and the id of the first member.
    public let matter: String
    /// In input order.
    public let members: [String]

    public init(matter: String, members: [String]) {
        self.matter = matter
        self.members = members
    }
}
