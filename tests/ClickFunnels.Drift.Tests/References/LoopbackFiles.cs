using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ClickFunnels.Drift.Tests.References;

/// <summary>Serves files by path on a free port of the loopback interface.</summary>
internal sealed class LoopbackFiles : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public LoopbackFiles()
    {
        _listener.Start();
        _ = ServeAsync();
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public ConcurrentDictionary<string, string> Files { get; } = new();

    public ConcurrentDictionary<string, string> Redirects { get; } = new();

    public ConcurrentQueue<string> Requests { get; } = new();

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                using var reader = new StreamReader(client.GetStream(), Encoding.ASCII, leaveOpen: true);
                var path = (await reader.ReadLineAsync())!.Split(' ')[1];
                while (await reader.ReadLineAsync() is { Length: > 0 }) { }

                Requests.Enqueue(path);
                await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(Response(path)));
            }
        }
        catch (Exception exception) when (exception is ObjectDisposedException or SocketException or IOException)
        {
            // The test is over.
        }
    }

    private string Response(string path)
    {
        if (Redirects.TryGetValue(path, out var target))
        {
            return $"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        }

        return Files.TryGetValue(path, out var text)
            ? $"HTTP/1.1 200 OK\r\nContent-Length: {Encoding.UTF8.GetByteCount(text)}\r\nConnection: close\r\n\r\n{text}"
            : "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    }
}
