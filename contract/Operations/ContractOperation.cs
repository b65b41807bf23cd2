using ClickFunnels.Contracts.Model;

namespace ClickFunnels.Contracts.Operations;

/// <summary>The effect of an operation on its resource, derived from its method and path.</summary>
internal enum OperationKind
{
    List,
    Get,
    Create,
    Upsert,
    Update,
    Delete,
    Action,

    /// <summary>Reads something that is worked out from the record which the path names.</summary>
    View,
}

/// <summary>A path parameter that names a parent record of the operation.</summary>
/// <param name="Name">
/// Field of the records below that holds the id of the parent; it is the name of the parameter, unless that is <c>id</c>.
/// </param>
/// <param name="Resource">Schema name of the parent.</param>
/// <param name="Parameter">Name of the path parameter.</param>
internal sealed record ParentParameter(string Name, string Resource, string Parameter);

/// <summary>An operation of the contract, with the data that the engine needs to serve it.</summary>
internal sealed class ContractOperation
{
    /// <summary>The operation as the document defines it.</summary>
    public required ApiOperation Definition { get; init; }

    public required string Id { get; init; }

    public required string Method { get; init; }

    /// <summary>Path with its parameters in braces, without the base path.</summary>
    public required string Template { get; init; }

    public required string Tag { get; init; }

    public required OperationKind Kind { get; init; }

    public string? Envelope { get; init; }

    public bool BodyRequired { get; init; }

    /// <summary>The way in which the list is paged: <c>cursor</c>, <c>skip</c>, <c>page</c>; null for none.</summary>
    public string? Pagination { get; init; }

    public bool Paged => Pagination == "cursor";

    /// <summary>True if the body may be a form with files.</summary>
    public bool TakesForms { get; init; }

    /// <summary>Schema of the record in the envelope (or of the bare body).</summary>
    public ContractSchema? Request { get; init; }

    public required int SuccessStatus { get; init; }

    public SchemaUse? Response { get; init; }

    /// <summary>Schemas of all successful responses that have a body, by status.</summary>
    public IReadOnlyDictionary<int, SchemaUse> Responses { get; init; } = new Dictionary<int, SchemaUse>();

    /// <summary>True if the contract marks the operation as deprecated.</summary>
    public bool Deprecated { get; init; }

    /// <summary>All statuses that the contract lists: <c>200</c>, <c>5XX</c>.</summary>
    public IReadOnlyCollection<string> Statuses { get; init; } = [];

    /// <summary>Schema whose properties are the keys allowed in <c>filter</c>.</summary>
    public ContractSchema? Filter { get; init; }

    public IReadOnlyCollection<string> Expandable { get; init; } = [];

    /// <summary>Names of all query parameters.</summary>
    public IReadOnlyCollection<string> QueryParameters { get; init; } = [];

    /// <summary>Schemas of all query parameters.</summary>
    public IReadOnlyDictionary<string, ContractSchema> Query { get; init; } = new Dictionary<string, ContractSchema>();

    /// <summary>True if the operation is a database-heavy read whatever its parameters are.</summary>
    public bool IsLimited { get; init; }

    /// <summary>Query parameters that make the operation a database-heavy read.</summary>
    public IReadOnlyCollection<string> LimitedParameters { get; init; } = [];

    public IReadOnlyCollection<string> SortProperties { get; init; } = [];

    /// <summary>
    /// Fields of a new record that no other record of the same list has, in this combination; empty if the contract names none.
    /// </summary>
    public IReadOnlyList<string> NaturalKey { get; init; } = [];

    /// <summary>Property that wraps the response; null if the response is bare.</summary>
    public string? Wrapper { get; init; }

    /// <summary>Name of the path parameter that names one record, such as <c>id</c>; null if the path names none.</summary>
    public string? Member { get; init; }

    /// <summary>Schema name of the records that the operation is about: those that the path names, else those that it returns.</summary>
    public string? Resource { get; set; }

    public IReadOnlyList<ParentParameter> Parents { get; set; } = [];

    /// <summary>True if the path names one record.</summary>
    public bool IsMember => Member is not null;

    public IReadOnlyList<string> Segments => field ??= Template.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The last literal of the path: the verb of an action.</summary>
    public string LastSegment => Segments[^1];
}
