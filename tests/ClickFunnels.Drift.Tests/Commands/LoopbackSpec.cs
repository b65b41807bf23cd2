using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ClickFunnels.Drift.Tests.Commands;

/// <summary>Serves one document on a free port of the loopback interface; without one it takes calls and never responses.</summary>
internal sealed class LoopbackSpec : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource _called = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<TcpClient> _clients = [];

    public LoopbackSpec(string? document)
    {
        _listener.Start();
        _ = ServeAsync(document);
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/openapi.yaml";

    /// <summary>Ends when somebody has called.</summary>
    public Task Called => _called.Task;

    public void Dispose()
    {
        _listener.Dispose();
        lock (_clients)
        {
            _clients.ForEach(client => client.Dispose());
        }
    }

    private async Task ServeAsync(string? document)
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                lock (_clients)
                {
                    _clients.Add(client);
                }

                using var reader = new StreamReader(client.GetStream(), Encoding.ASCII, leaveOpen: true);
                while (await reader.ReadLineAsync() is { Length: > 0 }) { }

                _called.TrySetResult();
                if (document is null)
                {
                    continue;
                }

                var body = Encoding.UTF8.GetBytes(document);
                await client
                    .GetStream()
                    .WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"));
                await client.GetStream().WriteAsync(body);
                client.Close();
            }
        }
        catch (Exception exception) when (exception is ObjectDisposedException or SocketException or IOException)
        {
            // The test is over.
        }
    }
}
