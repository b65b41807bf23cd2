using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff;

/// <summary>A check for one kind of change, with its rules. Stateless.</summary>
internal interface IDiffCheck
{
    /// <summary>The rules of the check.</summary>
    IEnumerable<Rule> Rules { get; }
}

/// <summary>Checks the documents as a whole.</summary>
internal interface IDocumentCheck : IDiffCheck
{
    void Check(DocumentPair documents, DiffFindings findings);
}

/// <summary>Checks an operation that is in both documents.</summary>
internal interface IOperationCheck : IDiffCheck
{
    void Check(OperationPair operations, DiffFindings findings);
}

/// <summary>Checks a schema that is in both documents, once per position.</summary>
internal interface ISchemaCheck : IDiffCheck
{
    void Check(SchemaPair schemas, DiffFindings findings);
}

/// <summary>Runs after all other checks; can use their findings and the problems of reading.</summary>
internal interface IConclusionCheck : IDiffCheck
{
    void Check(DocumentPair documents, DiffFindings findings);
}
