using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ClickFunnels.Tests;

/// <summary>Real sockets on the loopback: connections that are refused, dropped and cut off in the middle.</summary>
public sealed class ConnectionLossTests
{
    private const string Whole = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 8\r\n\r\n{\"id\":1}";
    private const string Half = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 8\r\n\r\n{\"id";
    private const string HalfChunk =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{\"id\r\n";
    private const string Nothing = "";

    [TestCase(Half)]
    [TestCase(HalfChunk)]
    [TestCase(Nothing)]
    public async Task A_read_that_was_cut_off_is_repeated(string cut)
    {
        using var server = new RawServer(cut, Whole);
        using var client = Client(server.Address);

        Assert.That((await client.Contacts.GetAsync(1)).Id, Is.EqualTo(1));
        Assert.That(server.Connections, Is.EqualTo(2));
    }

    [TestCase(Half)]
    [TestCase(HalfChunk)]
    [TestCase(Nothing)]
    public async Task An_upsert_that_was_cut_off_is_repeated(string cut)
    {
        using var server = new RawServer(cut, Whole);
        using var client = Client(server.Address);

        Assert.That((await client.Contacts.UpsertAsync(new() { EmailAddress = "jane@example.com" })).Id, Is.EqualTo(1));
        Assert.That(server.Connections, Is.EqualTo(2));
    }

    [TestCase(Half)]
    [TestCase(HalfChunk)]
    [TestCase(Nothing)]
    public void A_creation_that_was_cut_off_is_not_repeated(string cut)
    {
        using var server = new RawServer(cut, Whole);
        using var client = Client(server.Address);

        Assert.That(
            () => client.Contacts.CreateAsync(new() { FirstName = "A" }),
            Throws
                .TypeOf<ApiConnectionException>()
                .With.Property("RequestMayHaveArrived")
                .True.And.Property("OperationId")
                .EqualTo("createContacts")
                .And.Message.Contains("may have been carried out")
        );
        Assert.That(server.Connections, Is.EqualTo(1));
    }

    [Test]
    public async Task A_creation_is_repeated_when_the_connection_was_refused()
    {
        using var server = new RawServer(Whole);
        var refusals = 0;
        using var refused = UnusedPort();
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellationToken) =>
            {
                var port = refusals++ == 0 ? refused.Port : server.Address.Port;
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        using var client = Client(server.Address, handler);

        Assert.That((await client.Contacts.CreateAsync(new())).Id, Is.EqualTo(1));
        Assert.That((refusals, server.Connections), Is.EqualTo((2, 1)));
    }

    [Test]
    public void A_connection_that_is_refused_to_the_end_says_that_nothing_arrived()
    {
        using var refused = UnusedPort();
        using var client = Client(new Uri($"http://127.0.0.1:{refused.Port}"));

        Assert.That(
            () => client.Contacts.CreateAsync(new()),
            Throws
                .TypeOf<ApiConnectionException>()
                .With.Property("RequestMayHaveArrived")
                .False.And.Property("IsTransient")
                .True.And.Message.Contains("did not arrive")
        );
    }

    [Test]
    public async Task A_redirect_is_not_followed()
    {
        using var elsewhere = new RawServer(Whole);
        using var server = new RawServer($"HTTP/1.1 302 Found\r\nLocation: {elsewhere.Address}\r\nContent-Length: 0\r\n\r\n");
        using var client = Client(server.Address);

        Assert.That(() => client.Contacts.GetAsync(1), Throws.TypeOf<ApiStatusException>().With.Property("StatusCode").EqualTo(302));
        Assert.That(elsewhere.Connections, Is.Zero, "The token must not reach another address.");
        await Task.CompletedTask;
    }

    private static ClickFunnelsClient Client(Uri address, HttpMessageHandler? handler = null) =>
        new(
            new ClickFunnelsClientOptions
            {
                AccessToken = FakeService.Token,
                UserAgent = "ClickFunnelsTests/1.0",
                WorkspaceId = 42,
                BaseAddress = address,
                HttpHandler = handler,
                RetryDelay = TimeSpan.Zero,
            }
        );

    /// <summary>A port that is taken, so that no other test gets it, and on which nobody listens.</summary>
    private static TakenPort UnusedPort() => new();

    private sealed class TakenPort : IDisposable
    {
        private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        public TakenPort() => _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

        public void Dispose() => _socket.Dispose();
    }

    /// <summary>Sends one of the texts to each connection, byte by byte as given, and closes it.</summary>
    private sealed class RawServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private int _connections;

        public RawServer(params string[] responses)
        {
            _listener.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
            _ = Task.Run(() => ServeAsync(responses));
        }

        public Uri Address { get; }

        public int Connections => Volatile.Read(ref _connections);

        public void Dispose() => _listener.Dispose();

        private async Task ServeAsync(string[] responses)
        {
            try
            {
                foreach (var response in responses)
                {
                    using var connection = await _listener.AcceptTcpClientAsync();
                    Interlocked.Increment(ref _connections);
                    var stream = connection.GetStream();
                    await ReadRequestAsync(stream);
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(response));
                }
            }
            catch (Exception exception) when (exception is SocketException or IOException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private static async Task ReadRequestAsync(NetworkStream stream)
        {
            var text = new StringBuilder();
            var buffer = new byte[4096];
            while (true)
            {
                var read = await stream.ReadAsync(buffer);
                text.Append(Encoding.ASCII.GetString(buffer, 0, read));
                var request = text.ToString();
                var head = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
                if (read == 0 || (head >= 0 && request.Length - head - 4 >= BodyLength(request)))
                {
                    return;
                }
            }
        }

        private static int BodyLength(string request)
        {
            const string Header = "Content-Length: ";
            var start = request.IndexOf(Header, StringComparison.OrdinalIgnoreCase);
            return start < 0
                ? 0
                : int.Parse(
                    request.AsSpan(start + Header.Length, request.IndexOf('\r', start) - start - Header.Length),
                    System.Globalization.CultureInfo.InvariantCulture
                );
        }
    }
}
