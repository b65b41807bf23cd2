using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ClickFunnels.Emulator.Control;

/// <summary>
/// Sends what happens as server-sent events. A stream has no queue: it has a place in each log and reads on from there, so that a slow
/// reader costs nothing and loses nothing unnoticed. If it is too far behind, it gets <c>missed</c> and reads the lists again.
/// </summary>
internal static class LiveStream
{
    private const int MaxBehind = 200;

    // Several things at once are sent together.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public static void Map(RouteGroupBuilder control, ControlContext context) =>
        control.MapGet("/stream", (HttpContext http) => RunAsync(http, context));

    private static async Task RunAsync(HttpContext http, ControlContext context)
    {
        using var listener =
            context.Host.Feed.Listen() ?? throw new ControlProblem(503, "Too many streams are open. Close other pages of the emulator.");
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        var stream = new Reader(context, listener, http.Request.Headers["Last-Event-ID"].ToString());
        var aborted = http.RequestAborted;
        try
        {
            await SendAsync("retry: 1000\n\n" + stream.Read());
            while (await listener.WaitAsync(Heartbeat, aborted) is not false and var signal)
            {
                if (signal is null)
                {
                    await SendAsync(": heartbeat\n\n");
                    continue;
                }

                await Task.Delay(Pause, aborted);
                if (stream.Read() is { Length: > 0 } text)
                {
                    await SendAsync(text);
                }
            }
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            // The page was closed.
        }

        async Task SendAsync(string text)
        {
            await http.Response.WriteAsync(text, aborted);
            await http.Response.Body.FlushAsync(aborted);
        }
    }

    /// <summary>The place of one stream, and what happened since.</summary>
    private sealed class Reader
    {
        private readonly ControlContext _context;
        private readonly LiveListener _listener;
        private readonly StringBuilder _text = new();
        private string _run;
        private long _request;
        private long _delivery;
        private string _faults;
        private long _clock;
        private bool _isResumed;

        public Reader(ControlContext context, LiveListener listener, string lastId)
        {
            _context = context;
            _listener = listener;
            _run = context.Host.Feed.Run;
            _request = context.Host.Log.Count;
            _delivery = Newest(context.Emulator.Deliveries);
            _faults = Faults();
            _clock = context.Host.Feed.ClockChanges;
            if (lastId.Split('.') is [{ Length: > 0 } run, var request, var delivery])
            {
                // Of another run, there is no place in the logs.
                _isResumed = true;
                _run = run;
                _request = Number(request);
                _delivery = Number(delivery);
            }
        }

        private string Id => string.Create(CultureInfo.InvariantCulture, $"{_run}.{_request}.{_delivery}");

        /// <summary>Returns the events since the last call.</summary>
        public string Read()
        {
            _text.Clear();
            var run = _context.Host.Feed.Run;
            if (run != _run)
            {
                _run = run;
                _request = _context.Host.Log.Count;
                _delivery = Newest(_context.Emulator.Deliveries);
                Write("reset", new Nothing());
            }

            ReadRequests();
            ReadDeliveries();
            ReadState();
            return _text.ToString();
        }

        private void ReadRequests()
        {
            var all = _context.Host.Log.All;
            var index = RequestEndpoints.IndexAfter(all, _request);
            var isGap = all.Count > 0 && all[0].Number > _request + 1 && _request < all[^1].Number;
            if (isGap || all.Count - index > MaxBehind)
            {
                _request = all[^1].Number;
                Write("missed", new Missed("requests"));
                return;
            }

            for (; index < all.Count; index++)
            {
                _request = all[index].Number;
                Write("request", RequestEntry.Of(all[index]));
            }
        }

        private void ReadDeliveries()
        {
            var all = _context.Emulator.Deliveries;
            var index = DeliveryEndpoints.IndexAfter(all, _delivery);
            var isGap = all.Count > 0 && all[0].Number > _delivery + 1 && _delivery < all[^1].Number;
            if (isGap || all.Count - index > MaxBehind)
            {
                _delivery = all[^1].Number;
                Write("missed", new Missed("deliveries"));
                return;
            }

            for (; index < all.Count; index++)
            {
                _delivery = all[index].Number;
                Write("delivery", all[index]);
            }
        }

        // These say that something is different now. A stream that goes on after a break cannot know, so it is told.
        private void ReadState()
        {
            var changed = _listener.TakeChanged();
            if (_isResumed)
            {
                Write("missed", new Missed("records"));
            }
            else if (changed.Length > 0)
            {
                Write("change", new Changed(changed));
            }

            var clock = _context.Host.Feed.ClockChanges;
            if (clock != _clock || _isResumed)
            {
                _clock = clock;
                Write("clock", new Nothing());
            }

            var faults = Faults();
            if (faults != _faults || _isResumed)
            {
                _faults = faults;
                Write("fault", new Nothing());
            }

            _isResumed = false;
        }

        private void Write<T>(string name, T data) =>
            _text
                .Append("event: ")
                .Append(name)
                .Append("\nid: ")
                .Append(Id)
                .Append("\ndata: ")
                .Append(JsonSerializer.Serialize(data, ControlJson.TypeOf<T>()))
                .Append("\n\n");

        private string Faults() =>
            string.Join(
                '\n',
                [
                    .. _context.Emulator.Faults.Unconsumed.Select(static fault => $"{fault.Target} {fault.Fault.Name} {fault.Remaining}"),
                    .. _context.Emulator.WebhookFaults.Unconsumed.Select(static fault => $"{fault.Target} {fault.Fault} {fault.Remaining}"),
                ]
            );

        private static long Newest(IReadOnlyList<WebhookDelivery> log) => log.Count > 0 ? log[^1].Number : 0;

        private static long Number(string text) =>
            long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    internal sealed record Missed(string What);

    internal sealed record Changed(IReadOnlyList<string> Resources);

    internal sealed record Nothing;
}
