using System.Text.Json;
using System.Text.RegularExpressions;
using ClickFunnels.Cli.Jobs;
using ClickFunnels.Core;
using ClickFunnels.Drift.Output;
using ClickFunnels.OAuth;

namespace ClickFunnels.Cli.Running;

/// <summary>The failure of a command, as text and as JSON. docs/cli.md describes the JSON.</summary>
internal sealed partial record ErrorReport
{
    public required int ExitCode { get; init; }

    /// <summary>The category, such as <c>not_found</c>.</summary>
    public required string Code { get; init; }

    public required string Message { get; init; }

    public string? Operation { get; init; }

    public int? Status { get; init; }

    public string? RequestId { get; init; }

    /// <summary>The messages of the service, with the field that each is about; null for none.</summary>
    public IReadOnlyList<ApiError> Fields { get; init; } = [];

    /// <summary>True if the same command may succeed later, and running it again does no harm.</summary>
    public bool Retryable { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Describes an exception.</summary>
    public static ErrorReport Of(Exception exception, CancellationToken cancellationToken) =>
        exception switch
        {
            CliException problem => new()
            {
                ExitCode = problem.ExitCode,
                Code = problem.Code,
                Message = problem.Message,
            },
            OperationCanceledException when cancellationToken.IsCancellationRequested => new()
            {
                ExitCode = ExitCodes.Canceled,
                Code = "canceled",
                Message = "Canceled.",
            },
            OAuthException failure => Of(failure),
            _ when JobErrors.Find(exception) is { } report => report,
            ApiException failure => Of(failure),
            ArgumentException argument => new()
            {
                ExitCode = ExitCodes.Usage,
                Code = "usage",
                Message = ParameterHint().Replace(argument.Message, ""),
            },
            IOException or UnauthorizedAccessException or InvalidDataException or JsonException => new()
            {
                ExitCode = ExitCodes.Input,
                Code = "input",
                Message = exception.Message,
            },
            _ => new()
            {
                ExitCode = ExitCodes.Internal,
                Code = "internal",
                Message =
                    $"A mistake in this program: {exception.GetType().Name}: {exception.Message} Set CLICKFUNNELS_DEBUG=1 for details.",
            },
        };

    /// <summary>Writes the report as text of a few lines.</summary>
    public void WriteText(TextWriter writer)
    {
        writer.WriteLine("clickfunnels: " + Printable.Line(Message));
        foreach (var error in Fields)
        {
            writer.WriteLine("  " + Printable.Line(error.Field is { } field ? $"{field}: {error.Message}" : error.Message));
        }

        if (RetryAfter is { } delay)
        {
            writer.WriteLine($"  The service asks to wait {Math.Ceiling(delay.TotalSeconds):0} seconds.");
        }
    }

    /// <summary>Writes the report as one line of JSON.</summary>
    public void WriteJson(TextWriter writer)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteStartObject("error");
            json.WriteString("code", Code);
            json.WriteString("message", Message);
            json.WriteNumber("exitCode", ExitCode);
            WriteOptional(json, "operation", Operation);
            if (Status is { } status)
            {
                json.WriteNumber("status", status);
            }

            WriteOptional(json, "requestId", RequestId);
            json.WriteStartArray("fields");
            foreach (var error in Fields)
            {
                json.WriteStartObject();
                json.WriteString("field", error.Field);
                json.WriteString("message", error.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteBoolean("retryable", Retryable);
            if (RetryAfter is { } delay)
            {
                json.WriteNumber("retryAfterSeconds", (long)Math.Ceiling(delay.TotalSeconds));
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        writer.WriteLine(System.Text.Encoding.UTF8.GetString(bytes.ToArray()));
    }

    // The description is from the service. It is escaped when it is written.
    private static ErrorReport Of(OAuthException failure) =>
        new()
        {
            ExitCode =
                failure.StatusCode is null && failure.Error is null && failure.IsTransient ? ExitCodes.Connection : ExitCodes.Unauthorized,
            Code = failure.Error ?? "oauth",
            Message = failure.Description is { } description ? $"{failure.Message} The service says: {description}" : failure.Message,
            Status = failure.StatusCode,
            Retryable = failure.IsTransient,
        };

    private static ErrorReport Of(ApiException failure)
    {
        var status = failure as ApiStatusException;
        var (exitCode, code) = failure switch
        {
            ApiConfigurationException => (ExitCodes.Account, "account"),
            ApiUnauthorizedException => (ExitCodes.Unauthorized, "unauthorized"),
            ApiForbiddenException or ApiBlockedException => (ExitCodes.Forbidden, "forbidden"),
            ApiNotFoundException => (ExitCodes.NotFound, "not_found"),
            ApiConflictException => (ExitCodes.Conflict, "conflict"),
            ApiRateLimitException => (ExitCodes.RateLimit, "rate_limit"),
            ApiConnectionException => (ExitCodes.Connection, "connection"),
            ApiTimeoutException => (ExitCodes.Timeout, "timeout"),
            ApiResponseException => (ExitCodes.Response, "response"),
            ApiStatusException { StatusCode: >= 500 } => (ExitCodes.Service, "service"),
            _ => (ExitCodes.Refused, "refused"),
        };
        return new ErrorReport
        {
            ExitCode = exitCode,
            Code = code,
            Message = LibraryHint().Replace(failure.Message, ""),
            Operation = status?.OperationId,
            Status = status?.StatusCode,
            RequestId = status?.Response.RequestId,
            Fields = status?.Errors ?? [],
            Retryable = failure.IsSafeToRepeat && failure.IsTransient,
            RetryAfter = status?.RetryAfter,
        };
    }

    // The messages of the service follow below, so the property that holds them is not named.
    [GeneratedRegex(@" See Errors \(\d+\)\.$")]
    private static partial Regex LibraryHint();

    // The parameter of a method says nothing to users. The second form is that of a program without texts of the framework.
    [GeneratedRegex(@" (?:\(Parameter '\w+'\)|Arg_ParamName_Name, \w+)$")]
    private static partial Regex ParameterHint();

    private static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
