using System;
using System.Collections.Generic;
using System.Linq;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>The service returned an error status. The derived types say which.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public class ApiStatusException : ApiException
{
    internal ApiStatusException(ErrorResponse error, string meaning)
        : base(
            $"{error.Operation.Method} {error.Operation.Route} ({error.Operation.Id}) returned status {error.Status}: "
                + $"{meaning}{Hint(error)}{(error.Advice is null ? null : " " + error.Advice)}"
        )
    {
        OperationId = error.Operation.Id;
        Errors = error.Errors;
        ResponseBody = error.Body;
        RetryAfter = error.RetryAfter;
        Response = error.Response;
    }

    /// <summary>True for status 408: the server did not receive the request in time. Derived types override it.</summary>
    public override bool IsTransient => StatusCode == ErrorResponse.RequestTimeout;

    /// <inheritdoc />
    public override bool MayHaveBeenCarriedOut => StatusCode is ErrorResponse.RequestTimeout or >= 500;

    /// <summary>The HTTP status.</summary>
    public int StatusCode => Response.StatusCode;

    /// <summary>Status, headers and request id of the response.</summary>
    public ApiResponse Response { get; }

    /// <summary>The <c>operationId</c> of the operation that was called, such as <c>createContacts</c>.</summary>
    public string OperationId { get; }

    /// <summary>The messages of the service; empty when it wrote none that could be read.</summary>
    public IReadOnlyList<ApiError> Errors { get; }

    /// <summary>The body of the response, cut at 64 KB; null when there was none. It may hold personal data.</summary>
    public string? ResponseBody { get; }

    /// <summary>
    /// The delay that the service asks for (header <c>Retry-After</c>, in either form, or else <c>retry_after</c> in the body); null when
    /// it does not say.
    /// </summary>
    public TimeSpan? RetryAfter { get; }

    private static string Hint(ErrorResponse error)
    {
        var fields = new List<string>();
        foreach (var item in error.Errors)
        {
            if (item.Field is { Length: > 0 and <= 64 } field && field.All(IsNameCharacter) && !fields.Contains(field) && fields.Count < 8)
            {
                fields.Add(field);
            }
        }

        var count = error.Errors.Count;
        return (count, fields.Count) switch
        {
            (0, _) => string.Empty,
            (_, 0) => $" See Errors ({count}).",
            _ => $" See Errors ({count}), about {string.Join(", ", fields)}.",
        };
    }

    // Other keys could be user data; only identifier-like field names go into the message.
    private static bool IsNameCharacter(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '.' or '[' or ']';
}
