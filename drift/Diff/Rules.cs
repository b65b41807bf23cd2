using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff;

/// <summary>One idea of what may change, with the rules that follow from it. Stateless.</summary>
internal interface IDiffCheck
{
    /// <summary>The rules whose findings it adds.</summary>
    IEnumerable<Rule> Rules { get; }
}

/// <summary>Looks at the documents as wholes.</summary>
internal interface IDocumentCheck : IDiffCheck
{
    void Check(DocumentPair documents, DiffFindings findings);
}

/// <summary>Looks at an operation that is in both documents.</summary>
internal interface IOperationCheck : IDiffCheck
{
    void Check(OperationPair operations, DiffFindings findings);
}

/// <summary>Looks at a schema that is in both documents, once a place.</summary>
internal interface ISchemaCheck : IDiffCheck
{
    void Check(SchemaPair schemas, DiffFindings findings);
}

/// <summary>Looks at the documents after all others, at what those found and at what was met in reading.</summary>
internal interface IConclusionCheck : IDiffCheck
{
    void Check(DocumentPair documents, DiffFindings findings);
}
