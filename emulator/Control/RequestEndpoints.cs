using System.Globalization;

namespace ClickFunnels.Emulator.Control;

/// <summary>The requests that the emulator received, and the operations that they can call.</summary>
internal static class RequestEndpoints
{
    private const int UsualLimit = 100;
    private const string Cut = "cut";

    public static void Map(RouteGroupBuilder control, ControlContext context)
    {
        var host = context.Host;
        control.MapGet("/requests", (HttpRequest request) => ControlJson.Ok(List(request, host.Log.All)));
        control.MapGet(
            "/requests/{number}",
            (string number) =>
                ControlJson.Ok(
                    RequestDetail.Of(
                        Find(host.Log.All, number)
                            ?? throw new ControlProblem(404, $"The log has no request {number}. It keeps the last requests only.")
                    )
                )
        );
        control.MapDelete(
            "/requests",
            () =>
            {
                context.Emulator.ClearRequests();
                return Results.NoContent();
            }
        );
        control.MapGet(
            "/operations",
            () =>
                ControlJson.Ok(
                    new OperationList([
                        .. host.Platform.Contract.Operations.Select(operation => new OperationEntry(
                            operation.Id,
                            operation.Method,
                            operation.Template,
                            operation.Resource
                        )),
                    ])
                )
        );
    }

    private static RequestPage List(HttpRequest query, IReadOnlyList<RecordedRequest> all)
    {
        var limit = ControlQuery.Limit(query, UsualLimit);
        var after = ControlQuery.Number(query, "after");
        var matching = Filter(query);
        var newest = all.Count > 0 ? all[^1].Number : 0;
        if (after is null)
        {
            // The last ones: found from the end, so that a long log costs nothing.
            var last = all.Reverse().Where(matching).Take(limit).Select(RequestEntry.Of).ToList();
            last.Reverse();
            return new RequestPage(last, newest);
        }

        var next = all.Skip(IndexAfter(all, after.Value)).Where(matching).Take(limit).Select(RequestEntry.Of).ToList();
        return new RequestPage(next, next.Count == limit ? next[^1].Number : Math.Max(newest, after.Value));
    }

    /// <summary>Returns the place of the first request after a number.</summary>
    public static int IndexAfter(IReadOnlyList<RecordedRequest> all, long number) =>
        all.Count == 0 ? 0 : (int)Math.Clamp(number + 1 - all[0].Number, 0, all.Count);

    private static RecordedRequest? Find(IReadOnlyList<RecordedRequest> all, string number) =>
        long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted)
        && IndexAfter(all, wanted - 1) is var index
        && index < all.Count
        && all[index].Number == wanted
            ? all[index]
            : null;

    private static Func<RecordedRequest, bool> Filter(HttpRequest query)
    {
        var operation = ControlQuery.Text(query, "operation");
        var method = ControlQuery.Text(query, "method");
        var path = ControlQuery.Text(query, "path");
        var text = ControlQuery.Text(query, "q");
        var hasViolations = ControlQuery.Flag(query, "violations");
        var status = ControlQuery.Text(query, "status");
        var (low, high) = status == Cut ? (null, null) : Statuses(status);
        return request =>
            (operation is null || request.OperationId == operation)
            && (method is null || request.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
            && (path is null || request.Path.Contains(path, StringComparison.OrdinalIgnoreCase))
            && (status != Cut || request.Status is null)
            && (low is null || (request.Status >= low && request.Status <= high))
            && (text is null || Contains(request, text))
            && (hasViolations is null || request.Violations.Count > 0 == hasViolations);
    }

    private static bool Contains(RecordedRequest request, string text) =>
        $"{request.Method} {request.Path} {request.OperationId}".Contains(text, StringComparison.OrdinalIgnoreCase);

    private static (int? Low, int? High) Statuses(string? text) =>
        text switch
        {
            null => (null, null),
            [>= '1' and <= '5' and var first, 'x' or 'X', 'x' or 'X'] => ((first - '0') * 100, ((first - '0') * 100) + 99),
            _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) => (status, status),
            _ => throw new ControlProblem(400, "status must be a status such as 404, a class such as 4xx, or cut."),
        };

    internal sealed record OperationList(IReadOnlyList<OperationEntry> Operations);

    internal sealed record OperationEntry(string Id, string Method, string Path, string? Resource);
}
