using System.Text;
using ClickFunnels.Emulator;

namespace ClickFunnels.Sync.Tests;

/// <summary>An emulator with a client of its first workspace, and the input and result of imports in a folder.</summary>
internal sealed class ImportWorld : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    private ImportWorld(ClickFunnelsEmulator server, Action<ClickFunnelsClientOptions>? configure)
    {
        Server = server;
        Client = ClientOf(server, configure);
    }

    public ClickFunnelsEmulator Server { get; }

    public ClickFunnelsClient Client { get; }

    public string ResultPath => File("result.csv");

    public static async Task<ImportWorld> StartAsync(int contacts = 0, Action<ClickFunnelsClientOptions>? configure = null) =>
        new(await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { Contacts = contacts }), configure);

    public static ClickFunnelsClient ClientOf(ClickFunnelsEmulator server, Action<ClickFunnelsClientOptions>? configure = null)
    {
        var options = new ClickFunnelsClientOptions
        {
            AccessToken = server.AccessToken,
            UserAgent = "Sync.Tests/1.0",
            BaseAddress = server.Url,
            WorkspaceId = server.WorkspaceId,
            RetryDelay = TimeSpan.Zero,
            MaxRetryDelay = TimeSpan.FromMilliseconds(1),
        };
        configure?.Invoke(options);
        return new ClickFunnelsClient(options);
    }

    public string File(string name) => _folder.File(name);

    /// <summary>A source of lines.</summary>
    public static ImportSource Csv(params string[] lines) => CsvText(string.Join('\n', lines));

    public static ImportSource CsvText(string text) => ImportSource.Csv("rows.csv", () => new MemoryStream(Encoding.UTF8.GetBytes(text)));

    public static ImportSource JsonLines(params string[] lines) =>
        ImportSource.JsonLines("rows.jsonl", () => new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines))));

    public Task<ImportResult> RunAsync(ImportSource source, ImportOptions? options = null, ImportTarget? target = null) =>
        new BulkImport(Client, target ?? ImportTarget.Contacts, source, options).RunAsync();

    public async Task<List<Contact>> ContactsAsync() => [.. await Client.Contacts.ListAsync().ToListAsync()];

    public int Count(string operation) => Server.Requests.Count(request => request.OperationId == operation);

    /// <summary>The lines of the result file without its header, ordered by the number of the row.</summary>
    public static List<string[]> Results(string path) =>
        [
            .. System
                .IO.File.ReadAllLines(path)
                .Skip(1)
                .Select(static line => line.Split(','))
                .OrderBy(static cells => long.Parse(cells[0], System.Globalization.CultureInfo.InvariantCulture)),
        ];

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        _folder.Dispose();
    }
}
