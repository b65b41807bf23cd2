using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Web;
using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Accounts.Login;

/// <summary>
/// Receives the callback of the browser on 127.0.0.1. Requests that are not the callback of this login are refused and change nothing.
/// </summary>
internal sealed class LoopbackCallback : IAsyncDisposable
{
    private const string Path = "/callback";
    private const int LongestHead = 16 * 1024;
    private const int MaxConnections = 32;
    private static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(10);

    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource<string> _callback = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Task> _connections = [];
    private Task? _accepting;

    private LoopbackCallback(TcpListener listener) => _listener = listener;

    /// <summary>The redirect address, <c>http://127.0.0.1:PORT/callback</c>.</summary>
    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}{Path}";

    /// <summary>Starts to listen.</summary>
    /// <param name="port">The port; 0 for a free one.</param>
    /// <exception cref="CliException">The port is in use.</exception>
    public static LoopbackCallback Start(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return new LoopbackCallback(listener);
        }
        catch (SocketException)
        {
            listener.Dispose();
            throw CliException.Usage($"Port {port} of 127.0.0.1 cannot be used: end the program that uses it, or choose another --port.");
        }
    }

    /// <summary>Waits for the callback with a state and returns its query. It is accepted once.</summary>
    public async Task<string> WaitAsync(string state, CancellationToken cancellationToken)
    {
        _accepting = AcceptAsync(state);
        return await _callback.Task.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        if (_accepting is not null)
        {
            await _accepting;
        }

        // The browser gets its page before the program goes on, or within the limit of a request.
        if (!_callback.Task.IsCompletedSuccessfully)
        {
            await _end.CancelAsync();
        }

        await Task.WhenAll(_connections);
        _end.Dispose();
    }

    private async Task AcceptAsync(string state)
    {
        while (true)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                _connections.RemoveAll(static connection => connection.IsCompleted);
                if (_connections.Count >= MaxConnections)
                {
                    client.Dispose();
                    continue;
                }

                _connections.Add(HandleAsync(client, state));
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task HandleAsync(TcpClient client, string state)
    {
        using var closes = client;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        limit.CancelAfter(RequestLimit);
        try
        {
            var stream = client.GetStream();
            var query = QueryOf(await ReadHeadAsync(stream, limit.Token));
            var isCallback = query is not null && HasState(query, state) && !_callback.Task.IsCompleted;
            await stream.WriteAsync(isCallback ? AcceptedPage(query!) : RefusedPage, limit.Token);
            if (isCallback)
            {
                _callback.TrySetResult(query!);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            // Browsers open connections that they do not use.
        }
    }

    /// <summary>Reads until the blank line after the headers. The longest head is bounded.</summary>
    private static async Task<string> ReadHeadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestHead];
        var length = 0;
        while (length < buffer.Length)
        {
            var count = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
            length += count;
            if (count == 0 || buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) >= 0)
            {
                break;
            }
        }

        return Encoding.Latin1.GetString(buffer, 0, length);
    }

    // GET /callback?… HTTP/1.1
    private static string? QueryOf(string head)
    {
        var line = head.Split("\r\n", 2)[0].Split(' ');
        return line is ["GET", var target, ['H', 'T', 'T', 'P', ..]] && target.StartsWith(Path + "?", StringComparison.Ordinal)
            ? target[(Path.Length + 1)..]
            : null;
    }

    private static bool HasState(string query, string state) =>
        HttpUtility.ParseQueryString(query)["state"] is { } returned
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(returned), Encoding.UTF8.GetBytes(state));

    private static byte[] AcceptedPage(string query) =>
        HttpUtility.ParseQueryString(query)["error"] is null
            ? Page("200 OK", "You can close this window and return to the terminal.")
            : Page("200 OK", "The account was not connected. You can close this window; the terminal says more.");

    private static byte[] RefusedPage => Page("404 Not Found", "This page is not a part of the login that is under way.");

    private static byte[] Page(string status, string text)
    {
        var html =
            "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>clickfunnels</title></head>"
            + $"<body><p>{text}</p></body></html>";
        return Encoding.UTF8.GetBytes(
            $"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {Encoding.UTF8.GetByteCount(html)}\r\n"
                + "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\nReferrer-Policy: no-referrer\r\n"
                + $"Cache-Control: no-store\r\nConnection: close\r\n\r\n{html}"
        );
    }
}
