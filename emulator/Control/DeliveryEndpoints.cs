using System.Diagnostics;

namespace ClickFunnels.Emulator.Control;

/// <summary>The deliveries of events to webhook endpoints, and events that are raised or sent again by hand.</summary>
internal static class DeliveryEndpoints
{
    private const int UsualLimit = 100;
    private const int MaxSeconds = 300;

    public static void Map(RouteGroupBuilder control, ControlContext context)
    {
        var emulator = context.Emulator;
        control.MapGet("/deliveries", (HttpRequest request) => ControlJson.Ok(List(request, emulator.Deliveries)));
        control.MapPost("/deliveries/wait", (HttpRequest request) => WaitAsync(request, emulator));
        control.MapGet("/webhooks", () => ControlJson.Ok(Describe(context)));
        control.MapPost("/events", (HttpRequest request) => RaiseAsync(request, emulator));
        control.MapPost(
            "/events/{event_id}/redeliver",
            (string event_id, HttpRequest request) => RedeliverAsync(event_id, request, emulator)
        );
    }

    /// <summary>Returns the place of the first delivery after a number.</summary>
    public static int IndexAfter(IReadOnlyList<WebhookDelivery> all, long number) =>
        all.Count == 0 ? 0 : (int)Math.Clamp(number + 1 - all[0].Number, 0, all.Count);

    private static DeliveryPage List(HttpRequest request, IReadOnlyList<WebhookDelivery> all)
    {
        var limit = ControlQuery.Limit(request, UsualLimit);
        var newest = all.Count > 0 ? all[^1].Number : 0;
        if (ControlQuery.Number(request, "after") is not { } after)
        {
            return new DeliveryPage([.. all.TakeLast(limit)], newest);
        }

        var next = all.Skip(IndexAfter(all, after)).Take(limit).ToList();
        return new DeliveryPage(next, next.Count > 0 ? next[^1].Number : Math.Max(newest, after));
    }

    private static async Task<IResult> WaitAsync(HttpRequest request, ApiEmulator emulator)
    {
        var seconds = (await ControlJson.ReadAsync<WaitRequest>(request)).Seconds;
        if (seconds is < 0 or > MaxSeconds)
        {
            throw new ControlProblem(400, $"seconds must be 0 to {MaxSeconds}.");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(request.HttpContext.RequestAborted);
        limit.CancelAfter(TimeSpan.FromSeconds(seconds));
        var watch = Stopwatch.StartNew();
        try
        {
            await emulator.WaitForDeliveriesAsync(limit.Token);
            return ControlJson.Ok(new WaitResult(true, watch.Elapsed.TotalSeconds));
        }
        catch (OperationCanceledException) when (!request.HttpContext.RequestAborted.IsCancellationRequested)
        {
            return ControlJson.Ok(new WaitResult(false, watch.Elapsed.TotalSeconds));
        }
    }

    private static WebhookOverview Describe(ControlContext context)
    {
        var host = context.Host;
        if (host.Platform.Webhooks is not { } webhooks)
        {
            return new WebhookOverview(null, [], []);
        }

        lock (host.Store.Gate)
        {
            return new WebhookOverview(
                webhooks.EndpointResource,
                [
                    .. host
                        .Store.Of(webhooks.EndpointResource)
                        .Where(static endpoint => !endpoint.IsDeleted)
                        .Select(endpoint => new EndpointEntry(endpoint.Id, ShownAddress(webhooks.AddressOf(endpoint)), Types(endpoint))),
                ],
                [.. webhooks.ByType.Values.Select(static rule => new EventTypeEntry(rule.Type, rule.Resource, rule.Cause))]
            );
        }

        List<string> Types(Store.Record endpoint) =>
            [.. webhooks.ByType.Keys.Where(type => endpoint.Fields.Any(field => Lists(field.Value, type)))];
    }

    private static bool Lists(System.Text.Json.Nodes.JsonNode? value, string type) =>
        value is System.Text.Json.Nodes.JsonArray items && items.Any(one => one?.ToString() == type);

    // Without the query, which may hold a secret.
    private static string ShownAddress(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url)
            ? url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
            : "";

    private static async Task<IResult> RaiseAsync(HttpRequest request, ApiEmulator emulator)
    {
        var sent = await ControlJson.ReadAsync<RaiseRequest>(request);
        return ControlJson.Ok(new RaiseResult(emulator.RaiseEvent(sent.Type, sent.SubjectId)));
    }

    private static async Task<IResult> RedeliverAsync(string id, HttpRequest request, ApiEmulator emulator)
    {
        try
        {
            return ControlJson.Ok(new RedeliveryResult(await emulator.RedeliverAsync(id, request.HttpContext.RequestAborted)));
        }
        catch (ArgumentException problem)
        {
            throw new ControlProblem(404, ControlProblem.WithoutParameter(problem));
        }
    }

    internal sealed record WaitRequest
    {
        public required double Seconds { get; init; }
    }

    internal sealed record WaitResult(bool IsIdle, double WaitedSeconds);

    internal sealed record RaiseRequest
    {
        public required string Type { get; init; }

        public required long SubjectId { get; init; }
    }

    internal sealed record RaiseResult(string? EventId);

    internal sealed record RedeliveryResult(IReadOnlyList<WebhookDelivery> Deliveries);

    internal sealed record WebhookOverview(
        string? EndpointResource,
        IReadOnlyList<EndpointEntry> Endpoints,
        IReadOnlyList<EventTypeEntry> EventTypes
    );

    internal sealed record EndpointEntry(long Id, string Url, IReadOnlyList<string> EventTypes);

    internal sealed record EventTypeEntry(string Type, string Resource, string? Cause);
}

/// <summary>The deliveries after a number, and the number to go on from.</summary>
internal sealed record DeliveryPage(IReadOnlyList<WebhookDelivery> Deliveries, long Last);
