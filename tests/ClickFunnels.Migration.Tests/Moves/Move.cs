using ClickFunnels.Emulator;

namespace ClickFunnels.Migration.Tests.Moves;

/// <summary>A shop, an emulated workspace, and the migration between them.</summary>
internal sealed class Move : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ShopSource _source;

    private Move(ShopSource source, MigrationRules rules, ClickFunnelsEmulator server)
    {
        _source = source;
        Rules = rules;
        Server = server;
        Client = new ClickFunnelsClient(
            new ClickFunnelsClientOptions
            {
                AccessToken = server.AccessToken,
                UserAgent = "MigrationTests/1.0",
                BaseAddress = server.Url,
                WorkspaceId = server.WorkspaceId,
                RetryDelay = TimeSpan.Zero,
                MaxRetryDelay = TimeSpan.FromMilliseconds(1),
            }
        );
    }

    public ClickFunnelsEmulator Server { get; }

    public ClickFunnelsClient Client { get; }

    public MigrationRules Rules { get; set; }

    public string Folder => _folder.Path;

    /// <summary>A migration like that of a new process: it knows only what is in the folder.</summary>
    public ShopMigration Migration => new(_source, Client, _folder.Path, Rules, new MigrationOptions { SettleDelay = TimeSpan.Zero });

    public static async Task<Move> StartAsync(
        ShopSource source,
        MigrationRules? rules = null,
        ClickFunnelsEmulatorOptions? options = null
    ) =>
        new(
            source,
            rules ?? new MigrationRules(),
            await ClickFunnelsEmulator.StartAsync(options ?? new ClickFunnelsEmulatorOptions { DefaultContact = false })
        );

    public async Task<RecordTotals> CountAsync() =>
        new(
            (await Client.Products.ListAsync().ToListAsync()).Count(product => product.Archived != true),
            (await Client.Contacts.ListAsync().ToListAsync()).Count,
            (await Client.Discounts.ListAsync().ToListAsync()).Count,
            (await Client.Products.Collections.ListAsync().ToListAsync()).Count(collection =>
                collection.VisibleInStore != false || collection.ProductIds is { Count: > 0 }
            ),
            (await Client.Images.ListAsync().ToListAsync()).Count
        );

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>Numbers of records of a workspace.</summary>
internal sealed record RecordTotals(int Products = 0, int Contacts = 0, int Discounts = 0, int Collections = 0, int Images = 0);
