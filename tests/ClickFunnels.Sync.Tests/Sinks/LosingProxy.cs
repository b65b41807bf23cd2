using System.Net;
using System.Net.Sockets;

namespace ClickFunnels.Sync.Tests.Sinks;

/// <summary>
/// Forwards TCP connections to the socket of a PostgreSQL server. On demand, it passes a commit on and ends the connection in place of its
/// response.
/// </summary>
internal sealed class LosingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _server;
    private readonly Task _running;

    public LosingProxy(string server)
    {
        _server = server;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _running = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>True until the response of a commit is lost.</summary>
    public bool LosesNextCommit { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _running;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(ForwardAsync(await _listener.AcceptSocketAsync(_stop.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ForwardAsync(Socket client)
    {
        using var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using (client)
        {
            try
            {
                await server.ConnectAsync(new UnixDomainSocketEndPoint(_server), _stop.Token);
                var loses = false;
                await Task.WhenAny(
                    CopyAsync(client, server, data => !(loses |= LosesNextCommit && data.IndexOf("COMMIT"u8) >= 0) || true),
                    CopyAsync(server, client, _ => !loses)
                );
                LosesNextCommit &= !loses;
            }
            catch (SocketException)
            {
                // The server is gone: the connection ends.
            }
        }
    }

    private async Task CopyAsync(Socket from, Socket to, DataCheck goesOn)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _stop.Token) is > 0 and var count && goesOn(buffer.AsSpan(0, count)))
            {
                await to.SendAsync(buffer.AsMemory(0, count), _stop.Token);
            }
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side ended the connection.
        }
    }

    private delegate bool DataCheck(ReadOnlySpan<byte> data);
}
