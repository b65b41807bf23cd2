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

    /// <summary>Makes the exception that a status leads to, for tests of code that handles it.</summary>
    /// <param name="statusCode">The HTTP status; 422 gives a <see cref="ClickFunnelsValidationException" />, and so on.</param>
    /// <param name="responseBody">What the service is said to have written, such as <c>{"error":"Name can't be blank"}</c>.</param>
    /// <param name="operationId">The operation that is said to have been called.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status is none of an error.</exception>
    public static ClickFunnelsApiException ForStatus(int statusCode, string? responseBody = null, string operationId = "test")
    {
        if (statusCode is < 300 or > 599)
        {
            throw new ArgumentOutOfRangeException(nameof(statusCode), statusCode, "An error has a status from 300 to 599.");
        }

        var isHtml = responseBody?.TrimStart().StartsWith("<", StringComparison.Ordinal) == true;
        return new ErrorResponse(new Operation(operationId, "GET", "test", ApiHost.Workspace), statusCode, isHtml, responseBody, isHtml ? [] : ErrorBody.Read(responseBody), null).ToException();
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
