using System;
using System.Collections.Generic;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>Creates the exceptions that a client throws, for tests of code that handles them.</summary>
public static class ApiExceptionFactory
{
    /// <summary>Creates the exception of an error status.</summary>
    /// <param name="statusCode">The HTTP status; 422 gives an <see cref="ApiValidationException" />, and so on.</param>
    /// <param name="responseBody">The body of the response, such as <c>{"error":"Name can't be blank"}</c>.</param>
    /// <param name="operationId">The operation that was called.</param>
    /// <param name="headers">The headers of the response.</param>
    /// <param name="retryAfter">How long the service asks to wait.</param>
    /// <param name="requestId">The id that the service gave the request.</param>
    /// <exception cref="ArgumentOutOfRangeException">The status is not one of an error.</exception>
    public static ApiStatusException Status(
        int statusCode,
        string? responseBody = null,
        string operationId = "test",
        IEnumerable<KeyValuePair<string, string>>? headers = null,
        TimeSpan? retryAfter = null,
        string? requestId = null
    )
    {
        if (statusCode is < 300 or > 599)
        {
            throw new ArgumentOutOfRangeException(nameof(statusCode), statusCode, "The status of an error is from 300 to 599.");
        }

        var kind = ErrorBody.KindOf(responseBody, null);
        IReadOnlyList<ApiError> errors = kind == ErrorBodyKind.Json ? ErrorBody.Read(responseBody, []) : [];
        return new ErrorResponse(
            Operation(operationId),
            new ApiResponse(statusCode, headers, requestId),
            kind,
            responseBody,
            errors,
            retryAfter
        ).ToException();
    }

    /// <summary>Creates the exception of a call that took too long.</summary>
    /// <param name="limit">The limit that was exceeded.</param>
    /// <param name="operationId">The operation that was called.</param>
    /// <param name="innerException">The failure of the last attempt.</param>
    public static ApiTimeoutException Timeout(TimeSpan limit, string operationId = "test", Exception? innerException = null) =>
        new(Operation(operationId), "did not end, with its retries, within", limit, innerException);

    /// <summary>Creates the exception of a failed connection.</summary>
    /// <param name="requestMayHaveArrived">False when the request surely did not reach the service.</param>
    /// <param name="operationId">The operation that was called.</param>
    /// <param name="innerException">The cause.</param>
    public static ApiConnectionException Connection(
        bool requestMayHaveArrived,
        string operationId = "test",
        Exception? innerException = null
    ) => new(Operation(operationId), requestMayHaveArrived, innerException);

    /// <summary>Creates the exception of a successful response that cannot be used.</summary>
    /// <param name="message">What is wrong with the response.</param>
    /// <param name="innerException">The cause.</param>
    public static ApiResponseException Response(string message, Exception? innerException = null) => new(message, innerException);

    /// <summary>Creates the exception of options that cannot be used.</summary>
    /// <param name="problems">The problems, each with the name of the setting and the fix.</param>
    public static ApiConfigurationException Configuration(params string[] problems) => new(problems);

    private static Operation Operation(string id) => new(id ?? throw new ArgumentNullException(nameof(id)), "GET", "test");
}
