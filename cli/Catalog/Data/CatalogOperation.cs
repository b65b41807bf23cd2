namespace ClickFunnels.Cli.Catalog;

/// <summary>An operation of a contract, with what its command needs.</summary>
internal sealed record CatalogOperation
{
    /// <summary>Name of the command, such as <c>list</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The <c>operationId</c>.</summary>
    public required string Id { get; init; }

    public required string Summary { get; init; }

    public string Description { get; init; } = "";

    /// <summary>HTTP method in capitals.</summary>
    public required string Method { get; init; }

    /// <summary>The route without a slash at the start, with its parameters in braces.</summary>
    public required string Route { get; init; }

    /// <summary>The host that serves it; null for the usual one.</summary>
    public string? Host { get; init; }

    public bool Deprecated { get; init; }

    /// <summary>True for an operation of a closed beta.</summary>
    public bool Beta { get; init; }

    /// <summary>Parameters of the path, in order, without the one that the account fills in.</summary>
    public IReadOnlyList<CatalogField> Ids { get; init; } = [];

    /// <summary>Parameters of the query, without those of paging.</summary>
    public IReadOnlyList<CatalogField> Query { get; init; } = [];

    /// <summary>The way a list is paged: <c>cursor</c>, <c>skip</c> or <c>page</c>; null if it is not paged.</summary>
    public string? Paging { get; init; }

    /// <summary>True if the response is a list.</summary>
    public bool IsList { get; init; }

    /// <summary>True if a successful response has a body.</summary>
    public bool HasResult { get; init; }

    /// <summary>True if a POST may be sent twice with the same effect.</summary>
    public bool Idempotent { get; init; }

    public string? Envelope { get; init; }

    public string? ResultEnvelope { get; init; }

    public bool ResultEnvelopeOptional { get; init; }

    /// <summary>The record to send; null for an operation without a body.</summary>
    public CatalogField? Body { get; init; }

    public bool BodyRequired { get; init; }

    /// <summary>
    /// The form of a record with files: <c>form</c> always, <c>form-with-files</c> only if there are files; null for no form.
    /// </summary>
    public string? Form { get; init; }

    public bool Limited { get; init; }

    public IReadOnlyList<string> LimitedParameters { get; init; } = [];

    /// <summary>The operation that reads a bulk action which this one starts; null if it starts none.</summary>
    public string? StatusId { get; init; }

    /// <summary>The field that is set when a bulk action is done; only on the operation that reads it.</summary>
    public string? Completion { get; init; }

    /// <summary>True if the command asks before it sends: deletions and bulk writes.</summary>
    public bool Asks { get; init; }

    /// <summary>Names of the fields of a record in the response, in the order of the contract.</summary>
    public IReadOnlyList<string> ResultFields { get; init; } = [];

    /// <summary>Names of the fields of that record whose value is neither an object nor a list.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Names of fields in requests and responses whose values must not be shown.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];
}
