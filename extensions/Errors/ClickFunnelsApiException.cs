using System;
using System.Collections.Generic;
using System.Linq;

namespace ClickFunnels;

/// <summary>The service answered a call with an error status. The derived types say which.</summary>
public class ClickFunnelsApiException : ClickFunnelsException
{
    internal ClickFunnelsApiException(ErrorResponse response, string meaning)
        : base($"{response.Operation.Method} {response.Operation.Route} ({response.Operation.Id}) was answered with {response.Status}: {meaning}{Hint(response)}")
    {
        StatusCode = response.Status;
        OperationId = response.Operation.Id;
        Errors = response.Errors;
        ResponseBody = response.Body;
        RetryAfter = response.RetryAfter;
    }

    /// <summary>The HTTP status.</summary>
    public int StatusCode { get; }

    /// <summary>The operation of the contract that was called, such as <c>createContacts</c>.</summary>
    public string OperationId { get; }

    /// <summary>What the service wrote, message by message; empty when it wrote nothing that could be read.</summary>
    public IReadOnlyList<ClickFunnelsError> Errors { get; }

    /// <summary>The body of the answer, cut at 64 KB; null when there was none. It may hold personal data.</summary>
    public string? ResponseBody { get; }

    /// <summary>How long the service asks to wait (header <c>Retry-After</c>, in either form); null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; }

    // What else a hash may have for keys could be data.
    private static bool IsNameCharacter(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '.' or '[' or ']';

    private static string Hint(ErrorResponse response)
    {
        var fields = new List<string>();
        foreach (var error in response.Errors)
        {
            if (error.Field is { Length: > 0 and <= 64 } field && field.All(IsNameCharacter) && !fields.Contains(field) && fields.Count < 8)
            {
                fields.Add(field);
            }
        }

        var count = response.Errors.Count;
        return (count, fields.Count) switch
        {
            (0, _) => string.Empty,
            (_, 0) => $" See Errors ({count}).",
            _ => $" See Errors ({count}), about {string.Join(", ", fields)}.",
        };
    }
}
