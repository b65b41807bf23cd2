using ClickFunnels.Contracts.Validation;

namespace ClickFunnels.Contracts.Traffic;

/// <summary>The ways in which a request can violate the contract.</summary>
internal enum RequestProblemKind
{
    UnknownQueryParameter,
    UnknownFilterKey,
    MissingQueryParameter,
    InvalidQueryParameter,
    InvalidFilterValue,
    InvalidPathParameter,
    MissingHeader,
    MissingBody,
    UnexpectedBody,
    MissingContentType,
    UndocumentedContentType,
    MalformedJson,
    MalformedForm,
    WrongEnvelope,
    InvalidBody,
}

/// <summary>A violation of the contract by a request, or by a body.</summary>
/// <param name="Kind">The kind of violation.</param>
/// <param name="Pointer">JSON pointer into the contract.</param>
/// <param name="Name">Name of the parameter or header, or media type of malformed JSON; empty for any other body.</param>
internal sealed record RequestProblem(RequestProblemKind Kind, string Pointer, string Name = "")
{
    /// <summary>The attribute of a parameter that is an object, such as <c>id</c> of <c>filter[id]</c>.</summary>
    public string Key { get; init; } = "";

    /// <summary>The expectation of the contract.</summary>
    public string? Expected { get; init; }

    /// <summary>A description of the request, never data.</summary>
    public string? Actual { get; init; }

    /// <summary>The violation of a schema by the value; null if the problem is another one.</summary>
    public Violation? Violation { get; init; }
}
