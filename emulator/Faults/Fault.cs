using System.Globalization;
using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator;

/// <summary>The kinds of failures that <see cref="Fault"/> makes.</summary>
internal enum FaultKind
{
    Response,
    Error,
    RateLimit,
    BadGateway,
    Delay,
    CutBefore,
    CutAfter,
    BrokenJson,
}

/// <summary>A failure of a call. Faults affect only calls that have a route and a valid token.</summary>
public sealed record Fault
{
    private Fault(string name, FaultKind kind) => (Name, Kind) = (name, kind);

    /// <summary>Short name, for messages.</summary>
    public string Name { get; private init; }

    /// <summary>The method that made it.</summary>
    internal FaultKind Kind { get; private init; }

    /// <summary>Status of the response that replaces the real one; null when the call is handled.</summary>
    public int? Status { get; private init; }

    /// <summary>Text of an error in the form of the API; null if <see cref="Body"/> is sent as it is.</summary>
    internal string? Message { get; private init; }

    /// <summary>Body of the response that replaces the real one.</summary>
    public string Body { get; private init; } = "";

    /// <summary>Content type of <see cref="Body"/>.</summary>
    public string ContentType { get; private init; } = Http.EmulatorResponse.Json;

    /// <summary>Headers added to the response, such as <c>Retry-After</c>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Time to wait before anything else happens.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>True if the connection is cut before the call is handled: nothing has happened.</summary>
    public bool CutsBeforeHandling { get; private init; }

    /// <summary>True if the connection is cut after the call was handled: its effect stays, its response is lost.</summary>
    public bool CutsAfterHandling { get; private init; }

    /// <summary>True if the JSON of the response ends in the middle.</summary>
    public bool BreaksJson { get; private init; }

    /// <summary>Returns a status and, if given, a body; the call has no effect.</summary>
    /// <param name="status">HTTP status, 200 to 599.</param>
    /// <param name="body">Body of the response; empty by default.</param>
    /// <param name="contentType">Content type of the body; JSON by default.</param>
    public static Fault Response(int status, string body = "", string contentType = Http.EmulatorResponse.Json)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        ArgumentNullException.ThrowIfNull(body);
        ArgumentException.ThrowIfNullOrEmpty(contentType);
        return new Fault(status.ToString(CultureInfo.InvariantCulture), FaultKind.Response)
        {
            Status = status,
            Body = body,
            ContentType = contentType,
        };
    }

    /// <summary>Returns a status and an error body in the form of the API, such as <c>{"error": "…"}</c> of ClickFunnels.</summary>
    /// <param name="status">HTTP status, 200 to 599.</param>
    /// <param name="message">The error's text.</param>
    public static Fault Error(int status, string message) =>
        Response(status, new JsonObject { ["error"] = message }.ToJsonString()) with
        {
            Kind = FaultKind.Error,
            Message = message,
        };

    /// <summary>Returns 429, with <c>Retry-After</c> in seconds when one is given. The real service is said to send none.</summary>
    /// <param name="retryAfter">Time to wait before the next attempt.</param>
    public static Fault RateLimit(TimeSpan? retryAfter = null)
    {
        var fault = Error(429, "Too many requests") with { Kind = FaultKind.RateLimit };
        if (retryAfter is not { } wait)
        {
            return fault;
        }

        var seconds = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return fault with { Headers = new Dictionary<string, string> { ["Retry-After"] = seconds } };
    }

    /// <summary>Returns 502 with an HTML page, as the service's edge sometimes does.</summary>
    public static Fault BadGateway()
    {
        var page = Http.EmulatorResponse.Page(502, "Bad gateway", "The server did not respond.");
        return Response(502, System.Text.Encoding.UTF8.GetString(page.Body), Http.EmulatorResponse.Html) with
        {
            Kind = FaultKind.BadGateway,
        };
    }

    /// <summary>Waits by the emulator's clock, then handles the call.</summary>
    /// <param name="wait">Time to wait, at most an hour.</param>
    public static Fault Delay(TimeSpan wait)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(wait, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wait, TimeSpan.FromHours(1));
        return new Fault("delay", FaultKind.Delay) { Wait = wait };
    }

    /// <summary>Cuts the connection before the call is handled: nothing has happened.</summary>
    public static Fault CutBefore() => new("cut before", FaultKind.CutBefore) { CutsBeforeHandling = true };

    /// <summary>Handles the call, then cuts the connection: the effect stays, the response is lost.</summary>
    public static Fault CutAfter() => new("cut after", FaultKind.CutAfter) { CutsAfterHandling = true };

    /// <summary>Handles the call, then sends only the first half of its JSON.</summary>
    public static Fault BrokenJson() => new("broken JSON", FaultKind.BrokenJson) { BreaksJson = true };
}
