using System.Net;
using System.Net.Sockets;
using System.Text;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Tests.Documents;

/// <summary>Files and addresses are read whole or refused with a sentence.</summary>
public sealed class SpecSourceTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(200);

    private DirectoryInfo _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("drift");

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    [Test]
    public async Task A_file_is_read_whole()
    {
        var content = new byte[200_000];
        new Random(1).NextBytes(content);

        Assert.That((await SpecSource.ReadAsync(FileOf(content), default)).ToArray(), Is.EqualTo(content));
    }

    [Test]
    public void A_file_at_the_limit_is_read_and_one_beyond_it_refused()
    {
        Assert.That(async () => await SpecSource.ReadAsync(FileOf(new byte[1 << 20]), default, maxBytes: 1 << 20), Throws.Nothing);
        Assert.That(
            async () => await SpecSource.ReadAsync(FileOf(new byte[(1 << 20) + 1]), default, maxBytes: 1 << 20),
            Refused("The file is larger than 1 MB.")
        );
    }

    [Test]
    public void A_missing_file_is_named() =>
        Assert.That(async () => await SpecFile.LoadAsync(Path.Combine(_folder.FullName, "none.yaml")), Refused("The file does not exist."));

    [Test]
    public void A_file_in_a_missing_folder_is_named() =>
        Assert.That(
            async () => await SpecFile.LoadAsync(Path.Combine(_folder.FullName, "none", "none.yaml")),
            Refused("The file does not exist.")
        );

    [Test]
    public void A_folder_is_refused() =>
        Assert.That(async () => await SpecFile.LoadAsync(_folder.FullName), Refused("Expected a file, but this is a directory."));

    [TestCase("")]
    [TestCase("a\0b")]
    public void What_is_no_path_is_refused(string path) =>
        Assert.That(async () => await SpecFile.LoadAsync(path), Throws.TypeOf<InputException>());

    [Test]
    public void A_read_that_is_canceled_is_no_error_of_the_input() =>
        Assert.That(
            async () => await SpecSource.ReadAsync(FileOf([1]), new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>()
        );

    [Test]
    public async Task An_address_is_read()
    {
        await using var server = new TinyServer("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nopenapi: 1\n");

        Assert.That((await SpecFile.LoadAsync(server.Address)).Root["openapi"]!.ToString(), Is.EqualTo("1"));
        Assert.That(await server.Request, Does.StartWith("GET /spec.yaml HTTP/1.1").And.Contains("User-Agent: clickfunnels-drift"));
    }

    [TestCase("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "The address returned the status 404.")]
    [TestCase("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n", "The address returned the status 500.")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n012345678", "The file is larger than 0 MB.")]
    public async Task An_address_that_has_no_such_document_is_refused(string response, string problem)
    {
        await using var server = new TinyServer(response);

        Assert.That(async () => await SpecSource.ReadAsync(server.Address, default, maxBytes: 8), Refused(problem));
    }

    [TestCase("")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nopenapi: ")]
    public async Task An_address_that_falls_silent_is_given_up(string response)
    {
        await using var server = new TinyServer(response, staysOpen: true);

        Assert.That(
            async () => await SpecSource.ReadAsync(server.Address, default, timeout: Soon),
            Refused("The address did not respond within 0.2 seconds.")
        );
    }

    [Test]
    public async Task A_response_that_ends_early_is_refused()
    {
        await using var server = new TinyServer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nopenapi: ");

        Assert.That(async () => await SpecSource.ReadAsync(server.Address, default), Throws.TypeOf<InputException>());
    }

    [Test]
    public async Task An_address_where_nobody_listens_is_refused()
    {
        string address;
        await using (var server = new TinyServer(""))
        {
            address = server.Address;
        }

        Assert.That(
            async () => await SpecSource.ReadAsync(address, default),
            Throws.TypeOf<InputException>().With.Message.Contains("The address cannot be reached: ")
        );
    }

    private static NUnit.Framework.Constraints.EqualStringConstraint Refused(string problem) =>
        Throws.TypeOf<InputException>().With.Property(nameof(InputException.Problem)).EqualTo(problem);

    private string FileOf(byte[] content)
    {
        var path = Path.Combine(_folder.FullName, $"{Guid.NewGuid()}.yaml");
        File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Responses one call, byte for byte, on a free port of this machine.</summary>
    private sealed class TinyServer : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _end = new();

        public TinyServer(string response, bool staysOpen = false)
        {
            _listener.Start();
            Address = $"http://{_listener.LocalEndpoint}/spec.yaml";
            Request = AnswerAsync(response, staysOpen);
        }

        public string Address { get; }

        /// <summary>The requests that were received.</summary>
        public Task<string> Request { get; }

        public async ValueTask DisposeAsync()
        {
            await _end.CancelAsync();
            _listener.Dispose();
            await Request.ContinueWith(_ => { }, TaskScheduler.Default);
            _end.Dispose();
        }

        private async Task<string> AnswerAsync(string response, bool staysOpen)
        {
            using var client = await _listener.AcceptTcpClientAsync(_end.Token);
            var stream = client.GetStream();
            var request = new StringBuilder();
            var buffer = new byte[4096];
            int count;
            while (
                !request.ToString().Contains("\r\n\r\n", StringComparison.Ordinal)
                && (count = await stream.ReadAsync(buffer, _end.Token)) > 0
            )
            {
                request.Append(Encoding.ASCII.GetString(buffer, 0, count));
            }

            await stream.WriteAsync(Encoding.ASCII.GetBytes(response), _end.Token);
            if (staysOpen)
            {
                await Task.Delay(Timeout.Infinite, _end.Token);
            }

            return request.ToString();
        }
    }
}
