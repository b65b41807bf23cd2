namespace ClickFunnels.Emulator.Control;

/// <summary>Plans faults of calls and deliveries, and lists those that have not happened.</summary>
internal static class FaultEndpoints
{
    // No test plans so many, and each costs memory.
    private const int MostPlanned = 10_000;
    private const int MostHeaders = 50;
    private const int MostHeaderLetters = 4096;

    public static void Map(RouteGroupBuilder control, ApiEmulator emulator)
    {
        var routes = control.MapGroup("/faults");
        routes.MapGet(
            "",
            () =>
                ControlJson.Ok(
                    new PlannedFaults(
                        [.. emulator.Faults.Unconsumed.Select(Describe)],
                        [.. emulator.WebhookFaults.Unconsumed.Select(one => new PlannedDeliveryFault(one.Target, one.Fault, one.Remaining))]
                    )
                )
        );
        routes.MapPost(
            "",
            async (HttpContext context) =>
            {
                var sent = await ControlJson.ReadAsync<NewFault>(context.Request);
                return Plan(emulator, sent);
            }
        );
        routes.MapDelete(
            "",
            () =>
            {
                emulator.Faults.Clear();
                emulator.WebhookFaults.Clear();
                return Results.NoContent();
            }
        );
    }

    private static IResult Plan(ApiEmulator emulator, NewFault sent)
    {
        if (emulator.Faults.Unconsumed.Count + emulator.WebhookFaults.Unconsumed.Count >= MostPlanned)
        {
            throw new ControlProblem(409, $"{MostPlanned} faults are planned already. DELETE {ControlServer.Root}/faults removes them.");
        }

        if (Enum.TryParse<WebhookFault>(sent.Kind.ToString(), out var delivery))
        {
            RefuseOthers(sent);
            emulator.WebhookFaults.Add(sent.Target, delivery, sent.Times);
            return ControlJson.Created(new PlannedDeliveryFault(sent.Target, delivery, sent.Times));
        }

        var call = Make(sent);
        emulator.Faults.Add(sent.Target, call, sent.Times);
        return ControlJson.Created(Describe(new PlannedFault<Fault>(sent.Target, call, sent.Times)));
    }

    private static Fault Make(NewFault sent)
    {
        Fault fault;
        switch (sent.Kind)
        {
            case NewFaultKind.Response:
                RefuseOthers(sent, "status", "body", "content_type", "headers");
                fault = sent.ContentType is { } type
                    ? Fault.Response(Status(sent), sent.Body ?? "", HeaderText("content_type", type))
                    : Fault.Response(Status(sent), sent.Body ?? "");
                break;
            case NewFaultKind.Error:
                RefuseOthers(sent, "status", "message", "headers");
                fault = Fault.Error(Status(sent), sent.Message ?? throw Missing("message", sent.Kind));
                break;
            case NewFaultKind.RateLimit:
                RefuseOthers(sent, "seconds", "headers");
                fault = Fault.RateLimit(sent.Seconds is null ? null : Seconds(sent));
                break;
            case NewFaultKind.Delay:
                RefuseOthers(sent, "seconds", "headers");
                fault = Fault.Delay(Seconds(sent));
                break;
            default:
                RefuseOthers(sent, "headers");
                fault = sent.Kind switch
                {
                    NewFaultKind.BadGateway => Fault.BadGateway(),
                    NewFaultKind.CutBefore => Fault.CutBefore(),
                    NewFaultKind.CutAfter => Fault.CutAfter(),
                    _ => Fault.BrokenJson(),
                };
                break;
        }

        return sent.Headers is { Count: > 0 } headers ? fault with { Headers = Merge(fault.Headers, headers) } : fault;
    }

    private static int Status(NewFault sent) => sent.Status ?? throw Missing("status", sent.Kind);

    private static TimeSpan Seconds(NewFault sent) =>
        sent.Seconds switch
        {
            null => throw Missing("seconds", sent.Kind),
            >= 0 and <= 3600 and var seconds => TimeSpan.FromSeconds(seconds),
            _ => throw new ControlProblem(400, "seconds must be from 0 to 3600."),
        };

    private static Dictionary<string, string> Merge(IReadOnlyDictionary<string, string> own, Dictionary<string, string> sent)
    {
        if (sent.Count > MostHeaders)
        {
            throw new ControlProblem(400, $"headers can have at most {MostHeaders} entries.");
        }

        var merged = new Dictionary<string, string>(own, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in sent)
        {
            if (
                name.Length is 0 or > MostHeaderLetters
                || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || "!#$%&'*+-.^_`|~".Contains(letter, StringComparison.Ordinal))
                || name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)
                || name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase)
            )
            {
                throw new ControlProblem(
                    400,
                    "headers has a name that is not the name of a header, or one that the server sets itself: Content-Length or "
                        + "Transfer-Encoding."
                );
            }

            merged[name] = HeaderText($"headers.{name}", value);
        }

        return merged;
    }

    private static string HeaderText(string field, string text) =>
        text.Length <= MostHeaderLetters && text.All(letter => letter is >= ' ' and <= '~')
            ? text
            : throw new ControlProblem(400, $"{field} must be at most {MostHeaderLetters} printable ASCII characters.");

    private static void RefuseOthers(NewFault sent, params ReadOnlySpan<string> known)
    {
        ReadOnlySpan<(string Name, bool IsSent)> fields =
        [
            ("status", sent.Status is not null),
            ("body", sent.Body is not null),
            ("content_type", sent.ContentType is not null),
            ("headers", sent.Headers is not null),
            ("message", sent.Message is not null),
            ("seconds", sent.Seconds is not null),
        ];
        foreach (var (name, isSent) in fields)
        {
            if (isSent && !known.Contains(name))
            {
                throw new ControlProblem(
                    400,
                    $"{name} has no meaning for a fault of the kind {Name(sent.Kind)}"
                        + (known.Length == 0 ? "." : $", which takes {string.Join(", ", known)}.")
                );
            }
        }
    }

    private static ControlProblem Missing(string field, NewFaultKind kind) => new(400, $"A fault of the kind {Name(kind)} needs {field}.");

    private static string Name(NewFaultKind kind) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());

    private static PlannedCallFault Describe(PlannedFault<Fault> planned)
    {
        var fault = planned.Fault;
        var isResponse = fault.Kind == FaultKind.Response;
        return new PlannedCallFault(
            planned.Target,
            fault.Kind,
            planned.Remaining,
            fault.Status,
            isResponse ? fault.Body : null,
            isResponse ? fault.ContentType : null,
            fault.Headers.Count == 0 ? null : fault.Headers,
            fault.Message,
            fault.Wait == TimeSpan.Zero ? null : fault.Wait.TotalSeconds
        );
    }

    /// <summary>The kinds of both: those of <see cref="FaultKind"/>, then those of <see cref="WebhookFault"/>.</summary>
    internal enum NewFaultKind
    {
        Response,
        Error,
        RateLimit,
        BadGateway,
        Delay,
        CutBefore,
        CutAfter,
        BrokenJson,
        Duplicate,
        HoldUntilNext,
        WrongSignature,
        OldTimestamp,
    }

    internal sealed record NewFault(
        string Target,
        NewFaultKind Kind,
        int Times = 1,
        int? Status = null,
        string? Body = null,
        string? ContentType = null,
        Dictionary<string, string>? Headers = null,
        string? Message = null,
        double? Seconds = null
    );

    internal sealed record PlannedCallFault(
        string Target,
        FaultKind Kind,
        int Remaining,
        int? Status,
        string? Body,
        string? ContentType,
        IReadOnlyDictionary<string, string>? Headers,
        string? Message,
        double? Seconds
    );

    internal sealed record PlannedDeliveryFault(string Target, WebhookFault Kind, int Remaining);

    internal sealed record PlannedFaults(IReadOnlyList<PlannedCallFault> Calls, IReadOnlyList<PlannedDeliveryFault> Deliveries);
}
