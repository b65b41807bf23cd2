using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Http;

/// <summary>The reason that a call fails. Platforms word and shape it.</summary>
internal enum ProblemKind
{
    /// <summary>The request cannot be understood.</summary>
    BadRequest,

    /// <summary>The credential is missing or wrong.</summary>
    Unauthorized,

    /// <summary>A record does not exist, or is not visible to the caller.</summary>
    NotFound,

    /// <summary>No operation has the method and path.</summary>
    NoRoute,

    /// <summary>The state of a record forbids the action.</summary>
    Conflict,

    /// <summary>The body is too large.</summary>
    TooLarge,

    /// <summary>Fields of the body are invalid.</summary>
    Invalid,

    /// <summary>The change could not be written to the change log.</summary>
    NotSaved,

    /// <summary>The message says it all.</summary>
    Other,
}

/// <summary>One error in a body.</summary>
/// <param name="Field">Path of the field, such as <c>variants.0.price</c>; empty if it is about the whole body.</param>
/// <param name="Message">The error.</param>
internal readonly record struct FieldProblem(string Field, string Message);

/// <summary>Ends the handling of a call with an error response.</summary>
internal sealed class ApiProblem : Exception
{
    private ApiProblem(ProblemKind kind, int status, string text)
        : base($"The call fails with status {status}.")
    {
        Kind = kind;
        Status = status;
        Text = text;
    }

    public ProblemKind Kind { get; }

    /// <summary>The usual status for the kind.</summary>
    public int Status { get; }

    /// <summary>The problem; empty if the kind says it.</summary>
    public string Text { get; }

    /// <summary>The invalid fields of the body.</summary>
    public IReadOnlyList<FieldProblem> Fields { get; private init; } = [];

    /// <summary>The whole body of the response; null if the platform makes it.</summary>
    public JsonObject? Body { get; private init; }

    /// <summary>The problem in words, whatever form the platform gives its response.</summary>
    public string Summary =>
        Fields.Count > 0 ? string.Join("; ", Fields.Select(one => one.Message.TrimEnd('.')))
        : Text.Length > 0 ? Text.TrimEnd('.')
        : Body?.ToJsonString()
            ?? Kind switch
            {
                ProblemKind.NotFound => "a record that it needs does not exist",
                ProblemKind.Unauthorized => "it is not allowed",
                _ => "the request is not valid",
            };

    public static ApiProblem BadRequest(string message) => new(ProblemKind.BadRequest, 400, message);

    public static ApiProblem Unauthorized() => new(ProblemKind.Unauthorized, 401, "");

    public static ApiProblem NotFound() => new(ProblemKind.NotFound, 404, "");

    public static ApiProblem NoRoute() => new(ProblemKind.NoRoute, 404, "");

    public static ApiProblem Conflict(string message) => new(ProblemKind.Conflict, 409, message);

    public static ApiProblem TooLarge() => new(ProblemKind.TooLarge, 413, "");

    public static ApiProblem Unprocessable(string message) => Unprocessable([new FieldProblem("", message)]);

    public static ApiProblem Unprocessable(IReadOnlyList<FieldProblem> fields) => new(ProblemKind.Invalid, 422, "") { Fields = fields };

    [Behavior("A change that cannot be written to the change log returns 503", Evidence.Assumed, "the emulator's own rule")]
    public static ApiProblem NotSaved() =>
        new(
            ProblemKind.NotSaved,
            503,
            "The emulator cannot write its change log, so the change was not saved. Free space on its disk, then send it again"
        );

    /// <summary>422 whose error is a bare code or sentence.</summary>
    public static ApiProblem Refused(string error) => Error(422, error);

    public static ApiProblem Error(int status, string error) => new(ProblemKind.Other, status, error);

    /// <summary>An error whose body is particular to one operation.</summary>
    public static ApiProblem Exact(int status, JsonObject body) => new(ProblemKind.Other, status, "") { Body = body };
}
