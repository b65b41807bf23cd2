using ClickFunnels;
using ClickFunnels.Emulator;
using ClickFunnels.Sync;

namespace Warehouse;

/// <summary>The made-up workspaces: a big one, and some small ones.</summary>
internal static class Shops
{
    public static Task<ClickFunnelsEmulator> StartAsync(CancellationToken cancellationToken)
    {
        var options = new ClickFunnelsEmulatorOptions { Subdomain = "big-shop", Contacts = 300 };
        foreach (var (name, contacts) in new[] { ("books", 60), ("coffee", 40), ("courses", 25), ("music", 10), ("yoga", 5) })
        {
            options.Workspaces.Add(new WorkspaceSeed(name) { Contacts = contacts });
        }

        return ClickFunnelsEmulator.StartAsync(options, cancellationToken);
    }

    /// <summary>Creates the sync of a workspace. Its requests take turns with those of the others.</summary>
    public static IWorkspaceSync CreateSync(FairGate gate, SyncSink sink, Uri service, string token, long workspace)
    {
        var options = new ClickFunnelsClientOptions
        {
            AccessToken = token,
            UserAgent = "ClickFunnels-Warehouse/1.0",
            BaseAddress = service,
            WorkspaceId = workspace,
        };
        gate.Attach(options, workspace);
        var client = new ClickFunnelsClient(options);
        return new ExclusiveWorkspaceSync(workspace, sink, fenced => new WorkspaceSync(client, fenced), TimeSpan.FromSeconds(10));
    }

    /// <summary>Writes a line for each workspace.</summary>
    public static async Task WriteAsync(
        IReadOnlyList<WorkspaceSyncStatus> statuses,
        ClickFunnelsEmulator emulator,
        SyncSink sink,
        TextWriter output,
        CancellationToken cancellationToken
    )
    {
        var contacts = new SyncTable("contacts", []);
        output.WriteLine($"{"workspace", -12} {"process", -12} {"runs", 4} {"records", 8} {"requests", 8} {"contacts", 8}  state");
        foreach (var status in statuses)
        {
            var name = emulator.Workspaces.Single(workspace => workspace.Id == status.Workspace).Subdomain;
            var rows = await sink.CountAsync(contacts, status.Workspace, cancellationToken);
            output.WriteLine(
                $"{name, -12} {status.Host, -12} {status.Runs, 4} {status.Rows, 8} {status.Requests, 8} {rows, 8}  "
                    + (status.Error ?? $"{status.State}")
            );
        }
    }
}
